"""Every enabled method is carried out, whatever is claimed."""

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

Suite = Callable[..., subprocess.CompletedProcess[str]]
Write = Callable[..., Path]

ONE = """
title = "One system"
[dataset]
test = "outputs.csv"
[methods.only]
predictions = "outputs.csv"
column = "only"
"""
MORE = """
[methods.off]
predictions = "nowhere.csv"
enabled = false
[expect.predictions.only]
empty = { at_most = 3 }
cut_off = { at_most = 0 }
[expect.score.only]
rouge1 = { at_least = 0 }
"""


def write(folder: Path, text: str, empty: int) -> Path:
    """The profile with its predictions, of which so many are empty."""
    with (folder / "outputs.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [(f"Ann asks for {i}.", f"For {i}.", " " if i < empty else f"For {i}.") for i in range(12)]
        csv.writer(file).writerows([("source", "target", "only"), *rows])
    profile = folder / "outputs.toml"
    profile.write_text(text, encoding="utf-8")
    return profile


def record_in(folder: Path, profile: str = "outputs") -> dict[str, Any]:
    """The record of a profile."""
    record: dict[str, Any] = json.loads((folder / f"record-{profile}.json").read_text(encoding="utf-8"))
    return record


def test_methods_without_a_claim_are_carried_out(suite: Suite, write_profile: Write, tmp_path: Path) -> None:
    """The profile has no [expect] at all; they stand in record, table and report, which is no part of one."""
    done = suite("--profile", write_profile())
    assert done.returncode == 0, done.stdout + done.stderr
    record = record_in(tmp_path / "report", "tiny")
    assert [run["method"] for run in record["runs"]] == ["zero-shot", "full", "lora"]
    assert record["verdicts"] == []
    lines = [line.split()[0] for line in done.stdout.splitlines() if line and not line.startswith(" ")]
    assert {"zero-shot", "full", "lora"} <= set(lines)
    assert "No claim was judged" in done.stdout
    assert (tmp_path / "report/report.html").exists()


def test_a_single_method_needs_no_other(suite: Suite, tmp_path: Path) -> None:
    """It is the baseline and the reference method by itself."""
    done = suite("--profile", write(tmp_path, ONE, empty=12))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "outputs: only: 12 of 12 predictions are empty" in done.stdout.replace(" · ", ": ")
    record = record_in(tmp_path / "report")
    assert (record["profile"]["baseline"], record["profile"]["reference"]) == ("only", "only")
    assert record["runs"][0]["scores"]["metrics"]["rouge1"]["mean"]["value"] == 0


def test_empty_predictions_are_bounded(suite: Suite, tmp_path: Path) -> None:
    """As a claim of quality; what the profile has switched off is no second method."""
    for empty, outcome in ((3, "held"), (4, "missed")):
        done = suite("--profile", write(tmp_path, ONE + MORE, empty), "-m", "quality", "-k", "unusable")
        assert done.returncode == (outcome == "missed"), done.stdout + done.stderr
        found = {each["quantity"]: each for each in record_in(tmp_path / "report/partial")["verdicts"]}
        assert (found["empty"]["outcome"], found["empty"]["observed"]) == (outcome, empty)
        assert (found["cut_off"]["outcome"], found["cut_off"]["reason"]) == (
            "not measured",
            "the predictions are external",
        )
    page = (tmp_path / "report/partial/report.html").read_text(encoding="utf-8")
    assert "<small>Empty and cut-off predictions</small>" in page
    assert "Empty predictions of only: 4 (limit 3)" in page
    assert "The number of cut-off predictions of only (limit 0)" in page
