"""Every claim of a profile is a test, and every test of a claim leaves a verdict in the record."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.methods import lora_table

Suite = Callable[..., subprocess.CompletedProcess[str]]
Write = Callable[..., Path]

BUDGET = {"device": "an abacus", "limits": {"train_seconds": {"at_most": 1}}}
EXPECT: dict[str, Any] = {
    "dataset": {"train_rows": {"exactly": 24}, "references": {"exactly": 2}},
    "score": {"lora": {"rouge1": {"at_least": 0}}},
    "kept": {"lora": {"rouge1": {"at_least": 0.5}}},
    "gain": {"full": {"rouge1": {"at_least": 90}}},
    "saved": {"zero-shot": {"bytes": {"at_most": 0}}, "lora": {"ratio": {"at_most": 1}}},
    "parameters": {"lora": {"adapted_modules": {"exactly": 6}, "share_of_base": {"at_most": 0.05}}},
    "cost": {"lora": {"optimizer_ratio": {"at_most": 0.1}, "seconds_ratio": {"at_most": 1000}}},
    "budget": {"full": BUDGET},
}


def verdicts(folder: Path) -> dict[str, dict[str, Any]]:
    """The record's verdicts by family, method and quantity."""
    record = json.loads((folder / "record-tiny.json").read_text(encoding="utf-8"))
    return {f"{v['family']} {v['method']} {v['quantity']}": v for v in record["verdicts"]}


XDIST = pytest.param(("-n", "2", "--fresh"), id="xdist", marks=pytest.mark.slow)


@pytest.mark.parametrize("workers", [pytest.param((), id="one process"), XDIST])
def test_every_claim_is_judged_and_recorded(
    suite: Suite, write_profile: Write, tmp_path: Path, workers: tuple[str, ...]
) -> None:
    """Held, missed and not measured; under xdist too, where two processes of a session want the same trained models.

    They share a search: no point counts as remembered that one of them trained.
    """
    searched = {"lora": {**lora_table(), "learning_rate": [1e-3, 1e-2]}}
    profile = write_profile(expect=EXPECT, methods=searched)
    done = suite("--profile", profile, "-m", "not speed", *workers)
    assert done.returncode == 1, done.stdout + done.stderr
    judged = verdicts(tmp_path / "report")
    outcomes = {claim: verdict["outcome"] for claim, verdict in judged.items()}
    assert len(outcomes) == 12
    assert outcomes["dataset None train_rows"] == "held"
    assert outcomes["dataset None references"] == "missed"
    assert outcomes["gain full rouge1"] == "missed"
    assert outcomes["parameters lora adapted_modules"] == "held"
    assert outcomes["cost lora seconds_ratio"] == "held", "whichever processes have trained them"
    assert outcomes["saved zero-shot bytes"] == "not measured"
    assert outcomes["budget full train_seconds"] == "not measured"
    assert judged["saved zero-shot bytes"]["reason"] == "nothing is trained, so nothing is saved"
    assert "the budget is for an abacus" in done.stdout
    assert judged["dataset None references"]["observed"] == 3
    assert "References per example: 3 (expected 2)\n" in done.stdout
    record = json.loads((tmp_path / "report/record-tiny.json").read_text(encoding="utf-8"))
    assert [run["method"] for run in record["runs"]] == ["zero-shot", "full", "lora"]
    assert [point["remembered"] for point in record["searches"]["lora"]["points"]] == [False, False]
    assert (tmp_path / "report/report.html").exists()


def test_disabled_method_is_not_carried_out(suite: Suite, write_profile: Write, tmp_path: Path) -> None:
    """Its claims are not measured, and record and report say why."""
    off = {"kind": "full", "learning_rate": 1e-3, "precision": "pure-bf16", "enabled": False}
    expect = {"parameters": {"spare": {"share_of_base": {"exactly": 1}}, "lora": {"adapted_modules": {"exactly": 6}}}}
    done = suite("--profile", write_profile(methods={"spare": off}, expect=expect), "-m", "not speed")
    assert done.returncode == 0, done.stdout
    why = "spare's trainable parameters against the base's (expected 100 %): not measured; tiny has enabled = false in"
    assert f"? {why} methods.spare" in " ".join(done.stdout.split()), done.stdout
    judged = verdicts(tmp_path / "report")
    assert judged["parameters spare share_of_base"]["outcome"] == "not measured"
    assert judged["parameters lora adapted_modules"]["outcome"] == "held"
    assert "enabled = false in the profile" in (tmp_path / "report/report.html").read_text(encoding="utf-8")


def test_selection_carries_out_no_more_than_it_needs(suite: Suite, write_profile: Write, tmp_path: Path) -> None:
    """A claim about the dataset trains nothing; its verdict is recorded all the same."""
    done = suite("--profile", write_profile(expect=EXPECT), "-m", "dataset", "-k", "train_rows")
    assert done.returncode == 0, done.stdout
    assert "training" not in done.stdout
    assert not (tmp_path / "store").exists()


ASKED = {
    "by nobody": ((), set()),
    "by mark": (("-m", "speed"), {"test_speed", "test_race"}),
    "by one of two marks": (("-m", "quality or speed"), {"test_speed", "test_race"}),
    "by mark without the race": (("-m", "speed and not race"), {"test_speed"}),
    "not by the absence of a mark": (("-m", "not race"), set()),
    "not without what times it": (("-m", "speed or dataset", "-p", "no:benchmark"), set()),
    "by file": (("benchmark/test_speed.py",), {"test_speed"}),
    "by an option": (("--benchmark-only",), {"test_speed"}),
}


@pytest.mark.parametrize(("arguments", "files"), ASKED.values(), ids=ASKED.keys())
def test_timings_run_where_they_are_asked_for(suite: Suite, arguments: tuple[str, ...], files: set[str]) -> None:
    """Else a run that remembers everything would load models for them. Races are left to their mark and file."""
    done = suite(*arguments, "--profile", "pocket", "--collect-only", "-q")
    assert done.returncode == 0, done.stdout + done.stderr
    assert {file for file in ("test_speed", "test_race") if f"{file}.py" in done.stdout} == files, done.stdout
