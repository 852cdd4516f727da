"""The study of the gate: draws are what they say, deciders decide, and yardsticks are what was published."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmark.gate.calibration import (
    comparison,
    coverage,
    evalsig_gate,
    planted_regression,
    recorded,
    recording,
    study,
    yardsticks,
)
from benchmark.gate.calibration.cells import Cell, Tally
from benchmark.gate.calibration.deciders import FixedThreshold, OwnGate, RowByRow, deciders
from benchmark.gate.calibration.draw import Draw, DrawSource
from benchmark.gate.calibration.generated import Generated
from benchmark.gate.calibration.plants import Plant
from benchmark.gate.calibration.sequential import Sequential
from benchmark.gate.calibration.suite import Compare, Shift
from benchmark.verdict import Outcome
from fixtures.pocket.corpus import SIZES
from fixtures.profile.profile import read
from fixtures.store.store import default_root

QUIET = Generated(0.1, noise=2)
"""Scores on which every decider should find the same."""


def draw(loss: float, source: DrawSource = QUIET, examples: int = 200) -> Draw:
    """A comparison of five seeds with three."""
    return source.draw(np.random.default_rng(1), examples, (5, 3), loss)


def alone(work: Callable[[Any], Any], tasks: Sequence[Any]) -> list[Any]:
    """What the study spreads over processes, in this one."""
    return [work(task) for task in tasks]


def test_the_study_remembers_its_trainings_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Below the folder of all others, where ``--store`` does not look."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    experiment = planted_regression._experiment(read(recording.POCKET))  # noqa: SLF001  what it trains with
    assert experiment.store.root == recording.store().root
    assert default_root() in experiment.store.root.parents


def test_a_recording_is_read_as_it_was_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each recipe by its name, to the unit in which scores are kept."""
    scores = [[(0.25, 0.5), (1.0, 0.12344)], [(0.0, 0.75), (0.5, 0.5)]]
    monkeypatch.setattr(recording, "_scores", lambda *_: iter(scores))
    recording.record(tmp_path / "scores.npz")
    found = recording.read(tmp_path / "scores.npz")
    assert list(found) == list(recording.RECIPES)
    np.testing.assert_allclose(found["full"], scores, atol=5e-5)


def test_the_planted_regression_is_trained_by_another_profile() -> None:
    """On half the rows; the sound recipes are the profile's own."""
    profile = read(recording.POCKET)
    regressed = recording.RECIPES[recording.REGRESSED].of(profile)
    assert regressed.dataset.rows["train"] == SIZES["train"] // 2
    assert recording.RECIPES[recording.METHOD].of(profile) == profile


@pytest.mark.parametrize("plant", Plant)
@pytest.mark.parametrize("loss", [0.0, 2.0])
def test_what_is_planted_is_lost_on_average(plant: Plant, loss: float) -> None:
    """Whatever single examples lose."""
    lost = plant.lost(np.random.default_rng(0), 400_000, loss)
    assert lost.mean() == pytest.approx(loss, abs=0.06)


@pytest.mark.parametrize("source", [Generated(1.2), Generated(1.2, zeros=0.2), Generated(1.2, ties=0.5)])
def test_generated_seeds_spread_as_they_say(source: Generated) -> None:
    """Also where some scores are 0 or tied."""
    means = source.draw(np.random.default_rng(3), 1000, (300, 300), 3.0)
    before, now = means.before.mean(axis=(1, 2)), means.now.mean(axis=(1, 2))
    assert before.std(ddof=1) == pytest.approx(1.2, rel=0.15)
    assert before.mean() - now.mean() == pytest.approx(3, abs=0.3)


def test_ties_and_zeros_are_as_many_as_they_say() -> None:
    """A tied example has one score in all trainings; predictions score 0 independently of each other."""
    tied = Generated(0.8, ties=0.5).draw(np.random.default_rng(0), 2000, (3, 3), 2.0)
    assert (np.ptp(np.concatenate([tied.before, tied.now]), axis=0) == 0).mean() == pytest.approx(0.5, abs=0.04)
    failed = Generated(0.8, zeros=0.2).draw(np.random.default_rng(0), 2000, (3, 3), 0.0)
    assert (failed.before == 0).mean() == pytest.approx(0.2, abs=0.03)
    assert (failed.before[:2] == 0).all(axis=0).mean() == pytest.approx(0.04, abs=0.02)


@pytest.mark.parametrize("source", comparison.recorded(), ids=lambda source: source.name)
def test_recorded_runs_share_examples_and_lose_what_is_planted(source: DrawSource) -> None:
    """On average over draws; and no training is in both runs."""
    draws = list(Cell(source, 500, (5, 3), 4.0).draws(30))
    assert np.mean([each.loss.value for each in draws]) == pytest.approx(4, abs=0.5)
    assert draws[0].before.shape[1:] == draws[0].now.shape[1:]
    sound = next(iter(Cell(source, 500, (5, 3), 0.0).draws(1)))
    assert not sound.trained or sound.loss.value


def test_what_is_not_trained_is_compared_with_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """One run is all there is; without a loss nothing has moved."""
    monkeypatch.setattr(recorded, "_points", lambda: {"still": np.full((1, 300, 3), 30.0)})
    sound, collapsed = draw(0.0, recorded.Recorded("still")), draw(6.0, recorded.Recorded("still"))
    assert not sound.trained
    assert sound.seeds == (1, 1)
    assert OwnGate().decide(sound) is Outcome.HELD
    assert OwnGate().decide(collapsed) is Outcome.MISSED


def test_draws_of_a_cell_are_always_the_same() -> None:
    """And those of another cell are others."""
    one, again, other = (Cell(QUIET, 20, (2, 2), loss).draws(2) for loss in (1.0, 1.0, 2.0))
    first, second, third = (np.concatenate([each.now for each in draws]) for draws in (one, again, other))
    assert (first == second).all()
    assert (first != third).any()


@pytest.mark.parametrize("decider", [OwnGate(), FixedThreshold(), RowByRow()])
def test_deciders_agree_on_what_is_obvious(decider: OwnGate | FixedThreshold | RowByRow) -> None:
    """A gain is green, a loss of 20 points is red."""
    assert decider.decide(draw(-1.0)) is Outcome.HELD
    assert decider.decide(draw(20.0)) is Outcome.MISSED


def test_only_the_gate_cannot_tell() -> None:
    """Of a few noisy examples."""
    noisy = draw(1.0, Generated(1.2, noise=20), examples=10)
    assert OwnGate().decide(noisy) is Outcome.CANNOT_TELL
    assert RowByRow().decide(noisy) is not Outcome.CANNOT_TELL


def test_any_loss_fails_where_the_plan_says_so() -> None:
    """A loss of 1 point is within the tolerance of 2."""
    outcomes = {name: decider.decide(draw(1.0)) for name, decider in deciders().items()}
    assert outcomes["this gate"] is Outcome.HELD
    assert outcomes['any_loss = "fails"'] is Outcome.MISSED


def test_evalsig_is_left_out_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The study does without it."""
    monkeypatch.setattr(evalsig_gate, "find_spec", lambda _: None)
    assert not [name for name in deciders() if name.startswith("evalsig")]


def test_evalsig_decides_what_is_obvious() -> None:
    """Asked its own way it allows gains alone; with its sides swapped it is red for a loss."""
    pytest.importorskip("evalsig", reason="evalsig 0.1.2 is installed for the study alone")
    gates = evalsig_gate.evalsig_gates(2.0)
    found = {name: [gate.decide(draw(loss)) for loss in (-5.0, 0.0, 20.0)] for name, gate in gates.items()}
    held, missed = Outcome.HELD, Outcome.MISSED
    assert found == {"evalsig": [held, missed, missed], "evalsig, sides swapped": [held, held, missed]}


def test_shares_add_up() -> None:
    """Each draw has one outcome."""
    found = Tally({"gate": OwnGate()}, 10)(Cell(Generated(1.2), 40, (2, 2), 2.0))["gate"]
    assert found.held + found.missed + found.cannot_tell == pytest.approx(1)


def test_a_common_loss_is_seen_over_all_methods() -> None:
    """And by few of the methods' own claims."""
    seen = Compare(5)(Shift(methods=10, loss=1.0))
    assert seen.together > 0.7
    assert seen.each < 0.3


def test_looks_stop_where_it_is_decided() -> None:
    """At the first seed where that is plain, else at the last."""
    plain, near = Generated(0.1, noise=2), Generated(1.2, noise=20)
    looks = Sequential(1)
    assert looks.decide(plain.draw(np.random.default_rng(0), 100, (5, 3), 20.0)) == (1, Outcome.MISSED)
    assert looks.decide(near.draw(np.random.default_rng(0), 20, (5, 3), 2.0)) == (3, Outcome.CANNOT_TELL)


def test_coverage_tells_intervals_apart() -> None:
    """Where one example in twenty collapses, many percentile intervals of twenty examples hold nothing but 0."""
    collapse = next(kind for kind in coverage.KINDS if kind.name == "1 in 20 collapses")
    own, percentile = coverage.Count(40)((collapse, 20))
    assert own > 0.9
    assert percentile < 0.8


def test_the_fixed_gate_was_red_12_times_of_61() -> None:
    """As published; of no single one of these runs can the gate tell that it is below the threshold, or above."""
    unchanged = yardsticks.read().unchanged
    assert len(unchanged.all_scores) == 61
    assert unchanged.red == 12
    assert {unchanged.outcome(score) for score in unchanged.all_scores} == {Outcome.CANNOT_TELL}
    assert unchanged.outcome(0.95) is Outcome.HELD
    assert unchanged.outcome(0.7) is Outcome.MISSED


def test_unchanged_runs_have_the_scores_that_were_published() -> None:
    """Drawn without replacement, each as many right answers."""
    unchanged = yardsticks.read().unchanged
    draws = unchanged.draw(np.random.default_rng(0), unchanged.questions, (60, 1), 0.0)
    found = np.sort(np.concatenate([draws.before, draws.now]).mean(axis=(1, 2)))
    np.testing.assert_allclose(found, 100 * unchanged.all_scores)


def test_runs_of_a_reference_vary() -> None:
    """Each has twenty seeds; a second run of LoRA takes over 10 % longer in a third of all pairs."""
    convergence = yardsticks.read().convergence
    assert {len(each.samples) for each in convergence} == {20}
    lora = convergence[0]
    assert lora.variation == pytest.approx(0.097, abs=0.001)
    assert lora.slower(1.1) == pytest.approx(0.34, abs=0.01)
    assert lora.slower(2) == 0


def test_a_table_has_a_row_for_each_kind_of_scores(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And a cell for each decider."""
    monkeypatch.setattr(comparison, "spread_out", alone)
    monkeypatch.setattr(comparison, "EXAMPLES", (20,))
    study.main(["--draws", "2", "--only", "false-alarms"])
    title, _, *rows = capsys.readouterr().out.strip().splitlines()
    assert title == "false-alarms:"
    assert len(rows) == 2 + len({source.kind for source in (*comparison.recorded(), *comparison.generated())})
    assert len({row.count("|") for row in rows}) == 1


def test_a_table_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """By name, with those that do."""
    with pytest.raises(SystemExit):
        study.main(["--only", "nonsense"])
    assert "yardsticks" in capsys.readouterr().err
