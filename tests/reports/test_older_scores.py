"""Scores of older records get mappings for signatures, and the scale of each metric."""

import gzip
import json
from pathlib import Path

import pytest

from fixtures.results.run import Scores
from reports.migrations import migrated

RECORDS = Path(__file__).parent / "records"


@pytest.mark.parametrize("file", sorted(RECORDS.glob("*.gz")), ids=lambda file: file.name)
def test_scores_of_real_records_are_read(file: Path) -> None:
    """With the values that they had."""
    data = json.loads(gzip.decompress(file.read_bytes()))
    for before, after in zip(data["runs"], migrated(data)["runs"], strict=True):
        scores = Scores.model_validate(after["scores"])
        for name, metric in scores.metrics.items():
            assert metric.scale.title.startswith("ROUGE-")
            assert metric.signature["stemmer"] == "yes"
            assert [list(row) for row in metric.values] == before["scores"]["metrics"][name]["values"]
            assert metric.mean.model_dump() == before["scores"]["metrics"][name]["mean"]


def test_a_record_of_the_pocket_profile_has_todays_words() -> None:
    """In what all metrics depend on."""
    data = json.loads(gzip.decompress((RECORDS / "record-pocket.json.gz").read_bytes()))
    scores = Scores.model_validate(migrated(data)["runs"][0]["scores"])
    assert scores.signature["examples"] == "100"
    assert scores.signature["dataset"] == "f9831d86"
    assert scores.signature["aggregation"] == "mean over references, mean over examples"
    assert scores.wording
    assert scores.wording.rouge1_without_tags


@pytest.mark.parametrize("scores", [None, [], {"signature": "a: b"}, {"signature": "a: b", "metrics": {"rouge1": 3}}])
def test_broken_scores_are_left_to_the_reader(scores: object) -> None:
    """Who names the key."""
    assert migrated({"schema": 1, "runs": [{"scores": scores, "protocols": 3}, 3]})
