"""A verdict compares a number with its limits, and says by how much it missed."""

import math

import pytest

from benchmark.verdict import Outcome, Verdict, expected, judge, slack
from fixtures.profile.expectations import Limits

CASES = [
    (0.75, Limits(at_least=0.75), Outcome.HELD, 0.0),
    (0.74, Limits(at_least=0.75), Outcome.MISSED, -0.01),
    (1.6, Limits(at_most=1.5), Outcome.MISSED, -0.1),
    (0.3, Limits(at_least=0.1, at_most=0.4), Outcome.HELD, 0.1),
    (0.45, Limits(at_least=0.1, at_most=0.4), Outcome.MISSED, -0.05),
    (3, Limits(exactly=3), Outcome.HELD, 0),
    (4, Limits(exactly=3), Outcome.MISSED, -1),
    (math.nan, Limits(at_most=1), Outcome.MISSED, math.nan),
    (math.inf, Limits(at_most=1), Outcome.MISSED, -math.inf),
]


@pytest.mark.parametrize(("observed", "limits", "outcome", "distance"), CASES)
def test_number_is_compared_with_every_limit(
    observed: float, limits: Limits, outcome: Outcome, distance: float
) -> None:
    """A number at its limit holds; NaN never does."""
    assert judge(observed, limits) is outcome
    assert slack(observed, limits) == pytest.approx(distance, nan_ok=True)


def verdict(**changes: object) -> Verdict:
    """A verdict on a loss of 2.1 points where 1.5 were allowed."""
    values = {
        "claim": "test_x.py::test_loss",
        "family": "kept",
        "sentence": "lora keeps it.",
        "profile": "tiny",
        "method": "lora",
        "quantity": "rouge1",
        "observed": 2.1,
        "limits": Limits(at_most=1.5),
        "unit": "points",
        "outcome": Outcome.MISSED,
    }
    return Verdict.model_validate({**values, **changes})


def test_verdict_is_true_where_it_held() -> None:
    """So that a claim is a plain assert."""
    assert verdict(observed=1.0, outcome=Outcome.HELD)
    assert not verdict()
    assert not verdict(observed=None, outcome=Outcome.NOT_MEASURED, reason="no GPU")


def test_verdict_says_what_came_out() -> None:
    """In its repr, which pytest shows where an assert fails."""
    said = {"statement": "lora lost 2.1 ROUGE-1 points (limit 1.5)"}
    assert repr(verdict(**said)) == "lora lost 2.1 ROUGE-1 points (limit 1.5)"
    assert repr(verdict(**said, reason="p 0.001")) == "lora lost 2.1 ROUGE-1 points (limit 1.5); p 0.001"
    unsure = verdict(**said, outcome=Outcome.CANNOT_TELL, reason="too few")
    assert repr(unsure) == "lora lost 2.1 ROUGE-1 points (limit 1.5): cannot tell; too few"
    blind = verdict(observed=None, outcome=Outcome.NOT_MEASURED, reason="no GPU")
    assert repr(blind) == "lora keeps it: not measured; no GPU"


def test_verdict_survives_json() -> None:
    """It travels between processes as text, NaN included."""
    assert Verdict.model_validate_json(verdict().model_dump_json()) == verdict()
    read = Verdict.model_validate_json(verdict(observed=math.nan).model_dump_json())
    assert read.observed is not None
    assert math.isnan(read.observed)


def test_limits_in_words() -> None:
    """As the report shows them."""
    assert expected(Limits(at_least=0.1, at_most=0.4)) == "at least 0.1 and at most 0.4"
