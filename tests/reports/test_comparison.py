"""Tests of `reports.comparison`: every number is derived again here, by itself."""

from operator import attrgetter
from statistics import mean

import pytest

from fixtures.run import Run
from reports.comparison import compare, difference
from tests.reports.conftest import MakeRecord, MakeRun, MakeRuns


def score(run: Run, aggregate: str) -> float:
    """ROUGE-1 from the single values."""
    rows = run.scores.metrics["rouge1"].values
    return mean(max(row) if aggregate == "best" else mean(row) for row in rows)


@pytest.mark.parametrize(("headline", "other"), [("mean", "best"), ("best", "mean")])
def test_scores_are_those_of_the_record(new_record: MakeRecord, new_runs: MakeRuns, headline: str, other: str) -> None:
    """The headline with its interval; the other aggregation beside it."""
    record = new_record(new_runs(headline))
    table = compare(record)
    assert table
    assert (table.headline, table.other, table.confidence) == (headline, other, "95 %")
    assert table.metrics == ("ROUGE-1", "ROUGE-2", "ROUGE-L", "ROUGE-Lsum")
    for row, run in zip(table.rows, record.runs, strict=True):
        estimate = run.scores.of("rouge1")
        assert row.scores[0].value == f"{score(run, headline):.3f}"
        assert row.scores[0].other == f"{score(run, other):.3f}"
        assert row.scores[0].interval == f"[{estimate.low:.3f}, {estimate.high:.3f}]"


def test_rows_tell_what_is_trained_and_saved(new_record: MakeRecord) -> None:
    """What is not trained says so; a remembered training says so."""
    table = compare(new_record())
    assert table
    told = attrgetter("method", "role", "trainable", "share", "seconds", "remembered", "saved")
    assert [told(row) for row in table.rows] == [
        ("zero-shot", "baseline", "0", "0 %", "nothing is trained", False, "nothing is trained"),
        ("full", "reference", "1,000,000", "100 %", "40.0 s", False, "4 MB"),
        ("lora", "", "20,000", "2 %", "30.0 s", True, "80 kB"),
    ]


def test_differences_are_paired_by_dialogue(new_record: MakeRecord) -> None:
    """A constant distance has no spread, however much the dialogues differ."""
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
    assert [gap.differences[0].value for gap in table.gaps] == [f"{value:+.2f}".replace("-", "−") for value in values]  # noqa: RUF001
    assert [gap.differences[0].sign for gap in table.gaps] == ["better", "better", "worse"]
    assert table.gaps[2].differences[0].interval == "[−10.00, −10.00]"  # noqa: RUF001


def test_a_difference_that_may_be_chance_is_none(new_record: MakeRecord, new_run: MakeRun) -> None:
    """An interval that holds zero is neither better nor worse."""
    ours, theirs = new_run("lora", 0.5, 10, None), new_run("full", 0.5, 100, None)
    record = new_record([ours, theirs], baseline="full")
    table = compare(record)
    assert table
    assert {each.sign for gap in table.gaps for each in gap.differences} == {"same"}


def test_methods_on_different_dialogues_are_not_compared(new_record: MakeRecord, new_run: MakeRun) -> None:
    """There is no pairing, so there is no difference."""
    ours, theirs = new_run("lora", 0.5, 10, None, dialogues=3), new_run("full", 0.5, 100, None)
    assert difference(new_record([ours, theirs]), ours, theirs, "rouge1") is None


def test_methods_that_were_not_carried_out_are_named(new_record: MakeRecord, new_run: MakeRun) -> None:
    """An absent method leaves no gap unexplained; without runs there is no table."""
    record = new_record([new_run("lora", 0.5, 10, None)]).model_copy(update={"failures": {"full": "loss is nan"}})
    table = compare(record)
    assert table
    assert table.absent == (("zero-shot", "not carried out in this session"), ("full", "loss is nan"))
    assert table.gaps == ()
    assert compare(new_record([])) is None
