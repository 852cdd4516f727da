"""Tests of `reports.output.markdown`."""

import pytest

from benchmark.verdict import Verdict
from reports import formatting
from reports.output import html, markdown, view
from tests.reports.conftest import MakeRecord, MakeRun, make_verdict


def test_the_prediction_has_verdict_table_and_open_claims(new_record: MakeRecord, judged: tuple[Verdict, ...]) -> None:
    """In that order, every row of a table with as many cells as its head."""
    record = new_record(verdicts=judged)
    lines = markdown.text(view.page([record])).splitlines()
    assert lines[0] == "## small: A small experiment"
    assert lines[2] == "**2 of 4 claims held; 1 missed; 1 not measured**"
    table = [line for line in lines if line.startswith("|")]
    assert {line.count("|") for line in table} == {7, 11}
    full = record.runs[1].scores.of("rouge1")
    interval = formatting.interval(record.runs[1].scores.metrics["rouge1"].scale, full)
    assert f"| **{full.value:.3f}** {interval} |" in table[3], "the highest is marked"
    assert "30.0 s (remembered)" in table[4]
    assert lines[-1] == "- It is fast: not measured: no GPU"


def test_words_stay_words(new_record: MakeRecord, new_run: MakeRun) -> None:
    """A name cannot leave its cell or become HTML."""
    name = "a|b\n<script>"
    text = markdown.text(view.page([new_record([new_run(name, 0.2, 5, None)], methods={name: {}})]))
    assert "| a\\|b &lt;script&gt; |" in text


@pytest.mark.parametrize(
    ("words", "harmless"),
    [
        ("![x](http://e.org/a.png)", "![x\\](http:\u2060//e.org/a.png)"),
        ("[a][b] @alice o/r#12 GH-3", "\\[a\\][b] @\u2060alice o/r#\u206012 GH\u2060-3"),
        ("www.e.org a@b.org deadbeef1", "www\u2060.e.org a@\u2060b.org deadbe\u2060ef1"),
        ("- x", "\\- x"),
        ("# x", "\\# x"),
        ("[x]: http://e.org", "\\[x\\]: http:\u2060//e.org"),
        ("1. x", "1\\. x"),
        ("`a` *b* ~~c~~ $d$ __e__", "\\`a\\` \\*b\\* \\~\\~c\\~\\~ \\$d\\$ \\_\\_e\\_\\_"),
        ("&#64;bob <b>", "&amp;#\u206064;bob &lt;b&gt;"),
        ("train_seconds 0.5 [.1, .2] #Person1# 1,619,456 12345678", None),
    ],
)
def test_outside_text_is_nothing_but_words(
    new_record: MakeRecord, new_run: MakeRun, words: str, harmless: str | None
) -> None:
    """No link, image, mention, reference, list or markup comes of it: where a line begins, and in a cell."""
    record = new_record([new_run(words, 0.2, 5, None)], methods={words: {}})
    lines = markdown.text(view.page([record])).splitlines()
    expected = harmless or words
    assert markdown._plain(words) == expected  # noqa: SLF001  which lines begin with
    (row,) = (line for line in lines if line.startswith("| ") and "| 5 |" in line)
    cell = row.removeprefix("| ").partition(" | ")[0]
    assert expected in {cell, f"\\{cell}", cell.replace(".", "\\.")}


def test_section_that_fails_costs_itself(new_record: MakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    """The prediction and the page say so, and have the rest."""

    def fail(*_: object) -> None:
        raise RuntimeError("no idea")

    monkeypatch.setattr("reports.sections.comparison.compare", fail)
    monkeypatch.setattr("reports.output.markdown._grid", fail)
    page = view.page([new_record(verdicts=[make_verdict(0.8)])])
    text = markdown.text(page)
    assert "**1 of 1 claims held**" in text
    assert "- Comparison could not be shown: RuntimeError: no idea" in text
    assert "Comparison could not be shown: RuntimeError: no idea" in html.text(page)
