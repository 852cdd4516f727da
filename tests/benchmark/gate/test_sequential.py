"""The study of seeds until decided sees what it is to see, and the gate keeps its alpha over all looks."""

from dataclasses import dataclass

import numpy as np
import pytest

from benchmark.gate.calibration import sequential
from benchmark.gate.calibration.sequential import TOLERANCE, decide, rates
from benchmark.verdict import Outcome
from fixtures.profile.gating import GatePlan

SPREAD, NOISE = 0.5, 6.0  # points: of whole trainings, and of single examples


@dataclass(frozen=True)
class Drawn:
    """Two runs of one recipe, of which the second lost something."""

    before: np.ndarray
    now: np.ndarray


def draw(random: np.random.Generator, examples: int, seeds: tuple[int, int], lost: float) -> Drawn:
    """Normal scores about one level for all examples."""
    before, now = (
        50 + SPREAD * random.standard_normal((count, 1, 1)) + NOISE * random.standard_normal((count, examples, 1))
        for count in seeds
    )
    return Drawn(before, now - lost)


@pytest.mark.parametrize(("lost", "outcome"), [(-4.0, Outcome.HELD), (12.0, Outcome.MISSED)])
def test_what_is_clear_takes_few_seeds(lost: float, outcome: Outcome) -> None:
    """Five could be had."""
    seeds, found = decide(draw(np.random.default_rng(0), 100, (5, 5), lost))
    assert found is outcome
    assert seeds <= 2


def test_what_cannot_be_told_takes_all_seeds() -> None:
    """A loss of just the tolerance is neither above nor below it."""
    assert decide(draw(np.random.default_rng(0), 100, (5, 5), TOLERANCE)) == (5, Outcome.CANNOT_TELL)


def test_all_looks_together_keep_alpha(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a true loss of the tolerance the gate is rarely green, and rarely red."""
    monkeypatch.setattr(sequential, "PLAN", GatePlan(resamples=500))
    draws, alpha = 60, sequential.PLAN.alpha
    found = rates(draw, draws, 20, TOLERANCE)
    most = alpha + 2 * (alpha * (1 - alpha) / draws) ** 0.5
    assert found.held <= most
    assert found.missed <= most
    assert found.seeds > 4


def test_table_has_both_losses_for_each_number_of_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a loss, and with one of the tolerance."""
    monkeypatch.setattr(sequential, "EXAMPLES", (20,))
    head, _, sound, lost = sequential.table(draw, 2)
    assert head.count("|") == sound.count("|") == lost.count("|")
    assert sound.startswith("| 20 | 0 |")
    assert lost.startswith("| 20 | 2 |")
