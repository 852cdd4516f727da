"""Ratios of cost are made only of costs that may be compared."""

from typing import Any

import pytest

from benchmark.claims import Claim
from benchmark.judge import Judge
from benchmark.test_cost import test_training_costs_no_more_than_expected as judged
from fixtures.profile.expectations import Limits
from fixtures.profile.profile import Profile
from fixtures.results.run import Run
from tests.reports.conftest import make_run, make_training

FRESH = {"session": "today"}
OLD = {"session": "last year", "remembered": True}
UNKNOWN: dict[str, Any] = {"session": None}  # as in records from before there were marks


def trained(method: str, seconds: float, facts: dict[str, Any]) -> Run:
    """A run with a training."""
    return make_run(method, 0.5, 1000, make_training(seconds, 4000, **facts))


@pytest.fixture
def judge(request: pytest.FixtureRequest, tiny: Profile) -> Any:  # noqa: ANN401  what judges two trainings
    """Judges a ratio of LoRA's cost and full's."""

    def go(quantity: str, lora: dict[str, Any], full: dict[str, Any]) -> None:
        claim = Claim(tiny, "cost", "lora", quantity, Limits(at_most=0.5))
        judged(trained("lora", 20.0, lora), trained("full", 40.0, full), claim, Judge(request.node, claim))

    return go


TOGETHER = {
    "one session": (FRESH, FRESH),
    "one session that is remembered": (OLD, OLD),
    "one process trained and another remembered it": (FRESH, FRESH | {"remembered": True}),
    "an old record that trained both": (UNKNOWN, UNKNOWN),
}
APART = {
    "remembered against fresh": (OLD, FRESH),
    "fresh against remembered": (FRESH, OLD),
    "two sessions that are remembered": (OLD, OLD | {"session": "the year before"}),
    "known against unknown": (FRESH, UNKNOWN),
    "an old record that remembered one": (UNKNOWN, UNKNOWN | {"remembered": True}),
}


@pytest.mark.parametrize("pair", TOGETHER.values(), ids=TOGETHER)
def test_times_of_one_session_make_a_ratio(judge: Any, pair: tuple[dict[str, Any], ...]) -> None:  # noqa: ANN401
    """20 of 40 seconds are half."""
    judge("seconds_ratio", *pair)


@pytest.mark.parametrize("pair", APART.values(), ids=APART)
def test_times_of_different_sessions_make_none(judge: Any, pair: tuple[dict[str, Any], ...]) -> None:  # noqa: ANN401
    """A machine is not as busy today as it was then."""
    why = "full was timed in another session than lora; --fresh times them together"
    with pytest.raises(pytest.skip.Exception, match=why):
        judge("seconds_ratio", *pair)


def test_times_beside_other_trainings_compare_with_none_alone(judge: Any) -> None:  # noqa: ANN401
    """Nor with those beside fewer; as many make a ratio, and memory is compared whatever there was beside it."""
    beside = FRESH | {"workers": 4}
    judge("seconds_ratio", beside, beside)
    with pytest.raises(pytest.skip.Exception, match=r"lora was trained on .* as one of 4 at the same time, and"):
        judge("seconds_ratio", beside, FRESH)
    with pytest.raises(AssertionError, match="of full's"):
        judge("peak_memory_ratio", beside, FRESH)


def test_costs_in_several_processes_compare_with_none_in_one(judge: Any) -> None:  # noqa: ANN401
    """Neither seconds nor memory, of which a process may have a part."""
    together = FRESH | {"processes": 2}
    for quantity in ("seconds_ratio", "peak_memory_ratio"):
        with pytest.raises(pytest.skip.Exception, match=r"lora was trained on .*, 2 processes, and full on"):
            judge(quantity, together, FRESH)


def test_what_does_not_depend_on_the_session_is_compared(judge: Any) -> None:  # noqa: ANN401
    """The optimizer's state, and the peak of memory, which the load of a machine does not change."""
    with pytest.raises(AssertionError, match="of full's"):
        judge("optimizer_ratio", OLD, FRESH)  # both have the same, and half is asked for
    with pytest.raises(AssertionError, match="of full's"):
        judge("peak_memory_ratio", OLD, FRESH)
