"""A part that fails costs itself alone, and nothing says that there was nothing to show."""

import importlib
from typing import Never

import pytest

from benchmark.verdict import Verdict
from reports.output import html, markdown, terminal, view
from tests.reports.conftest import MakeRecord

PARTS = {
    "Claims": "verdicts.verdicts",
    "The answer": "answer.answers",
    "Comparison": "comparison.compare",
    "Against the accepted run": "losses.losses",
    "Published figures": "published.tables",
    "The race": "race.race",
    "Length and wording": "wording.wordings",
    "Retraining": "retraining.retraining",
    "Quality against cost": "quality.qualities",
    "Loss curves": "curves.curves",
    "Where the time went": "phases.phases",
    "Training and cost": "costs.costs",
    "Examples": "examples.shown_examples",
    "Spotlight": "examples.spotlight",
    "Explorer": "explorer.explorer",
    "Provenance": "view._facts",
}
EMPTY = ("No method was carried out", "The record holds no example", "0 missed")


def fail(*_: object) -> Never:
    """As no part should."""
    raise KeyError("a part")


@pytest.mark.parametrize(("part", "function"), PARTS.items(), ids=PARTS)
def test_part_that_fails_costs_itself(
    new_record: MakeRecord, judged: tuple[Verdict, ...], monkeypatch: pytest.MonkeyPatch, part: str, function: str
) -> None:
    """Page and prediction name it, and it alone."""
    module, _, name = function.partition(".")
    monkeypatch.setattr(importlib.import_module(f"reports.{module}"), name, fail)
    page = view.page([new_record(verdicts=judged)])
    text, wrong = html.text(page), f"{part} could not be shown: KeyError: 'a part'"
    assert page.sections[0].mishaps.lines == [wrong]
    assert wrong in text.replace("&#39;", "'")
    assert f"- {part} could not be shown" in markdown.text(page)
    assert not [words for words in EMPTY if words in text]


def test_table_that_fails_costs_no_claim(
    new_record: MakeRecord, judged: tuple[Verdict, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The terminal has the others."""
    monkeypatch.setattr(terminal, "_table", fail)
    lines = terminal.text(new_record(verdicts=judged)).splitlines()
    assert "The table could not be shown: KeyError: 'a part'" in lines
    assert lines[-1] == "2 of 4 claims held; 1 missed; 1 not measured"
