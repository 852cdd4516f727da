"""The notebook's experiment as shipped, but without a GPU, with a tiny model and dataset under the hub's names."""

import json
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, complaint
from tests.hub import Repository
from tests.server import serve

NAME = "flan-t5-base-dialogsum"
MODEL, MODEL_COMMIT = "google/flan-t5-base", "7bcac572ce56db69c1ea7c8af255c5d7c9672fc2"
DATASET, DATASET_COMMIT = "knkarthick/dialogsum", "0123456789abcdef0123456789abcdef01234567"
EXAMPLES = 16
FIRST_ROWS = 4  # examples in the first ten rows
OFFLINE = {"HF_HUB_OFFLINE": "1"}


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    """The shipped profile, to be carried out on a CPU."""
    text = (ROOT / f"benchmark/profiles/{NAME}.toml").read_text(encoding="utf-8")
    file = tmp_path / f"{NAME}.toml"
    file.write_text(text.replace('requires = "gpu"\n', ""), encoding="utf-8")
    return file


@pytest.fixture
def repositories(tiny_model: Path) -> tuple[Repository, ...]:
    """A stand-in for the model and the dataset, in the hub's layout."""
    splits = {"train": _rows("train", 24, 1), "validation": _rows("validation", 4, 1), "test": _rows("test", EXAMPLES)}
    return (
        Repository(MODEL, MODEL_COMMIT, {path.name: path.read_bytes() for path in tiny_model.iterdir()}),
        Repository(f"datasets/{DATASET}", DATASET_COMMIT, {f"{split}.csv": rows for split, rows in splits.items()}),
    )


def _rows(split: str, size: int, references: int = 3) -> bytes:
    """A split as CSV, in the columns of DialogSum."""
    from fixtures.data.csv_text import csv_text
    from fixtures.pocket.corpus import COLUMNS, dialogues, rows

    return csv_text(COLUMNS, rows(split, dialogues(split, size, seed=1), references)).encode()


@pytest.mark.slow
def test_the_seeds_experiment(
    suite: Callable[..., subprocess.CompletedProcess[str]],
    seed: Path,
    repositories: tuple[Repository, ...],
    tmp_path: Path,
) -> None:
    """The first run downloads and trains, the second, offline, remembers both, a third without a cache is refused."""
    options = ("--profile", seed, "-m", "not speed", "--export", tmp_path / "models")
    with serve(*repositories) as hub:
        first = suite(*options, **hub.settings(tmp_path / "home"))
        for source in (MODEL, DATASET):
            assert f"{NAME}: downloading {source} 100%" in first.stdout
        assert "Traceback" not in first.stdout + first.stderr
        record = json.loads((tmp_path / f"report/record-{NAME}.json").read_text(encoding="utf-8"))
        assert f'sha256 = "{record["dataset_sha256"]}"' in first.stdout
        assert record["dataset_commit"] == DATASET_COMMIT
        assert {run["base"]["commit"] for run in record["runs"]} == {MODEL_COMMIT}
        _check(record)
        hub.asked.clear()
        second = suite(*options[:-2], **hub.settings(tmp_path / "home") | OFFLINE)
        assert "remembered from" in second.stdout
        assert "downloading" not in second.stdout
        assert not hub.asked
        line = complaint(suite("--profile", seed, "-m", "dataset", **hub.settings(tmp_path / "other") | OFFLINE))
    assert f"{DATASET} at main: is missing or incomplete in the cache" in line
    for folder in (f"{NAME}-checkpoint", f"{NAME}-lora"):
        assert (tmp_path / "models" / folder).is_dir()


def _check(record: dict[str, Any]) -> None:
    """All is carried out, by both protocols; what its size or its randomness decides misses, the rest does not."""
    assert [run["method"] for run in record["runs"]] == ["zero-shot", "full", "lora"]
    for run in record["runs"]:
        assert len(run["scores"]["metrics"]["rouge1"]["values"]) == EXAMPLES
        assert len(run["protocols"]["notebook"]["metrics"]["rouge1"]["values"]) == FIRST_ROWS
    outcomes = {(each["family"], each["method"], each["quantity"]): each["outcome"] for each in record["verdicts"]}
    held = {("dataset", None, "references"), ("parameters", "full", "share_of_base"), ("saved", "lora", "bytes")}
    assert {outcomes[claim] for claim in held} == {"held"}
    assert {outcome for (family, *_), outcome in outcomes.items() if family == "budget"} == {"not measured"}
    sizes = ("dataset", "parameters", "saved", "score", "gain")
    missed = Counter(family for (family, *_), outcome in outcomes.items() if outcome == "missed")
    assert [missed[family] for family in sizes] == [4, 7, 1, 1, 2]
