"""A user's own metrics are scored, bounded, accepted, gated and reported, and no report needs their code."""

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fixtures.errors import TrainingError
from fixtures.experiment.experiment import Experiment
from fixtures.hardware.device import Device
from fixtures.profile.profile import read as read_profile
from fixtures.progress import SILENT
from fixtures.store.store import Store
from reports.reading import read
from tests.conftest import ROOT

Suite = Callable[..., subprocess.CompletedProcess[str]]

PROFILE = """
title = "Own metrics"
baseline = "poor"
reference = "good"
[dataset]
test = "test.csv"
[scoring]
metrics = ["own_metrics:Errors", "own_metrics.Mood", "own_metrics:Length", "own_metrics:ErrorRate", "chrf"]
[methods.poor]
predictions = "poor.csv"
column = "target"
[methods.good]
predictions = "good.csv"
column = "target"
[methods.new]
predictions = "new.csv"
column = "target"
[expect.score.new]
errors = { at_most = 3 }
mood = { at_most = -0.7 }
length = { at_least = 1.05 }
error_rate = { at_most = 1 }
chrf = { at_least = 20 }
[expect.gain.new]
errors = { at_least = 5 }
chrf = { at_least = 20 }
[expect.kept.new]
errors = { at_least = 0.5, at_most = 0.95 }
error_rate = { at_least = 0.5, at_most = 0.95 }
[expect.lost.new]
errors = { at_most = 2 }
error_rate = { at_most = 10 }
chrf = { at_most = 10 }
"""
WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight"]


def write(folder: Path, name: str, texts: list[str]) -> None:
    """A table of examples and texts."""
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [(f"t{place}", f"source {place}", text) for place, text in enumerate(texts)]
        csv.writer(file).writerows([("id", "source", "target"), *rows])


@pytest.fixture
def own_profile(tmp_path: Path) -> Path:
    """Twenty examples, and systems that leave out, add or change words; the user's module is beside the profile."""
    shutil.copy(ROOT / "tests/fixtures/scoring/own_metrics.py", tmp_path)
    references = [" ".join(WORDS[: 4 + place % 5]) for place in range(20)]
    write(tmp_path, "test", references)
    write(tmp_path, "poor", ["nothing at all"] * 20)
    write(tmp_path, "good", references)
    write(tmp_path, "new", [f"x {text}" for text in references])
    file = tmp_path / "own.toml"
    file.write_text(PROFILE, encoding="utf-8")
    return file


def outcomes(folder: Path) -> dict[str, dict[str, Any]]:
    """Each verdict by family and quantity."""
    record = json.loads((folder / "report/record-own.json").read_text(encoding="utf-8"))
    return {f"{each['family']} {each['quantity']}": each for each in record["verdicts"]}


def test_own_metrics_are_carried_through(suite: Suite, own_profile: Path, tmp_path: Path) -> None:
    """Scores, gains and shares are held; then what was accepted is lost, whichever direction is better."""
    done = suite("--profile", own_profile, "--accept-anyway")
    assert done.returncode == 0, done.stdout + done.stderr
    found = outcomes(tmp_path)
    assert {key for key, each in found.items() if each["outcome"] != "held"} == {
        "lost errors",
        "lost error_rate",
        "lost chrf",
    }
    assert found["score errors"]["observed"] == 1
    assert found["gain errors"]["observed"] == pytest.approx(8)
    accepted = json.loads((tmp_path / "accepted/own.json").read_text(encoding="utf-8"))["methods"]["new"]
    assert accepted["metrics"]["errors"]["scale"]["high"] == "Infinity"
    assert not accepted["metrics"]["error_rate"]["by_example"]

    references = [" ".join(WORDS[: 4 + place % 5]) for place in range(20)]
    write(tmp_path, "new", [f"x y z w {text[: -place % 7 - 4]}" for place, text in enumerate(references)])
    done = suite("--profile", own_profile, "-m", "regression")
    assert done.returncode == 1, done.stdout + done.stderr
    record = json.loads((tmp_path / "report/partial/record-own.json").read_text(encoding="utf-8"))
    lost = {each["quantity"]: each for each in record["verdicts"]}
    assert {each["outcome"] for each in lost.values()} == {"missed"}
    assert all(each["observed"] > 0 for each in lost.values())

    (tmp_path / "own_metrics.py").unlink()
    page = tmp_path / "page.html"
    files = [tmp_path / "report/record-own.json", tmp_path / "report/partial/record-own.json"]
    command = [sys.executable, "-m", "reports", *map(str, files), "-o", str(page)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(title in page.read_text(encoding="utf-8") for title in ("Errors", "Mood", "Error rate", "chrF"))
    assert "could not be shown" not in page.read_text(encoding="utf-8")
    assert read(files[0]).runs[0].scores.metrics["errors"].scale.title == "Errors"


def test_a_metric_that_breaks_fails_its_method_in_one_line(own_profile: Path, tmp_path: Path) -> None:
    """The line names the metric and the example."""
    own_profile.write_text(PROFILE.replace('"chrf"]', '"own_metrics:Broken"]').split("[expect")[0], encoding="utf-8")
    cpu = Device("cpu", "a test's processor", bf16=False)
    experiment = Experiment(read_profile(own_profile), lambda: cpu, Store(tmp_path, say=print), SILENT)
    with pytest.raises(TrainingError, match=r"^broken of t0: KeyError: 'one two three four'; fix the metric"):
        experiment.run("new")
    sys.modules.pop("own_metrics")
    sys.path.remove(str(tmp_path))
