"""Tests of `benchmark.judge`."""

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.systems import SYSTEMS

Suite = Callable[..., subprocess.CompletedProcess[str]]

PROFILE = (
    SYSTEMS
    + """[scoring]
metrics = ["exact_match"]
[methods.newer]
predictions = "systems.csv"
column = "newer"
[expect.score.new]
exact_match = { at_least = 0.6, at_most = 0.85 }
[expect.gain.new]
exact_match = { at_least = 65 }
[expect.kept.newer]
exact_match = { at_least = 0.9 }
[gate]
"""
)
"""Of 40 examples ``old`` is right on 4, ``new`` on 32 and ``newer`` on 20."""


def systems(folder: Path, gate: str) -> Path:
    """The profile with its predictions, which need no model."""
    with (folder / "systems.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("reference", "old", "new", "newer"))
        for i in range(40):
            right = f"Ann asks for {i}."
            writer.writerow((right, *(right if i % 10 < tens else f"No, {i}." for tens in (1, 8, 5))))
    profile = folder / "systems.toml"
    profile.write_text(PROFILE + gate, encoding="utf-8")
    return profile


def verdicts(folder: Path) -> dict[str, dict[str, Any]]:
    """The record's verdicts by family."""
    record = json.loads((folder / "report/record-systems.json").read_text(encoding="utf-8"))
    return {each["family"]: each for each in record["verdicts"]}


def test_what_cannot_be_told_warns(suite: Suite, tmp_path: Path) -> None:
    """It ends as a claim of its own kind; the interval is that of the run, and a miss is red."""
    done = suite("--profile", systems(tmp_path, ""))
    assert done.returncode == 1, done.stdout + done.stderr
    found = verdicts(tmp_path)
    assert {family: each["outcome"] for family, each in found.items()} == {
        "score": "cannot tell",
        "gain": "cannot tell",
        "kept": "missed",
    }
    assert "1 missed; 2 cannot tell" in done.stdout
    assert "to tell takes about" in found["gain"]["reason"]
    record = json.loads((tmp_path / "report/record-systems.json").read_text(encoding="utf-8"))
    (run,) = (each for each in record["runs"] if each["method"] == "new")
    estimate, score = run["scores"]["metrics"]["exact_match"]["mean"], found["score"]
    assert [estimate[key] for key in ("value", "low", "high")] == [
        score["observed"],
        score["evidence"]["low"],
        score["evidence"]["high"],
    ]


def test_what_cannot_be_told_fails_where_the_profile_says_so(suite: Suite, tmp_path: Path) -> None:
    """Red, and still called what it is."""
    done = suite("--profile", systems(tmp_path, 'cannot_tell = "fails"'), "-k", "test_score_meets")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "0 of 1 claims held; 1 cannot tell" in done.stdout


def test_means_decide_where_the_profile_says_so(suite: Suite, tmp_path: Path) -> None:
    """And every line about them says so."""
    done = suite("--profile", systems(tmp_path, 'decide = "mean"'), "-v")
    assert done.returncode == 1, done.stdout + done.stderr
    found = verdicts(tmp_path)
    assert {family: each["outcome"] for family, each in found.items()} == {
        "score": "held",
        "gain": "held",
        "kept": "missed",
    }
    assert done.stdout.count("the mean decides, as [gate] says") >= 3
