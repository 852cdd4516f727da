"""Tests of `reports.sections.learning` and its charts."""

import pytest

from fixtures.profile.nouns import Nouns
from fixtures.results.curve import CurvePoint
from fixtures.results.estimate import Estimate
from reports.charts.learning import curves
from reports.output import html, view
from reports.record import Record
from reports.sections.learning import LearningSection
from tests.reports.conftest import METRICS, make_record, make_runs


def point(rows: int, level: float) -> CurvePoint:
    """A number of rows with scores around a level."""
    score = Estimate(value=level, low=level - 0.05, high=level + 0.05)
    scores = dict.fromkeys(METRICS, score)
    return CurvePoint(rows=rows, seeds=(42,), scores=scores, validation_loss=1.5, steps=rows // 8, seconds=12.0)


@pytest.fixture(scope="module")
def curved() -> Record:
    """Two methods on three numbers of rows, of which one failed."""
    failed = CurvePoint(rows=100, failure="loss is nan at step 3")
    return make_record().model_copy(
        update={
            "curves": {
                "full": (point(100, 0.3), point(300, 0.5), point(1000, 0.75)),
                "lora": (failed, point(300, 0.55), point(1000, 0.65)),
            }
        }
    )


def test_each_number_of_rows_is_a_row(curved: Record) -> None:
    """With the scores and their intervals, what it took, or why it failed."""
    section = next(each.content for each in view.record_view(curved).sections if each.kind is LearningSection)
    assert isinstance(section, LearningSection)
    assert section.head[:3] == ("method", "training rows", "ROUGE-1")
    assert section.rows[2][:3] == ("full", "1,000", "75.0 [70.0, 80.0]")
    assert section.rows[2][-4:] == ("1.5000", "125", "12 s", "")
    assert section.rows[3][:3] == ("lora", "100", "–")  # noqa: RUF001
    assert section.rows[3][-1] == "failed: loss is nan at step 3"
    assert all(len(row) == len(section.head) for row in section.rows)
    assert "over examples and seeds" in section.caption
    assert "1,000" in "\n".join(section.markdown(Nouns()))
    assert "Learning curve" in html.text(view.page([curved]))


def test_a_chart_for_each_metric(curved: Record) -> None:
    """Marks are named with rows, score and interval; what failed has none."""
    charts = curves(curved)
    assert [each.metric for each in charts] == [1, 2, 3, 4]
    svg = charts[0].chart.svg
    assert charts[0].chart.title == "ROUGE-1 by training rows"
    assert "lora: ROUGE-1 55.0 [50.0, 60.0] with 300 training rows" in svg
    assert "full: ROUGE-1 30.0 [25.0, 35.0] with 100 training rows" in svg
    assert "lora: ROUGE-1 30.0" not in svg


def test_curve_without_quality_has_costs() -> None:
    """Of random weights: no chart and no score, and no outcome where nothing failed."""
    random = make_record(run.model_copy(update={"missing": {"quality": "weights are random"}}) for run in make_runs())
    record = random.model_copy(update={"curves": {"lora": (point(100, 0.3), point(300, 0.3))}})
    section = next(each.content for each in view.record_view(record).sections if each.kind is LearningSection)
    assert isinstance(section, LearningSection)
    assert not section.charts
    assert section.head == ("method", "training rows", "validation loss", "steps", "training, all seeds")
    assert section.rows[0] == ("lora", "100", "1.5000", "12", "12 s")


def test_single_number_of_rows_is_drawn() -> None:
    """Where all others have failed."""
    failed = CurvePoint(rows=100, failure="loss is nan at step 3")
    (first, *_) = curves(make_record().model_copy(update={"curves": {"lora": (failed, point(300, 0.5))}}))
    assert "with 300 training rows" in first.chart.svg


def test_no_section_without_curves() -> None:
    """As in older records."""
    assert not [each for each in view.record_view(make_record()).sections if each.kind is LearningSection]


def test_record_of_a_curve_is_read_again(curved: Record) -> None:
    """With every point."""
    assert Record.model_validate_json(curved.model_dump_json(by_alias=True)).curves == curved.curves
