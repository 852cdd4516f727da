"""Tests of published figures beside measured ones: like with like, and every difference computed."""

from pathlib import Path
from typing import Any

import pytest

from fixtures.profile.profile import read
from fixtures.profile.recorded import RecordedProfile
from fixtures.results.run import Run
from reports.output import markdown, view
from reports.record import Record
from reports.sections.comparison import compare
from reports.sections.published import ProtocolTable, tables
from tests.reports.conftest import SCORING, MakeRecord, MakeRuns

SHIPPED = Path(__file__).parents[3] / "benchmark/profiles/flan-t5-base-dialogsum.toml"

TALK = {"source": "a talk", "protocol": "short"}
PUBLISHED: dict[str, Any] = {
    "talk-full": TALK | {"method": "full", "scores": {"rouge1": 0.5, "rouge2": 0.25}, "train_seconds": 184.2},
    "talk-lora": TALK | {"method": "lora", "scores": {"rouge1": 0.625}, "trainable": 1234, "note": "says −1 %"},  # noqa: RUF001
    "paper-lora": {"source": "a paper", "protocol": "short", "method": "lora", "scores": {"rouge1": 0.75}},
    "people": {"source": "readers", "protocol": "main", "scores": {"rouge1": 0.8}, "url": "people.example"},
    "external": {"source": "a book", "method": "full", "note": "by hand", "scores": {"rouge1": 0.1}},
}


@pytest.fixture
def runs(new_runs: MakeRuns) -> tuple[Run, ...]:
    """Three runs; a second protocol scores only the first two examples."""
    few = new_runs(examples=2)
    return tuple(
        run.model_copy(update={"protocols": {"short": each.scores.model_copy(update={"signature": {"examples": "2"}})}})
        for run, each in zip(new_runs(), few, strict=True)
    )


@pytest.fixture
def record(new_record: MakeRecord, runs: tuple[Run, ...]) -> Record:
    """A record of them, beside published figures."""
    short = SCORING | {"stemmer": False, "examples": 2, "rows": None, "max_new_tokens": 5}
    return new_record(
        runs,
        scoring=SCORING | {"stemmer": True},
        protocols={"short": short},
        generation={"max_new_tokens": 9},
        published=PUBLISHED,
    )


def brief(table: ProtocolTable) -> list[tuple[str, str, str]]:
    """Method, origin and ROUGE-1 of each line."""
    return [(line.method, line.by, line.scores[0].value) for line in table.lines]


def test_each_protocol_has_its_table(record: Record) -> None:
    """Only with the figures that follow it; a figure that follows none is not compared."""
    main, short, other = tables(record)
    assert [table.title.rpartition(" ")[2] for table in (main, short, other)] == ["main", "short", "other"]
    assert brief(main)[3:] == [("people", "readers", "80.0")]
    assert brief(other) == [("full", "a book", "10.0")]
    assert (other.gaps, other.signatures, other.lines[0].scores[0].remark) == ((), (), "")
    assert short.signatures == ("stemmer: yes | examples: 2",)
    assert "first 2 examples, at most 5 new tokens." in short.caption
    assert "All examples, at most 9 new tokens." in main.caption


def test_published_figures_are_below_the_measured_ones(record: Record, runs: tuple[Run, ...]) -> None:
    """With the score measured here minus them, from the same protocol."""
    table = tables(record)[1]
    measured = [run.by("short").of("rouge1").value for run in runs]
    assert brief(table) == [
        ("zero-shot", "measured here", f"{100 * measured[0]:.1f}"),
        ("full", "measured here", f"{100 * measured[1]:.1f}"),
        ("full", "a talk", "50.0"),
        ("lora", "measured here", f"{100 * measured[2]:.1f}"),
        ("lora", "a talk", "62.5"),
        ("lora", "a paper", "75.0"),
    ]
    assert table.lines[2].scores[0].remark == f"{100 * (measured[1] - 0.5):+.2f} here"
    assert table.lines[4].scores[1].value == "", "it published no ROUGE-2"
    assert [line.trainable for line in table.lines] == ["0", "1,000,000", "", "20,000", "1,234", ""]
    assert [line.seconds for line in table.lines] == ["", "40 s", "3.1 min", "30 s", "", ""]
    assert table.lines[1].loss == "2.0000", "the mean of its curve"


def test_differences_are_within_one_measurement(record: Record) -> None:
    """Paired with an interval here, else between figures of one source. The paper has only one method."""
    table = tables(record)[1]
    gaps = {(gap.method, gap.against, gap.by): gap.differences[0] for gap in table.gaps}
    assert set(gaps) == {
        ("full", "zero-shot", "measured here"),
        ("lora", "zero-shot", "measured here"),
        ("lora", "full", "measured here"),
        ("lora", "full", "a talk"),
    }
    assert gaps["lora", "full", "a talk"].value == "+12.50"


def test_what_was_measured_here_is_as_in_the_comparison(record: Record) -> None:
    """The same mark, points and interval."""
    compared, (own, *_) = compare(record), tables(record)
    assert compared
    shown = {(gap.method, gap.against): gap.differences[0] for gap in own.gaps}
    for gap in compared.gaps:
        cell, known = shown[gap.method, gap.against], gap.differences[0]
        assert (cell.value, cell.remark) == (f"{known.mark} {known.value}", known.interval)


def test_the_summary_has_the_tables(record: Record) -> None:
    """Scores, differences and remarks."""
    text = markdown.text(view.page([record]))
    assert "### Published figures\n\n#### Protocol: main" in text
    assert "#### Protocol: short" in text
    assert "| lora | full | a talk | +12.50 |" in text
    assert "- people: people.example" in text


def test_without_published_figures_there_is_no_table(new_record: MakeRecord) -> None:
    """Nor for older records, which have none."""
    assert tables(new_record()) == ()


def test_the_notebooks_figures_contradict_its_text(new_record: MakeRecord) -> None:
    """Its text says that LoRA is 8.79 % below full fine-tuning in ROUGE-1; its figures say 8.79 points above."""
    profile = RecordedProfile.of(read(SHIPPED)).model_dump()
    notebook = tables(new_record([], examples=0, **profile))[1]
    values = {
        (gap.method, gap.against): [float(each.value.replace("\N{MINUS SIGN}", "-")) for each in gap.differences]
        for gap in notebook.gaps
    }
    assert values["lora", "full"] == [8.79, 5.43, 7.27, 7.17]
    printed = {"full": [8.00, -2.23, 2.37, 2.43], "lora": [16.78, 3.20, 9.65, 9.60]}
    for method, gains in printed.items():
        assert values[method, "zero-shot"] == pytest.approx(gains, abs=0.011), (
            "it printed differences of unrounded figures"
        )
    assert any("-8.79 %" in note for note in notebook.notes)
