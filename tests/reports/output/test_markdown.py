"""Tests of `reports.output.markdown`."""

import pytest

from benchmark.verdict import Verdict
from reports import formatting, gfm
from reports.output import html, markdown, view
from tests.reports.conftest import MakeRecord, MakeRun, make_verdict


def test_the_summary_has_verdict_table_and_open_claims(new_record: MakeRecord, judged: tuple[Verdict, ...]) -> None:
    """In that order, every row of a table with as many cells as its head."""
    record = new_record(verdicts=judged)
    lines = markdown.text(view.page([record])).splitlines()
    assert lines[0] == "## small: A small experiment"
    assert lines[2] == "**2 of 4 claims held; 1 missed; 1 not measured**"
    table = [line for line in lines if line.startswith("|")]
    assert {line.count("|") for line in table} == {7, 11}
    full = record.runs[1].scores.of("rouge1")
    interval = formatting.interval(record.runs[1].scores.metrics["rouge1"].scale, full)
    assert f"| **{100 * full.value:.1f}** {interval} |" in table[3], "the best is marked"
    assert "30 s (remembered)" in table[4]
    assert "- full's training time (limit 3 min): not measured; no GPU" in lines
    assert lines[-1] == "`pytest benchmark --profile small`"


def test_words_stay_words(new_record: MakeRecord, new_run: MakeRun) -> None:
    """A name cannot leave its cell or become HTML."""
    name = "a|b\n<script>"
    text = markdown.text(view.page([new_record([new_run(name, 0.2, 5, None)], methods={name: {}})]))
    assert "| a\\|b &lt;script&gt; |" in text


def test_section_that_fails_costs_itself(new_record: MakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    """The summary and the page say so, and have the rest."""

    def fail(*_: object) -> None:
        raise RuntimeError("no idea")

    monkeypatch.setattr("reports.sections.comparison.compare", fail)
    monkeypatch.setattr(gfm, "table", fail)
    page = view.page([new_record(verdicts=[make_verdict(0.8)])])
    text = markdown.text(page)
    assert "**1 of 1 claims held**" in text
    assert "- Comparison could not be shown: RuntimeError: no idea" in text
    assert "Comparison could not be shown: RuntimeError: no idea" in html.text(page)
