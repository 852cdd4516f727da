"""Own figures are gated like scores: paired by example, with the spread of retraining where it is known."""

from dataclasses import replace

import pytest

from benchmark.figures import Figures
from benchmark.gate.figures_gate import FiguresGate
from benchmark.gate.unaccepted import Unaccepted
from benchmark.verdict import Outcome
from fixtures.data.example import Example
from fixtures.profile.profile import Profile
from fixtures.results.run import Run
from tests.benchmark.conftest import accepted, run_of

COUNT = 40
EXAMPLES = tuple(Example(id=f"test_{i}", source="a", references=("a",)) for i in range(COUNT))
KEY = "test_mine.py::test_words"


def figures(run: Run, *levels: float, higher: bool = True) -> Figures:
    """Words around a level for each seed."""
    found = Figures.of([[level + i % 5 for i in range(COUNT)] for level in levels], EXAMPLES, run)
    return replace(found, scale=found.scale.model_copy(update={"higher_is_better": higher}), unit="words")


def judged(profile: Profile, before: Figures, now: Figures, run: Run, *others: str) -> tuple[Outcome, float, str]:
    """How figures compare with accepted ones; ``others`` are further accepted claims."""
    own = dict.fromkeys((KEY, *others), before.kept(run))
    gate = FiguresGate(profile, accepted({}).model_copy(update={"own": own}))
    assert gate.obstacle(KEY, now.kept(run)) is None
    found = gate.finding(KEY, now, run, now.kept(run), 1.0)
    assert found.evidence.tests == 1 + len(others)
    return found.outcome, found.lost, found.remark


@pytest.mark.parametrize(
    ("now", "higher", "outcome", "lost"),
    [
        (10.0, True, Outcome.HELD, 0.0),
        (8.0, True, Outcome.MISSED, 2.0),
        (8.0, False, Outcome.HELD, -2.0),
        (12.0, False, Outcome.MISSED, 2.0),
    ],
)
def test_a_loss_is_judged(tiny: Profile, now: float, *, higher: bool, outcome: Outcome, lost: float) -> None:
    """In the figures' own unit and direction; what is not trained needs no seeds."""
    run = run_of([[0.5] * COUNT], trained=False)
    found = judged(tiny, figures(run, 10, higher=higher), figures(run, now, higher=higher), run)
    assert found[0] is outcome
    assert found[1] == pytest.approx(lost)


def test_one_training_on_either_side_cannot_tell(tiny: Profile) -> None:
    """As for scores; several seeds on one side can."""
    run = run_of([[0.5] * COUNT])
    once = judged(tiny, figures(run, 10), figures(run, 9.9), run)
    assert once[0] is Outcome.CANNOT_TELL
    assert "takes several seeds to know" in once[2]
    assert "words shared by all examples" in once[2]
    several = run_of([[0.5] * COUNT] * 3)
    assert judged(tiny, figures(several, 10, 10.1, 9.9), figures(several, 10, 9.9, 10), several)[0] is Outcome.HELD


def test_as_many_claims_as_are_accepted_count(tiny: Profile) -> None:
    """Not those that a session happens to judge."""
    run = run_of([[0.5] * COUNT], trained=False)
    assert judged(tiny, figures(run, 10), figures(run, 10), run, "another", "a third")[0] is Outcome.HELD


def test_what_stands_in_the_way(tiny: Profile) -> None:
    """Nothing accepted yet, or figures of something else."""
    run = run_of([[0.5] * COUNT])
    kept = figures(run, 10).kept(run)
    nothing = FiguresGate(tiny, None, Unaccepted(Outcome.MISSED)).obstacle(KEY, kept)
    assert nothing
    assert (nothing.outcome, nothing.reason.partition(":")[0]) == (
        Outcome.MISSED,
        "no figure of this claim is accepted yet",
    )
    other = kept.model_copy(update={"signature": {**kept.signature, "unit": "tokens"}})
    gate = FiguresGate(tiny, accepted({}).model_copy(update={"own": {KEY: other}}))
    obstacle = gate.obstacle(KEY, kept)
    assert obstacle
    assert obstacle.reason.startswith("cannot compare: unit: tokens accepted, words now")
