"""Tests of `reports.output.history`."""

from pathlib import Path

import pytest

from fixtures.errors import SetupError
from reports.output import history, html
from reports.record import Record
from tests.reports import golden
from tests.reports.conftest import make_record, make_verdict
from tests.reports.reader import Reader

CLAIM = "benchmark/test_quality.py::test_score"


def series() -> list[Record]:
    """Four records: held, missed, not measured, held."""
    observed = (0.75, 0.6, None, 0.8)
    verdicts = [make_verdict(each, claim=CLAIM, reason="" if each else "no GPU") for each in observed]
    return [
        make_record(verdicts=[verdict]).model_copy(update={"created": f"2026-01-0{day}T00:00:00+00:00"})
        for day, verdict in enumerate(verdicts, start=1)
    ]


def test_trend_runs_from_the_oldest_to_the_latest() -> None:
    """A claim without a number leaves a gap; higher numbers are higher in the picture, and limits are drawn."""
    (found,) = history.histories(series())
    (trend,) = found.trends
    assert found.records == 4
    assert trend.latest == "80.0"
    assert [point.outcome for point in trend.points] == ["held", "missed", "held"]
    first, second, last = trend.points
    assert first.x < second.x < last.x
    assert last.x - second.x == pytest.approx(2 * (second.x - first.x))
    assert last.y < first.y < second.y
    assert len(trend.limits) == 1


def test_accepted_records_are_marked() -> None:
    """A record against which a later one was judged is an accepted one."""
    from reports.acceptance import kept

    records = series()
    reference = {run.method: kept(run, records[0]) for run in records[0].runs}
    records[3] = records[3].model_copy(update={"accepted": reference})
    (found,) = history.histories(records)
    assert [point.accepted for point in found.trends[0].points] == [True, False, False]


def test_page_of_a_folder(tmp_path: Path) -> None:
    """Records below it, whatever their folders are called."""
    for number, record in enumerate(series()):
        folder = tmp_path / str(number)
        folder.mkdir()
        record.write(folder)
    page = html.history(history.histories(history.collect(tmp_path)))
    reader = Reader(page)
    assert reader.open == []
    assert {link.removeprefix("#") for link in reader.links} <= set(reader.ids)
    assert "4 records" in page


def test_trends_are_the_same_without_the_examples(tmp_path: Path) -> None:
    """Of which nothing is kept, so that many large records fit into memory; a real record with all that there is."""
    records = golden.series()
    for number, record in enumerate(records):
        (tmp_path / str(number)).mkdir()
        record.write(tmp_path / str(number))
    kept = history.collect(tmp_path)
    assert history.histories(kept) == history.histories(records)
    assert max(len(each.model_dump_json()) for each in kept) < 100_000 < len(records[0].model_dump_json())


def test_folder_without_records_is_named(tmp_path: Path) -> None:
    """With what it should hold."""
    with pytest.raises(SetupError, match=r"holds no record-\*\.json"):
        history.collect(tmp_path)
