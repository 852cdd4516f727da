"""A part that fails costs only itself, and the page does not say that there was nothing to show."""

from typing import Never

import pytest

from benchmark.verdict import Verdict
from reports.output import html, markdown, terminal, view
from tests.reports.conftest import MakeRecord

PARTS = {
    "Claims": "analysis.verdicts.verdicts",
    "The answer": "analysis.answer.answers",
    "Comparison": "sections.comparison.compare",
    "Against the accepted run": "analysis.losses.losses",
    "Published figures": "sections.published.tables",
    "The race": "sections.race.race",
    "Length and word overlap": "sections.wording.wordings",
    "Retraining": "sections.retraining.retraining",
    "Quality against cost": "charts.quality.qualities",
    "Loss curves": "charts.curves.curves",
    "Validation loss": "analysis.validation.validation",
    "Where the time went": "charts.phases.phases",
    "Costs": "analysis.costs.costs",
    "Training and cost": "sections.cost.CostSection.of",
    "Examples": "analysis.attempts.shown_examples",
    "One example in full": "sections.spotlight.spotlight",
    "How this was made": "sections.provenance.provenance",
}


def fail(*_: object) -> Never:
    """Fails."""
    raise KeyError("a part")


@pytest.mark.parametrize(("part", "function"), PARTS.items(), ids=PARTS)
def test_part_that_fails_costs_itself(
    new_record: MakeRecord, judged: tuple[Verdict, ...], monkeypatch: pytest.MonkeyPatch, part: str, function: str
) -> None:
    """Page and summary name it, and only it."""
    monkeypatch.setattr(f"reports.{function}", fail)
    page = view.page([new_record(verdicts=judged)])
    text, wrong = html.text(page), f"{part} could not be shown: KeyError: 'a part'"
    assert page.records[0].omissions.lines == [wrong]
    assert wrong in text.replace("&#39;", "'")
    assert f"- {part} could not be shown" in markdown.text(page)


def test_table_that_fails_costs_no_claim(
    new_record: MakeRecord, judged: tuple[Verdict, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The terminal has the rest."""
    monkeypatch.setattr(terminal, "table", fail)
    lines = terminal.text(new_record(verdicts=judged)).splitlines()
    assert "The table could not be shown: KeyError: 'a part'" in lines
    assert lines[-1] == "2 of 4 claims held; 1 missed; 1 not measured"
