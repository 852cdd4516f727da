"""Tests of `reports.sections.comparison`: every number is derived again here, by itself."""

import math
from operator import attrgetter
from statistics import mean

import pytest

from fixtures.profile.nouns import Nouns
from fixtures.profile.plans import Sampling
from fixtures.results.run import Run
from fixtures.scoring.metrics.scale import Scale
from fixtures.scoring.statistics import Mean
from reports import formatting
from reports.acceptance import kept
from reports.analysis.differences import difference, worded
from reports.analysis.losses import losses
from reports.sections.comparison import compare
from tests.reports.conftest import MakeRecord, MakeRun, MakeRuns


def score(run: Run, aggregate: str) -> float:
    """ROUGE-1 from the single values."""
    rows = run.scores.metrics["rouge1"].values
    return mean(max(row) if aggregate == "best" else mean(row) for row in rows)


@pytest.mark.parametrize(("headline", "other"), [("mean", "best"), ("best", "mean")])
def test_scores_are_those_of_the_record(new_record: MakeRecord, new_runs: MakeRuns, headline: str, other: str) -> None:
    """The headline with its interval, the other aggregation below it; the best is marked."""
    record = new_record(new_runs(headline))
    table = compare(record)
    assert table
    assert (table.headline, table.other, table.confidence) == (headline, other, "95 %")
    assert table.metrics == ("ROUGE-1", "ROUGE-2", "ROUGE-L", "ROUGE-Lsum")
    for row, run in zip(table.rows, record.runs, strict=True):
        estimate = run.scores.of("rouge1")
        assert row.scores[0].value == f"{100 * score(run, headline):.1f}"
        assert row.others[0] == f"{100 * score(run, other):.1f}"
        assert row.scores[0].interval == formatting.interval(run.scores.metrics["rouge1"].scale, estimate)
        assert row.scores[0].best == (run.method == "full")


def test_rows_show_what_is_trained_and_saved(new_record: MakeRecord) -> None:
    """A dash where nothing is trained; a remembered training is marked."""
    table = compare(new_record())
    assert table
    shown = attrgetter("method", "role", "trainable", "share", "seconds", "remembered", "memory", "saved")
    assert [shown(row) for row in table.rows] == [
        ("zero-shot", "baseline", "0", "0 %", "–", False, "–", "–"),  # noqa: RUF001
        ("full", "reference", "1,000,000", "100 %", "40 s", False, "1.50 GB", "4 MB"),
        ("lora", "", "20,000", "2 %", "30 s", True, "1.50 GB", "80 kB"),
    ]


def test_costs_that_cannot_be_compared_are_marked(new_record: MakeRecord, new_runs: MakeRuns) -> None:
    """Times of another session, and times and memory of another device, on the page and in the summary."""
    zero_shot, full, lora = new_runs()
    marks = []
    for other in ({"session": "of another day"}, {"device": "rocket"}, {}):
        training = lora.training.model_copy(update=other) if lora.training else None
        table = compare(new_record([zero_shot, full, lora.model_copy(update={"training": training})]))
        assert table
        marks.append([(row.apart, row.elsewhere) for row in table.rows])
        summary = "\n".join(table.markdown(Nouns()))
        assert ("marked as not comparable" in summary) == bool(other)
        assert summary.count("(remembered, not comparable)") == bool(other)
    none = (False, False)
    assert marks == [[none, none, (True, False)], [none, none, (True, True)], [none] * 3]


def test_differences_are_paired_by_example(new_record: MakeRecord) -> None:
    """Each method with the baseline and the reference method; a constant distance is as sure as can be."""
    record = new_record()
    table = compare(record)
    assert table
    assert [(gap.method, gap.against) for gap in table.gaps] == [
        ("full", "zero-shot"),
        ("lora", "zero-shot"),
        ("lora", "full"),
    ]
    zero_shot, full, lora = (score(run, "mean") for run in record.runs)
    values = [100 * gap for gap in (full - zero_shot, lora - zero_shot, lora - full)]
    assert [gap.differences[0].value for gap in table.gaps] == [f"{value:+.1f}".replace("-", "−") for value in values]  # noqa: RUF001
    assert [gap.differences[0].sign for gap in table.gaps] == ["better", "better", "worse"]
    found = difference(record, record.runs[2], record.runs[1], "rouge1")
    assert found
    low, high = (100 * end for end in (found.interval.low, found.interval.high))
    assert (low, high) == pytest.approx((values[2], values[2]))
    assert table.gaps[2].differences[0].interval == formatting.change_interval(low, high)


def test_rows_have_differences_to_others_and_to_the_accepted_run(new_record: MakeRecord, new_runs: MakeRuns) -> None:
    """Each on every metric that was accepted, too."""
    record = new_record()
    accepted = {run.method: kept(run, record) for run in new_runs()}
    against = record.model_copy(update={"accepted": accepted})
    table = compare(against, losses(against))
    assert table
    assert [[each.name for each in row.against] for row in table.rows] == [
        ["accepted"],
        ["zero-shot", "accepted"],
        ["zero-shot", "full", "accepted"],
    ]
    to_full, to_accepted = table.rows[2].against[1:]
    assert to_full.differences == table.gaps[2].differences
    assert [each.value for each in to_accepted.differences if each] == ["0.0"] * 4


def test_a_difference_that_may_be_chance_is_none(new_record: MakeRecord, new_run: MakeRun) -> None:
    """Neither better nor worse, where interval or p says so."""
    ours, theirs = new_run("lora", 0.5, 10, None), new_run("full", 0.5, 100, None)
    record = new_record([ours, theirs], baseline="full")
    table = compare(record)
    assert table
    assert {each.sign for gap in table.gaps for each in gap.differences} == {"same"}


SCALE = Scale(title="A share")
ERRORS = Scale(title="Errors", high=math.inf, higher_is_better=False, points=1)

MARKS = {
    "too few": ([0.1] * 5, "same"),
    "enough": ([0.1] * 6, "better"),
    "lost": ([-0.1] * 6, "worse"),
    "few moved": ([0.9] * 5 + [0.0] * 60, "same"),
    "more moved": ([-0.9] * 6 + [0.0] * 60, "worse"),
    "nothing moved": ([0.0] * 60, "same"),
}


@pytest.mark.parametrize(("values", "sign"), MARKS.values(), ids=MARKS.keys())
def test_a_mark_never_contradicts_its_p(values: list[float], sign: str) -> None:
    """At a confidence of 95 % it means a p below 0.05 and an interval without zero."""
    found = Mean(values, sampling=Sampling(500))
    assert worded(found, SCALE).sign == sign
    assert (sign != "same") == (found.p < 0.05)
    assert worded(Mean(values, sampling=Sampling(500, confidence=0.999)), SCALE).sign == "same"


def test_where_lower_is_better_a_fall_is_better() -> None:
    """And has a plus, as whatever is better."""
    fewer = worded(Mean([-0.5] * 20, sampling=Sampling(500)), ERRORS)
    assert (fewer.sign, fewer.value) == ("better", "+0.5")
    assert worded(Mean([0.5] * 20, sampling=Sampling(500)), ERRORS).sign == "worse"


def test_methods_on_different_examples_are_not_compared(new_record: MakeRecord, new_run: MakeRun) -> None:
    """There is no pairing, so there is no difference."""
    ours, theirs = new_run("lora", 0.5, 10, None, examples=3), new_run("full", 0.5, 100, None)
    assert difference(new_record([ours, theirs]), ours, theirs, "rouge1") is None


def test_methods_that_were_not_carried_out_are_named(new_record: MakeRecord, new_run: MakeRun) -> None:
    """An absent method leaves no gap unexplained; without runs there is no table."""
    record = new_record([new_run("lora", 0.5, 10, None)]).model_copy(update={"failures": {"full": "loss is nan"}})
    table = compare(record)
    assert table
    assert table.missing == (("zero-shot", "not carried out in this session"), ("full", "loss is nan"))
    assert table.gaps == ()
    assert compare(new_record([])) is None
