"""Accepted runs of earlier versions are read, and compare with runs of today."""

import json
import shutil
from pathlib import Path

import pytest

from benchmark.gate import older
from benchmark.gate.accepted import place, read
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


def test_a_file_of_the_second_version_is_what_the_third_has(pocket: Profile, tmp_path: Path) -> None:
    """Both are of the pocket profile as it was when it had 100 test dialogues."""
    old = pocket.model_copy(update={"file": tmp_path / "pocket.toml"})
    place(old).parent.mkdir()
    third = (HERE / "accepted/pocket-schema-3.json").read_text(encoding="utf-8")
    texts = []
    for version in (2, 3):
        shutil.copy(HERE / f"accepted/pocket-schema-{version}.json", place(old))
        accepted = read(old)
        assert accepted
        texts.append(accepted.text())
    assert texts == [third, third]


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
