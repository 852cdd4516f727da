"""Accepted runs of earlier versions are read, and compare with runs of today."""

import json
import shutil
from pathlib import Path

import pytest

from benchmark.gate import older
from benchmark.gate.accepted import SCHEMA, place, read
from fixtures.data.dataset import load
from fixtures.profile.profile import Profile
from fixtures.profile.profile import read as read_profile
from fixtures.progress import SILENT
from fixtures.results.run import Scores
from fixtures.scoring.scores import signature
from tests.reports.conftest import make_run

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


@pytest.fixture(scope="module")
def pocket() -> Profile:
    """The shipped profile."""
    return read_profile(ROOT / "benchmark/profiles/pocket.toml")


@pytest.fixture(scope="module")
def today(pocket: Profile) -> Scores:
    """Scores with the signatures that a run of the pocket profile has, without any training."""
    shared = signature(pocket, load(pocket.dataset, SILENT).examples, "fp32")
    scores = make_run("lora", 0.5, 1, None).scores
    own = {
        name: scores.metrics[name].model_copy(update={"signature": metric.signature()})
        for name, metric in pocket.metrics().items()
    }
    return scores.model_copy(update={"signature": shared, "metrics": own})


def test_what_is_accepted_of_the_pocket_profile_compares_with_a_run_of_today(pocket: Profile, today: Scores) -> None:
    """Its file ships with the suite."""
    accepted = read(pocket)
    assert accepted
    assert not [each for run in accepted.methods.values() for each in run.differences(today)]


@pytest.fixture(params=[2, 3])
def old(request: pytest.FixtureRequest, pocket: Profile, tmp_path: Path) -> Profile:
    """The profile beside a real file of an earlier version."""
    profile = pocket.model_copy(update={"file": tmp_path / "pocket.toml"})
    place(profile).parent.mkdir()
    shutil.copy(HERE / f"accepted/pocket-schema-{request.param}.json", place(profile))
    return profile


def test_a_real_file_of_an_earlier_version_is_read(old: Profile) -> None:
    """All that it had is there; what later versions keep beside it nobody knows."""
    accepted = read(old)
    assert accepted
    assert accepted.schema_version == SCHEMA
    before = json.loads((HERE / "accepted/pocket-schema-3.json").read_text(encoding="utf-8"))["methods"]
    assert {name: run.signature for name, run in accepted.methods.items()} == {
        name: run["signature"] for name, run in before.items()
    }
    lora, then = json.loads(accepted.methods["lora"].model_dump_json()), before["lora"]
    alone = {"workers": 1, "processes": 1}
    then["costs"] = [{**cost, **alone} for cost in then["costs"]]
    assert {key: lora[key] for key in then} == then
    assert {key for key in lora if key not in then} == {"losses", "suite_commit"}
    assert not accepted.methods["lora"].losses


def test_a_file_that_was_read_is_written_as_of_today(old: Profile) -> None:
    """And read again."""
    accepted = read(old)
    assert accepted
    place(old).write_text(accepted.text(), encoding="utf-8")
    assert read(old) == accepted


LINES = {
    "external": (
        "rouge_score: 0.1.2 | stemmer: no | sentences: as they are | corpus: 1a | summaries: made elsewhere",
        {"dataset": "1a", "predictions": "external"},
        {"rouge_score": "0.1.2", "tokenizer": "rouge_score", "stemmer": "no", "sentences": "as they are"},
    ),
    "unicode": (
        "tokenizer: unicode | dialogues: 9 | aggregation: best over references, mean over dialogues",
        {"examples": "9", "aggregation": "best over references, mean over examples"},
        {"tokenizer": "unicode"},
    ),
    "colon": ("decoding: beam 4: slow", {"decoding": "beam 4: slow"}, {"tokenizer": "rouge_score"}),
    "nothing": ("", {}, {"tokenizer": "rouge_score"}),
}


@pytest.mark.parametrize(("line", "shared", "own"), LINES.values(), ids=LINES.keys())
def test_a_line_becomes_two_mappings(line: str, shared: dict[str, str], own: dict[str, str]) -> None:
    """What all metrics depended on, and what ROUGE did; in the words of today."""
    assert older.signatures(line) == (shared, own)


@pytest.mark.parametrize("broken", [None, [], {}, {"signature": "a: b", "scores": 3}, {"signature": "", "scores": {}}])
def test_what_is_broken_is_left_to_the_reader(broken: object) -> None:
    """Who names the key."""
    json.dumps(older.run(broken))
