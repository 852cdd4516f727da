"""Tests of `reports.analysis.bar`."""

from math import inf, nan

import pytest

from benchmark.verdict import Evidence, Verdict
from fixtures.profile.expectations import Limits
from reports.analysis.bar import Bar, bar
from tests.reports.conftest import MakeVerdict


def evidence(low: float, high: float) -> Evidence:
    """An interval."""
    known = {"confidence": 0.95, "alpha": 0.05, "p_held": None, "p_missed": None, "examples": 9, "spread": None}
    return Evidence.model_validate({"low": low, "high": high, "seeds": (1,), **known})


@pytest.fixture
def lost(new_verdict: MakeVerdict) -> Verdict:
    """A loss of one point, of which two are allowed."""
    return new_verdict(1.0, family="lost", limits=Limits(at_most=2), evidence=evidence(-1, 3), unit="points")


def test_number_and_interval_lie_about_the_bound(lost: Verdict) -> None:
    """As shares of it; positive is inside, whichever side of the bound that is."""
    assert bar(lost) == Bar(0.5, (-0.5, 1.0)), "what is beyond the picture is at its edge"
    gained = lost.model_copy(update={"limits": Limits(at_least=2)})
    assert bar(gained) == Bar(-0.5, (-1.0, 0.5))
    between = lost.model_copy(update={"limits": Limits(at_least=0.5, at_most=100)})
    assert bar(between) == Bar(1.0, (-1.0, 1.0)), "the nearest bound, and no other"


def test_without_an_interval_there_is_the_number_alone(lost: Verdict) -> None:
    """As of a single example."""
    assert bar(lost.model_copy(update={"evidence": evidence(-inf, inf)})) == Bar(0.5, None)
    assert bar(lost.model_copy(update={"evidence": None})) == Bar(0.5, None)


@pytest.mark.parametrize("change", [{"observed": None}, {"observed": nan}, {"limits": Limits(at_most=0)}])
def test_some_claims_have_no_bar(lost: Verdict, change: dict[str, object]) -> None:
    """Without a number, or without a bound that it could be a share of."""
    assert bar(lost.model_copy(update=change)) is None
