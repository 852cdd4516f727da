"""What is selected in a session changes no verdict; few or equal losses, and one of all, are judged as they are."""

import csv
import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

Suite = Callable[..., subprocess.CompletedProcess[str]]
PROFILE = """
title = "Three systems"
baseline = "few"
reference = "few"
[dataset]
test = "test.csv"
[methods.few]
predictions = "few.csv"
column = "target"
[methods.alike]
predictions = "alike.csv"
column = "target"
[expect.lost]
few = { rouge1 = { at_most = 3 } }
alike = { rouge1 = { at_most = 3 } }
all = { rouge1 = { at_most = 1.5 } }
"""
GONE = """
gone = { rouge1 = { at_most = 3 } }
[methods.gone]
predictions = "gone.csv"
column = "target"
"""
TEXTS = tuple(f"one two three {word} five six seven eight" for word in "abcdefghijklmnopqrstuvwxyz")


def test_selection_changes_no_verdict(suite: Suite, tmp_path: Path) -> None:
    """Nor does a system that is gone: the family is that of the profile and its accepted file."""
    profile = tmp_path / "systems.toml"
    profile.write_text(PROFILE + GONE, encoding="utf-8")
    for name in ("test", "few", "alike", "gone"):
        _write(tmp_path / f"{name}.csv", TEXTS)
    _judge(suite, tmp_path, "--accept-anyway")

    _write(tmp_path / "few.csv", ("one x", "two three y", "seven", "eight z", *TEXTS[4:]))
    _write(tmp_path / "alike.csv", ["nothing of it"] * len(TEXTS))
    profile.write_text(PROFILE, encoding="utf-8")
    everything = _judge(suite, tmp_path)
    assert _judge(suite, tmp_path, "-k", "few") == {"few rouge1": everything["few rouge1"]}

    few, alike, whole = (everything[f"{name} rouge1"] for name in ("few", "alike", "all"))
    tests = len(everything)
    assert tests == 3 + 4, "every metric of what is gone is a claim, too"
    assert {each["evidence"]["tests"] for each in (few, alike, whole)} == {tests}
    assert (few["outcome"], few["evidence"]["p"]) == ("cannot tell", 2 / 16), "exactly, of four that have moved"
    assert few["reason"].startswith("to hold 3 points takes about ")
    assert (alike["outcome"], whole["outcome"]) == ("missed", "missed")
    assert alike["reason"].startswith("every example lost the same; p ")
    assert alike["evidence"]["p_missed"] <= 0.05
    assert whole["sentence"].startswith("The methods' mean loss in ROUGE-1 ")
    assert whole["observed"] == pytest.approx((few["observed"] + alike["observed"]) / 2)
    record = json.loads((tmp_path / "report/partial/record-systems.json").read_text(encoding="utf-8"))
    assert record["failures"] == {}, "all is no method that was lost"


def test_nothing_accepted_is_red_in_ci(suite: Suite, tmp_path: Path) -> None:
    """Until a run is accepted, which is possible there, too."""
    (tmp_path / "systems.toml").write_text(PROFILE, encoding="utf-8")
    for name in ("test", "few", "alike"):
        _write(tmp_path / f"{name}.csv", TEXTS)
    for options, code, outcome in (((), 1, "missed"), (("--accept-anyway",), 0, "not measured"), ((), 0, "held")):
        done = suite("--profile", tmp_path / "systems.toml", "-m", "regression", *options, CI="true")
        assert done.returncode == code, done.stdout + done.stderr
        record = json.loads((tmp_path / "report/record-systems.json").read_text(encoding="utf-8"))
        assert {each["outcome"] for each in record["verdicts"]} == {outcome}
        reason = "was accepted before this run" if options else "is accepted yet: --accept does that"
        assert (record["verdicts"][0]["reason"] == f"no ROUGE-1 of few {reason}") == (outcome != "held")


def _write(file: Path, predictions: Sequence[str]) -> None:
    with file.open("w", encoding="utf-8", newline="") as table:
        rows = ((f"t{i}", f"d{i}", prediction) for i, prediction in enumerate(predictions))
        csv.writer(table).writerows([("id", "source", "target"), *rows])


def _judge(suite: Suite, folder: Path, *options: str) -> Mapping[str, Any]:
    """The verdicts of a session, by method and quantity."""
    done = suite("--profile", folder / "systems.toml", "-m", "regression", *options)
    assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
    report = folder / "report" / ("partial" if "-k" in options else "")
    record = json.loads((report / "record-systems.json").read_text(encoding="utf-8"))
    return {f"{each['method']} {each['quantity']}": each for each in record["verdicts"]}
