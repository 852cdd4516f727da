"""Tests of `reports.analysis.verdicts`."""

from math import nan
from typing import Any

import pytest

from benchmark.verdict import Outcome, Verdict
from reports.analysis.verdicts import decided, line, open_claims, verdicts
from reports.output import html, markdown, terminal
from reports.output.view import page
from tests.reports.conftest import MakeRecord, MakeVerdict, make_record, make_verdict


def test_the_line_counts_what_came_out(new_record: MakeRecord, judged: tuple[Verdict, ...]) -> None:
    """What did not happen is not mentioned."""
    assert line(new_record(verdicts=judged)) == "2 of 4 claims held; 1 missed; 1 not measured"
    assert line(new_record(verdicts=judged[:1])) == "1 of 1 claims held"
    assert line(new_record()) == "No claim was judged"


def test_failed_method_is_no_success(new_record: MakeRecord, judged: tuple[Verdict, ...]) -> None:
    """Even without a claim about it; its name may hold anything."""
    record = new_record(verdicts=judged[:1]).model_copy(update={"failures": {"lo\nra": "no gradient", "*ia3*": "why"}})
    found = verdicts(record)
    assert found.line == "1 of 1 claims held; lo ra, *ia3* failed"
    assert found.outcome == "error"
    assert r"**1 of 1 claims held; lo ra, \*ia3\* failed**" in markdown.text(page([record]))


def test_open_claims_say_by_how_much_or_why(new_record: MakeRecord, judged: tuple[Verdict, ...]) -> None:
    """Missed ones first."""
    assert [each.words for each in open_claims(new_record(verdicts=judged))] == [
        "full scores 50.0 in ROUGE-1 (at least 70)",
        "full's training time (limit 3 min): not measured; no GPU",
    ]


def test_every_open_claim_is_listed(new_record: MakeRecord, new_verdict: MakeVerdict) -> None:
    """Each with the anchor of its row."""
    missed = [new_verdict(0.5, claim=f"a/test_b.py::test_c[pocket-{place}]") for place in range(10)]
    found = verdicts(new_record(verdicts=missed), place=2)
    assert len(found.open) == 10
    assert found.open[0].anchor == found.families[0].claims[0].anchor == "record-2-test_b.py-test_c-pocket-0"


def test_claims_are_grouped_by_family(new_record: MakeRecord, judged: tuple[Verdict, ...]) -> None:
    """In the order of the profile's families."""
    found = verdicts(new_record(verdicts=judged))
    assert (found.held, found.missed, found.not_measured, found.outcome) == (2, 1, 1, "missed")
    assert [family.title for family in found.families] == ["Dataset", "Score", "Budget on one device"]
    held, missed = found.families[1].claims
    assert (held.observed, held.slack, held.unit) == ("80.0", "10.0", "")
    assert (missed.outcome, missed.slack, missed.remark) == ("missed", "−20.0", "as measured")  # noqa: RUF001
    (unmeasured,) = found.families[2].claims
    assert (unmeasured.observed, unmeasured.slack, unmeasured.remark) == ("", "", "no GPU")


def test_an_unknown_family_is_shown_too(new_record: MakeRecord, new_verdict: MakeVerdict) -> None:
    """No verdict is left out."""
    found = verdicts(new_record(verdicts=[new_verdict(0.8, family="taste")]))
    assert [family.title for family in found.families] == ["taste"]


def test_nan_misses_in_words(new_record: MakeRecord, new_verdict: MakeVerdict) -> None:
    """A missed claim always has its finding, even if JSON lost the NaN."""
    lost = new_verdict(None, outcome="missed")
    nan_line, lost_line = open_claims(new_record(verdicts=[new_verdict(nan), lost]))
    assert nan_line.words == "full's score in ROUGE-1 (at least 70): missed; no number was observed"
    assert lost_line.words == nan_line.words


def test_the_outcome_is_the_worst(new_record: MakeRecord, judged: tuple[Verdict, ...]) -> None:
    """Without a verdict nothing held."""
    given = ((), judged[:1], judged[:2], judged)
    worst = [verdicts(new_record(verdicts=each)).outcome for each in given]
    assert worst == ["not measured", "held", "not measured", "missed"]


@pytest.mark.parametrize(
    ("outcomes", "worst"),
    [
        (("held", "cannot tell", "not measured"), "cannot tell"),
        (("held", "not measured"), "not measured"),
        (("error", "cannot tell"), "error"),
        (("error", "missed"), "missed"),
        (("held",), "held"),
    ],
)
def test_the_worst_outcome_is_shown_as_what_it_is(
    new_record: MakeRecord, new_verdict: MakeVerdict, outcomes: tuple[str, ...], worst: str
) -> None:
    """Cannot tell is not "not measured"; an error ranks below a miss."""
    judged = [new_verdict(0.69, outcome=Outcome(each), claim=each) for each in outcomes]
    found = verdicts(new_record(verdicts=judged))
    assert found.outcome == worst
    assert found.error == outcomes.count("error")
    said = [each.words.partition(": ")[2] or "missed" for each in found.open]
    worst_first = ["missed", "error", "cannot tell", "not measured"]
    assert said == sorted((each for each in outcomes if each != "held"), key=worst_first.index)


def test_what_means_decide_is_said_once() -> None:
    """Above the claims, in the terminal and in the summary; not where there is no such claim."""
    by_mean: dict[str, Any] = {"gate": {"decide": "mean"}}
    record = make_record(verdicts=[make_verdict(0.8)], **by_mean)
    said = "Means alone decide about quality, as the profile asks: they may be chance."
    assert decided(record) == said
    shown = page([record])
    for text in (terminal.text(record), markdown.text(shown), html.text(shown)):
        assert text.count(said) == 1
    assert decided(make_record(verdicts=[make_verdict(0.8)])) == ""
    assert decided(make_record(verdicts=[make_verdict(3.0, family="dataset")], **by_mean)) == ""
