"""Records of earlier schemas are read as those of today."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from reports.migrations import migrated
from reports.reading import read
from reports.record import SCHEMA, Record
from tests.conftest import ROOT
from tests.reports import golden

FIRST = sorted(path for path in golden.RECORDS.glob("*.gz") if "schema-2" not in path.name)
"""Real records as earlier versions wrote them."""


def content(file: Path) -> dict[str, Any]:
    """A record's JSON."""
    data: dict[str, Any] = json.loads(gzip.decompress(file.read_bytes()))
    return data


def keys(value: object) -> set[str]:
    """Every key in JSON."""
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set(value if isinstance(value, dict) else ()).union(*map(keys, children))


@pytest.mark.parametrize("file", FIRST, ids=lambda path: path.name)
def test_real_record_of_schema_1_is_read(file: Path, tmp_path: Path) -> None:
    """No score, text or count is lost or changed."""
    old, path = content(file), tmp_path / "record.json"
    path.write_text(json.dumps(old), encoding="utf-8")
    record = read(path)
    assert record.schema_version == SCHEMA
    assert [each.source for each in record.examples] == [each["text"] for each in old["dialogues"]]
    assert record.dataset_sha256 == old.get("corpus_sha256")
    assert len(record.rounds) == len(old.get("laps", ()))
    for run, before in zip(record.runs, old["runs"], strict=True):
        texts = [(each["dialogue"], each["text"]) for each in before["summaries"]]
        assert [(each.example, each.text) for each in run.predictions] == texts
        assert [list(map(list, each.values)) for each in run.scores.metrics.values()] == [
            each["values"] for each in before["scores"]["metrics"].values()
        ]
    assert [each.observed for each in record.verdicts] == [each["observed"] for each in old["verdicts"]]
    assert record.profile.dataset.plural == "dialogues"
    assert read(record.write(tmp_path)) == record, "it can be written again"


def test_nothing_keeps_an_old_name() -> None:
    """In the real record of the pocket profile."""
    data = migrated(content(golden.RECORDS / "record-pocket.json.gz"))
    old = {"dialogue", "dialogues", "summary", "summaries", "corpus", "corpus_sha256", "test_dialogues", "laps"}
    assert not keys(data) & old
    columns = data["profile"]["dataset"]["columns"]
    assert (columns["source"], columns["target"]) == ("dialogue", "summary")
    assert "{source}" in data["profile"]["prompt"]["template"]
    families = {each["family"]: each["quantity"] for each in data["verdicts"]}
    assert families["dataset"] == "shared_examples"
    assert {"corpus", "rouge"}.isdisjoint(families)
    assert {each["evidence"]["examples"] for each in data["verdicts"] if each["evidence"]} == {100}


def test_what_only_some_records_have_is_migrated() -> None:
    """External predictions, rounds of a race, a commit of the hub."""
    data = migrated(
        {
            "schema": 1,
            "corpus_commit": "c0ffee",
            "laps": [{"lap": 1}],
            "accepted": {"full": {"corpus_commit": "c0ffee"}},
            "runs": [{"method": "x", "kind": "elsewhere"}],
            "profile": {
                "methods": {"x": {"kind": "elsewhere", "summaries": "x.csv", "column": "summary"}},
                "protocols": {"few": {"dialogues": 3}},
            },
        }
    )
    assert data == {
        "schema": SCHEMA,
        "dataset_commit": "c0ffee",
        "rounds": [{"round": 1}],
        "accepted": {"full": {"dataset_commit": "c0ffee"}},
        "runs": [{"method": "x", "kind": "external"}],
        "profile": {
            "methods": {"x": {"kind": "external", "predictions": "x.csv", "column": "summary"}},
            "protocols": {"few": {"examples": 3}},
            "dataset": {"noun": "dialogue"},
        },
    }


def test_record_of_schema_2_is_read() -> None:
    """It is what the tests' `make_record` wrote then."""
    old = content(golden.RECORDS / "record-small-schema-2.json.gz")
    assert "floor" in old["profile"]["gate"]
    record = Record.model_validate(migrated(old))
    assert record.profile.dataset.noun == "chat"
    assert "floor" in old["profile"]["gate"], "what is migrated is a copy"
    assert migrated(json.loads(record.model_dump_json(by_alias=True))) == json.loads(
        record.model_dump_json(by_alias=True)
    )


def test_evidence_of_schema_2_is_todays() -> None:
    """The real record of the pocket profile; what was not known then is None."""
    old = content(golden.RECORDS / "record-pocket.json.gz")
    before = [each["evidence"] for each in old["verdicts"] if each["evidence"]]
    now = [each.evidence for each in Record.model_validate(migrated(old)).verdicts if each.evidence]
    assert before
    for one, other in zip(before, now, strict=True):
        assert (other.low, other.high, other.p_missed) == (one["low"], one["high"], one["adjusted_p"])
        assert (other.tests, other.visible, list(other.seeds)) == (one["tests"], one["visible"], one["seeds"])
        assert (other.alpha, other.confidence, other.p_held, other.p) == (0.05, 0.95, None, None)


def test_claims_have_todays_ids() -> None:
    """A history follows a claim by its id, from records of both schemas."""
    data = migrated(content(golden.RECORDS / "record-pocket.json.gz"))
    claims = {each["claim"] for each in data["verdicts"]}
    assert "benchmark/test_dataset.py::test_dataset_is_as_expected[pocket-test_examples]" in claims
    assert "benchmark/test_quality.py::test_score_meets_its_threshold[pocket-lora-rouge1]" in claims
    for claim in claims:
        file, test = claim.partition("[")[0].split("::")
        assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), claim
