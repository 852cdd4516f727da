"""What a verdict on a loss says beside its numbers, which is what users read first."""

import re

import numpy as np
import pytest

from benchmark.gate.loss import Loss
from benchmark.gate.reasons import reasons
from benchmark.verdict import Outcome
from fixtures.profile.gating import GatePlan
from fixtures.scoring.paired import Spread
from fixtures.scoring.statistics import Mean

PLAN = GatePlan(resamples=1000)


def loss(mean: float, deviation: float, examples: int, known: Spread | None = None, *, retrained: bool = False) -> Loss:
    """Of examples with exactly this mean and standard deviation, and 2 points allowed."""
    drawn = np.random.default_rng(0).normal(0, 1, examples)
    values = mean + deviation * (drawn - drawn.mean()) / drawn.std(ddof=1)
    seeds = (2, 2) if known else (1, 1)
    error = [known.error(*seeds)] if known else []
    return Loss(Mean(values, *error, sampling=PLAN.sampling), seeds, known, retrained or known is not None, 2.0, PLAN)


def said(found: Loss, tests: int = 1) -> str:
    """The reasons as a verdict has them."""
    return "; ".join(reasons(found, tests))


SEES = r"sees a loss of [\d.]+ points shared by all examples \(a collapse of few takes more\)"
REASONS = {
    "held": (loss(0, 8, 400), Outcome.HELD, SEES),
    "significant": (loss(1.2, 5, 400), Outcome.HELD, f"a significant loss within the tolerance; {SEES}"),
    "gained": (loss(-6, 8, 400), Outcome.HELD, f"{SEES}; accept so large a gain with --accept"),
    "few": (loss(1, 8, 50), Outcome.CANNOT_TELL, f"to hold 2 points takes about 101 examples; {SEES}"),
    "significant and few": (
        loss(2.4, 8, 60),
        Outcome.CANNOT_TELL,
        f"a significant loss; to hold 2 points takes about 101 examples; {SEES}",
    ),
    "near": (loss(2, 8, 400), Outcome.CANNOT_TELL, f"a significant loss; too near the tolerance to tell; {SEES}"),
    "one training": (
        loss(0, 8, 400, retrained=True),
        Outcome.CANNOT_TELL,
        f"how far training again moves the score takes several seeds to know, here or accepted: --seeds 1,2,3; {SEES}",
    ),
    "seeds": (
        loss(0, 7, 500, Spread(1.0, 2, 20.0)),
        Outcome.CANNOT_TELL,
        rf"to hold 2 points takes about \d seeds on either side; {SEES}",
    ),
    "examples or seeds": (
        loss(1, 8, 60, Spread(0.2, 4, 40.0)),
        Outcome.CANNOT_TELL,
        rf"to hold 2 points takes about \d+ examples, or about \d+ seeds on either side; {SEES}",
    ),
    "missed": (loss(5, 8, 400), Outcome.MISSED, r"p < 0\.001"),
    "missed on one training": (
        loss(5, 8, 400, retrained=True),
        Outcome.MISSED,
        r"p 0\.00\d; one training on either side does not show how far another would move the score",
    ),
    "no number": (loss(float("nan"), 8, 400), Outcome.MISSED, "the loss is NaN"),
}


@pytest.mark.parametrize(("found", "outcome", "reason"), REASONS.values(), ids=REASONS)
def test_each_outcome_has_its_reason(found: Loss, outcome: Outcome, reason: str) -> None:
    """Short, and what it would take."""
    assert found.outcome(1) is outcome
    assert re.fullmatch(reason, said(found))


def test_a_family_is_named() -> None:
    """Where p is adjusted."""
    assert said(loss(5, 8, 400), tests=6) == "p 0.006, adjusted for 6 claims"


def test_any_loss_is_named() -> None:
    """Where it makes red what is within the tolerance."""
    plan = GatePlan(resamples=1000, any_loss="fails")
    found = Loss(loss(1.2, 5, 400).loss, (1, 1), None, False, 2.0, plan)  # noqa: FBT003
    assert said(found) == 'a significant loss, and any_loss = "fails"; p < 0.001'


def test_a_loss_that_is_significant_by_itself_alone_is_said_so() -> None:
    """Where any loss would be red."""
    plan = GatePlan(resamples=1000, any_loss="fails")
    found = Loss(loss(0.6, 5, 400).loss, (1, 1), None, False, 2.0, plan)  # noqa: FBT003
    assert found.outcome(1) is Outcome.MISSED
    assert said(found, tests=9).startswith("a significant loss within the tolerance, but not as one of 9 claims; ")


def test_what_is_seen_is_rounded_up() -> None:
    """To two digits: it says no more than is true."""
    found = loss(0, 8, 400)
    visible = float(re.findall(r"sees a loss of ([\d.]+)", said(found))[0])
    assert found.visible(1) <= visible < found.visible(1) + 0.1
