"""Tests of `reports.analysis.claim`."""

import re
from math import inf
from typing import Any

import pytest

from benchmark.verdict import OWN, Evidence, Outcome, Verdict
from fixtures.profile.expectations import Limits
from reports.analysis.claim import claim
from reports.analysis.stated import stated
from reports.output import html, view
from tests.reports.conftest import MakeVerdict, make_record


def evidence(low: float, high: float) -> Evidence:
    """An interval."""
    values = {"confidence": 0.95, "alpha": 0.05, "p_held": 0.2, "p_missed": 0.8, "spread": None}
    return Evidence.model_validate({"low": low, "high": high, "examples": 100, "seeds": (1,), **values})


SHOWN = [
    ({}, (0.73806, 0.70712, 0.76709), ("73.8 [70.7, 76.7]", "3.8", "")),
    ({"quantity": "mood"}, (-0.5, -0.6, -0.41), ("−50.0 [−60.0, −41.0]", "−120.0", "")),  # noqa: RUF001
    ({"quantity": "chrf", "limits": Limits(at_least=60)}, (61.03, 58.28, 63.5), ("61.0 [58.3, 63.5]", "1.0", "")),
    ({"family": "gain", "unit": "points"}, (44.78, 41.33, 48.02), ("44.8 [41.3, 48.0]", "44.1", "points")),
    ({"family": "kept", "unit": "of the gain"}, (0.88371, 0.8342, 0.93558), ("88 % [83, 94]", "18 %", "of the gain")),
    ({}, (0.7, -inf, inf), ("70.0", "0.0", "")),
]


@pytest.mark.parametrize(("facts", "observed", "shown"), SHOWN)
def test_figures_are_those_of_the_sentence(
    new_verdict: MakeVerdict, facts: dict[str, Any], observed: tuple[float, float, float], shown: tuple[str, str, str]
) -> None:
    """Scores and gains in points, to a tenth; a share of a gain in percent; with the interval where there is one."""
    value, low, high = observed
    quantity = facts.get("quantity", "rouge1")
    verdict = new_verdict(value, **{"unit": quantity, "evidence": evidence(low, high), **facts})
    found = claim(make_record(), verdict, 1)
    assert (found.observed, found.slack, found.unit) == shown
    assert found.observed in found.sentence


def test_own_claims_that_say_the_same_have_the_names_of_their_tests(new_verdict: MakeVerdict) -> None:
    """Without the parameters, which the sentence has; the same test in two classes, for example."""
    tests = ("mine/test_own.py::test_form[small-full]", "mine/test_own.py::TestLong::test_form[small-full]")
    same = [new_verdict(0.8, family=OWN, claim=each, sentence="It ends in a full stop.") for each in tests]
    other = new_verdict(0.8, family=OWN, claim="mine/test_own.py::test_other[small]", sentence="It is short.")
    record = make_record(verdicts=[*same, other])
    said = [stated(record, each) for each in record.verdicts]
    names = ["mine/test_own.py::test_form", "mine/test_own.py::TestLong::test_form"]
    assert [each.endswith(f" ({name})") for each, name in zip(said, names, strict=False)] == [True, True]
    assert "::" not in said[2]


def test_what_decided_is_said_beside_where_the_limit_comes_from(new_verdict: MakeVerdict) -> None:
    """Neither hides the other."""
    limits = Limits(at_least=0.7, because="as measured")
    verdict = new_verdict(0.71, limits=limits, outcome=Outcome.CANNOT_TELL, reason="p 0.2", evidence=evidence(0.6, 0.8))
    assert claim(make_record(), verdict, 1).remark == "p 0.2; as measured"


def lost(new_verdict: MakeVerdict, outcome: Outcome, p_held: float | None) -> Verdict:
    """A loss of 1.3 points, of which 2 are allowed."""
    known = evidence(0.7, 1.9).model_copy(update={"p_held": p_held})
    facts = {"family": "lost", "limits": Limits(at_most=2), "unit": "points", "evidence": known}
    return new_verdict(1.3, outcome=outcome, **facts)


def test_held_loss_says_how_often_it_errs(new_verdict: MakeVerdict) -> None:
    """Where a test held it: not where nothing has moved, and not where it is not held."""
    held = "held: a true loss of 2 points would pass in at most 5 % of runs"
    shown = claim(make_record(), lost(new_verdict, Outcome.HELD, 0.01), 1)
    assert (shown.remark, shown.unit) == (held, "points lost")
    for outcome, p_held in ((Outcome.HELD, 0.0), (Outcome.HELD, None), (Outcome.CANNOT_TELL, 0.2)):
        assert claim(make_record(), lost(new_verdict, outcome, p_held), 1).remark == ""


def test_bar_of_a_miss_is_no_green_one(new_verdict: MakeVerdict) -> None:
    """Whatever the slack is: old records have misses inside their bounds."""
    page = html.text(view.page([make_record(verdicts=[lost(new_verdict, Outcome.MISSED, None)])]))
    (drawn,) = re.findall(r'<svg class="slack".*?</svg>', page)
    assert re.findall(r'class="(\w+)"', drawn)[1:] == ["missed", "interval", "bound"]


def test_a_unit_does_not_repeat_the_claim(new_verdict: MakeVerdict) -> None:
    """Such as "Test dialogues: 400", whose figure needs no "test examples" beside it."""
    facts = {"family": "dataset", "quantity": "test_examples", "unit": "test examples", "limits": Limits(exactly=400)}
    assert claim(make_record(), new_verdict(400, **facts), 1).unit == ""
