"""Tests of `reports.sections.tuning`, and of what else a report says about a search."""

from typing import Any

import pytest

from fixtures.profile.nouns import Nouns
from fixtures.results.search import Search, Searched
from reports.analysis.tuning import warnings
from reports.charts.searches import searches
from reports.output import html, terminal, view
from reports.record import Record
from reports.sections.tuning import TuningSection
from tests.reports.conftest import make_record


def point(loss: float | None, steps: int = 20, failure: str = "", **settings: Any) -> Searched:  # noqa: ANN401
    """A point of a grid."""
    seconds = None if failure else 10.0
    return Searched(settings=settings, validation_loss=loss, steps=steps, seconds=seconds, failure=failure)


LORA = Search(
    seed=42,
    points=(
        point(2.0, learning_rate=1e-4, r=4),
        point(1.5, learning_rate=1e-3, r=4),
        point(1.25, learning_rate=1e-3, r=8),
        point(None, failure="loss is nan at step 3", learning_rate=1e-2, r=8),
    ),
)
FULL = Search(
    seed=42, points=tuple(point(loss, learning_rate=rate) for rate, loss in ((1e-5, 3.0), (1e-4, 2.5), (1e-3, 2.0)))
)


@pytest.fixture(scope="module")
def tuned() -> Record:
    """Two searches: one finds its best rate inside, the other at the edge; one method is not searched."""
    return make_record().model_copy(update={"searches": {"full": FULL, "lora": LORA}})


def test_report_shows_every_point_and_what_the_search_took(tuned: Record) -> None:
    """The chosen one, the failed one with its reason; the search apart from the training with all seeds."""
    section = next(each.content for each in view.record_view(tuned).sections if each.kind is TuningSection)
    assert isinstance(section, TuningSection)
    assert section.rows[5] == ("lora", "learning_rate = 0.001, r = 8", "1.2500", "20", "10 s", "chosen")
    assert section.rows[6][-1] == "failed: loss is nan at step 3"
    assert section.costs[1] == ("lora", "4 points of 20 steps", "30 s", "0 of 4", "30 s")
    (table,) = section.markdown(Nouns())
    assert "learning_rate = 0.001, r = 8" in table
    assert "0.0001" not in table
    assert "Cost of the search" in html.text(view.page([tuned]))


def test_loss_is_drawn_over_learning_rate_and_rank(tuned: Record) -> None:
    """A mark for each point that was trained, with its settings."""
    rate, rank = searches(tuned)
    assert (rate.title, rank.title) == ("Validation loss over the learning rate", "Validation loss over the rank")
    assert "lora: validation loss 1.2500 with learning_rate = 0.001, r = 8" in rate.svg
    assert "full: validation loss 2.0000 with learning_rate = 0.001" in rate.svg
    assert ">full<" not in rank.svg
    assert "0.01," not in rate.svg


def test_unfair_budgets_and_edges_are_said(tuned: Record) -> None:
    """In the report's notices and in the terminal."""
    budget, edge = warnings(tuned)
    assert budget == (
        "The methods were not tuned on the same budget. full: 3 points of 20 steps; lora: 4 points of 20 steps."
    )
    assert edge == "full: its best learning rate, 0.001, is the highest of its grid. Add higher rates."
    assert {budget, edge} <= set(view.record_view(tuned).notices)
    assert edge in terminal.text(tuned)


def test_equal_budgets_need_no_remark(tuned: Record) -> None:
    """A method without a grid counts as one point; without a search there is no budget."""
    equal = tuned.model_copy(
        update={"searches": {"full": FULL, "lora": LORA.model_copy(update={"points": LORA.points[1:]})}}
    )
    assert not [line for line in warnings(equal) if "budget" in line]
    alone = tuned.model_copy(update={"searches": {"lora": LORA}})
    assert "full: 1 point of 20 steps" in next(warnings(alone))
    assert not [*warnings(make_record())]


def test_search_without_a_sound_point_is_in_no_comparison(tuned: Record) -> None:
    """Its method has failed, and no budget of it was used."""
    nothing = Search(seed=42, points=tuple(Searched(settings={"r": r}, failure="loss is nan") for r in (4, 8)))
    failed = tuned.model_copy(update={"searches": {"full": FULL, "vera": nothing}})
    assert not [line for line in warnings(failed) if "vera" in line]
    section = next(each.content for each in view.record_view(failed).sections if each.kind is TuningSection)
    assert isinstance(section, TuningSection)
    assert section.costs[1][1] == "2 points, none trained"


def test_record_of_a_search_is_read_again(tuned: Record) -> None:
    """With every point."""
    assert Record.model_validate_json(tuned.model_dump_json(by_alias=True)).searches == tuned.searches
