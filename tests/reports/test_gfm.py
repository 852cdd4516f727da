"""Tests of `reports.gfm`."""

import pytest

from reports import gfm
from reports.output import markdown, view
from tests.reports.conftest import MakeRecord, MakeRun


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
    assert gfm.plain(words) == expected
    (row,) = (line for line in lines if line.startswith("| ") and "| 5 |" in line)
    cell = row.removeprefix("| ").partition(" | ")[0]
    assert expected in {cell, f"\\{cell}", cell.replace(".", "\\.")}


def test_a_table_has_as_many_cells_in_every_row() -> None:
    """Cells are escaped, except those that are meant as Markdown; figures are flush right."""
    assert gfm.table(("a", "b"), [("x|y", gfm.Marked("**1**"))]).splitlines() == [
        "| a | b |",
        "| --- | ---: |",
        "| x\\|y | **1** |",
    ]
