"""A loss: what few, single or equal examples tell, and that what is needed is what would be seen."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from benchmark.gate.accepted import rounded
from benchmark.gate.gate import Finding
from benchmark.gate.loss import Loss
from benchmark.verdict import Outcome, Verdict
from fixtures.profile.gating import GatePlan
from fixtures.profile.profile import Profile
from fixtures.scoring.paired import Spread, difference
from fixtures.scoring.statistics import Mean
from tests.benchmark.gate.test_gate import find
from tests.reports.conftest import scale_of

PLAN = GatePlan(resamples=1000)


def loss(
    values: Sequence[float] | np.ndarray, *, tolerance: float = 2.0, plan: GatePlan = PLAN, known: Spread | None = None
) -> Loss:
    """Of examples that lost so many points; of two seeds on either side where their spread is known."""
    seeds = (2, 2) if known else (1, 1)
    return Loss(
        loss=Mean(values, known.error(*seeds), sampling=plan.sampling)
        if known
        else Mean(values, sampling=plan.sampling),
        seeds=seeds,
        spread=known,
        retrained=known is not None,
        tolerance=tolerance,
        plan=plan,
    )


def judge(values: Sequence[float], tests: int = 1) -> Outcome:
    """The outcome of such a loss as one of so many claims."""
    found = loss(values)
    return found.outcome(min(1.0, tests * found.p))


def untrained(tiny: Profile, lost: Sequence[float]) -> Finding:
    """What the gate finds of a method that is not trained, whose examples scored 90 points before."""
    return find(
        tiny, [[0.9] * len(lost)], rounded([[0.9 - each / 100 for each in lost]], scale_of("rouge1")), trained=False
    )


def test_a_loss_that_all_share_is_missed(tiny: Profile) -> None:
    """As sure as can be, and said so: not that nothing has moved."""
    finding = untrained(tiny, [33.33] * 20)
    assert finding.outcome is Outcome.MISSED
    assert finding.evidence.p == 1 / 10_001
    assert finding.remark.startswith("every example lost the same; p 0.0001; sees losses from 2 points")
    assert untrained(tiny, [-5] * 20).remark.startswith("every example gained the same; p 1;")
    assert untrained(tiny, [1.5] * 20).outcome is Outcome.HELD


@pytest.mark.parametrize("tolerance", [2.0, 6.0, 1e-6, 33.3])
def test_a_tolerance_is_itself_within_its_limit(tiny: Profile, tolerance: float) -> None:
    """At most 2 points may be lost: 2 may, whatever rounding makes of them, and more than that may not."""
    before = np.linspace(50, 90.1, 20)
    exactly = loss(before - (before - tolerance), tolerance=tolerance)
    more = loss(before - (before - 1.001 * tolerance), tolerance=tolerance)
    assert exactly.outcome(exactly.p) is Outcome.HELD
    assert more.outcome(more.p) is Outcome.MISSED
    assert untrained(tiny, [2] * 20).outcome is Outcome.HELD


def test_nothing_moved_is_said_only_then(tiny: Profile) -> None:
    """It held, however few there are."""
    for examples in (1, 2, 20):
        finding = untrained(tiny, [0] * examples)
        assert (finding.outcome, finding.remark) == (Outcome.HELD, "no example's score has moved")


def test_few_that_lost_much_are_permuted_exactly(tiny: Profile) -> None:
    """4 of 100 say no more than 1 in 16 against chance, and 5 no more than 1 in 32."""
    four, five = (untrained(tiny, [80.1, 77.7, 85.3, 66.7, 71.9][:moved] + [0] * (100 - moved)) for moved in (4, 5))
    assert (four.outcome, four.evidence.p) == (Outcome.CANNOT_TELL, 1 / 16)
    assert (five.outcome, five.evidence.p) == (Outcome.MISSED, 1 / 32)


@pytest.mark.parametrize("lost", [[60], [-60], [1], [60, 60], [1, 1], [-5, -5, -5], [0, 0, 60], [60, 60, 60, 60]])
def test_too_few_examples_tell_nothing(tiny: Profile, lost: list[float]) -> None:
    """Neither that something was lost nor that it was not."""
    finding = untrained(tiny, lost)
    assert finding.outcome is Outcome.CANNOT_TELL
    assert finding.evidence.p >= 0.5 ** len(lost)
    assert math.isinf(finding.evidence.visible)
    assert "sees no loss, however large; to see 2 points takes " in finding.remark
    assert ("one example says nothing about others" in finding.remark) == (len(lost) == 1)
    verdict = Verdict.model_validate(
        dict.fromkeys(("claim", "family", "sentence", "profile", "method", "quantity", "unit"), "")
        | {"observed": finding.lost, "limits": {"at_most": 2}, "outcome": finding.outcome, "evidence": finding.evidence}
    )
    assert Verdict.model_validate_json(verdict.model_dump_json()) == verdict


def test_five_alike_are_enough() -> None:
    """Of a single claim; of two it takes one more."""
    assert judge([60.0] * 5) is Outcome.MISSED
    assert judge([60.0] * 5, tests=2) is Outcome.CANNOT_TELL
    assert judge([60.0] * 6, tests=2) is Outcome.MISSED
    assert judge([1.0] * 5) is Outcome.HELD


def test_no_number_is_a_miss() -> None:
    """It is no loss that could be ruled out."""
    assert judge([math.nan] * 20) is Outcome.MISSED
    assert judge([math.nan]) is Outcome.MISSED


def test_equal_scores_on_both_sides_take_no_seeds() -> None:
    """Rounding of means over seeds is no move."""
    before, now = [[0.1] * 9, [0.7] * 9, [0.2] * 9], [[0.7] * 9, [0.2] * 9, [0.1] * 9]
    moved = difference(before, now, PLAN.sampling)
    assert Loss(moved, (3, 3), None, True, 2.0, PLAN).unmoved  # noqa: FBT003


@given(
    st.integers(2, 60),
    st.floats(0.5, 40),
    st.floats(0.1, 20),
    st.integers(1, 40),
    st.sampled_from([0.0, 0.01, 0.5]),
)
@example(4, 8.0, 0.1015625, 11, 0.01)
@settings(max_examples=60)
def test_what_is_needed_is_what_would_be_seen(
    examples: int, deviation: float, tolerance: float, tests: int, retraining: float
) -> None:
    """With so many examples the gate sees a loss of the tolerance, and with one less it does not."""
    values = np.random.default_rng(examples).normal(tolerance, deviation, examples)
    plan = GatePlan(resamples=10_000)
    found = loss(values, tolerance=tolerance, plan=plan, known=Spread(retraining, 2) if retraining else None)
    assume(found.visible(tests) > tolerance)
    needed = found.examples_needed(tests)
    if needed is None:
        assert all(found.visible(tests, examples=2**power) > tolerance for power in range(25))
        return
    assert needed > examples
    assert found.needed(tests) == f"about {needed:,} examples"
    assert found.visible(tests, examples=needed) <= tolerance < found.visible(tests, examples=needed - 1)
    if known := found.spread:
        more = Mean(values, known.error(2, 2), sampling=plan.sampling)
        assert found.visible(tests) == Loss(more, (2, 2), known, True, tolerance, plan).visible(tests)  # noqa: FBT003


def test_seeds_that_are_needed_would_see_it() -> None:
    """Where no number of examples is enough."""
    values = np.random.default_rng(0).normal(1, 5, 400)
    found = loss(values, known=Spread(1.0, 2))
    seeds = found.seeds_needed(1)
    assert found.examples_needed(1) is None
    assert seeds
    assert found.needed(1) == f"about {seeds} seeds on either side"
    assert found.visible(1, seeds=seeds) <= 2 < found.visible(1, seeds=seeds - 1)
    repeated = Mean(values, Spread(1.0, 2 * (seeds - 1)).error(seeds, seeds), sampling=PLAN.sampling)
    later = Loss(repeated, (seeds, seeds), Spread(1.0, 2 * (seeds - 1)), True, 2.0, PLAN)  # noqa: FBT003
    assert later.visible(1) == found.visible(1, seeds=seeds)


PLANS = {
    "a tolerance above the floor": {"floor": 3.0},
    "a lower power": {"power": 0.99},
    "more resamples": {"resamples": 100},
}


@pytest.mark.parametrize(("wanted", "keys"), PLANS.items(), ids=PLANS.keys())
def test_a_plan_that_sees_nothing_is_named(wanted: str, keys: dict[str, float]) -> None:
    """No number of examples would help."""
    found = loss(np.random.default_rng(0).normal(1, 5, 400), plan=GatePlan.model_validate(keys))
    assert found.visible(10) > 2
    assert found.examples_needed(10) is None
    assert found.needed(10) == wanted


def test_the_line_does_not_contradict_itself(tiny: Profile) -> None:
    """Where 2 points are seen nothing more is needed, and where not the number is above what there is."""
    random = np.random.default_rng(3)
    for examples in (20, 60, 100, 140, 200, 300):
        lost = (1.5 + random.normal(0, 9, examples)).clip(-9, 80).tolist()
        finding = untrained(tiny, lost)
        assert ("to see 2 points takes" in finding.remark) == (
            finding.outcome is Outcome.CANNOT_TELL and finding.evidence.visible > 2
        )
        said = float(finding.remark.split("sees losses from ")[1].split(" points")[0])
        assert (said <= 2) == (finding.evidence.visible <= 2)
        assert finding.evidence.visible <= said or said == 2
        if "to see 2 points takes about" in finding.remark:
            assert int(finding.remark.split("about ")[1].split(" examples")[0].replace(",", "")) > examples
