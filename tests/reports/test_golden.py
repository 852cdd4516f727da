"""Golden records: whatever a record holds, its page is whole and small; every version of records is read."""

import gzip
from pathlib import Path

import pytest

from reports.output import history, html, view
from reports.reading import read
from reports.record import Record
from tests.reports import golden
from tests.reports.reader import Reader, examples

OLDER = sorted(path for path in golden.RECORDS.glob("*.gz") if "pocket" not in path.name)


def rendered(*records: Record) -> str:
    """The page of some records, of which every element is closed and every link arrives."""
    text = html.text(view.page(records))
    reader = Reader(text)
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    assert {link.removeprefix("#") for link in reader.links} <= set(reader.ids) | examples(text)
    return text


@pytest.mark.parametrize("name", golden.GOLDEN)
def test_golden_records_are_rendered(name: str, tmp_path: Path) -> None:
    """Under three megabytes, with all examples, and as they are read again."""
    record = golden.GOLDEN[name]()
    text = rendered(record)
    assert read(record.write(tmp_path)) == record
    assert len(text.encode()) < 3_000_000
    assert len(examples(text)) == len(record.examples)


def test_two_runs_of_one_profile(tmp_path: Path) -> None:
    """The page begins with what changed."""
    text = rendered(*(read(record.write(tmp_path)) for record in golden.pair()))
    assert "environment: packages.numpy" in text
    assert "Examples that lost most in ROUGE-1." in text
    assert "Examples that gained most in ROUGE-1." in text


def test_history_of_one_profile() -> None:
    """The accepted run is marked once for each claim, the fall is missed."""
    (found,) = history.histories(golden.series())
    assert found.records == 12
    assert all(sum(point.accepted for point in trend.points) <= 1 for trend in found.trends)
    reached = next(trend for trend in found.trends if trend.sentence.startswith("full reaches the rouge1"))
    assert [place for place, point in enumerate(reached.points) if point.accepted] == [2]
    assert reached.points[7].outcome == "missed"


@pytest.mark.parametrize("file", OLDER, ids=lambda path: path.name)
def test_older_records_are_read_and_rendered(file: Path, tmp_path: Path) -> None:
    """As they were written by earlier versions of the suite."""
    record = tmp_path / "record-small.json"
    record.write_bytes(gzip.decompress(file.read_bytes()))
    assert rendered(read(record))
