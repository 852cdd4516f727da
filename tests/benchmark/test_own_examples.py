"""The examples of docs/own-claims.md are run as they stand there."""

import csv
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT

Suite = Callable[..., subprocess.CompletedProcess[str]]

_FILE = re.compile(r"```python\n# (?P<name>test_\w+\.py)\n(?P<text>.*?)```", re.DOTALL)
PROFILE = """
title = "Two months"
baseline = "last-month"
reference = "this-month"
[dataset]
test = "test.csv"
[methods.last-month]
predictions = "test.csv"
column = "old"
[methods.this-month]
predictions = "test.csv"
column = "new"
"""
NAMES = "Every name in a prediction of this-month is in its source."
LENGTH = "this-month writes no more than 1.2 times the words of the reference."
LONGER = "this-month has not become wordier than what was accepted."
FORM = "Predictions of {} are one sentence that ends in a full stop."


def test_the_examples_do_what_they_say(suite: Suite, tmp_path: Path) -> None:
    """Each claim holds for good predictions and misses for bad ones."""
    (tmp_path / "mine").mkdir()
    text = (ROOT / "docs/own-claims.md").read_text(encoding="utf-8")
    files = {found["name"]: found["text"] for found in _FILE.finditer(text)}
    assert len(files) == 3
    for name, content in files.items():
        (tmp_path / "mine" / name).write_text(content, encoding="utf-8")
    options = ("benchmark", tmp_path / "mine", "--profile", tmp_path / "months.toml", "--accept-anyway")

    _write(tmp_path, "Today Ann asks for {}.")
    suite(*options)
    good = {NAMES: "held", LENGTH: "held", LONGER: "not measured"}
    assert _outcomes(tmp_path) == {**good, FORM.format("last-month"): "missed", FORM.format("this-month"): "held"}

    _write(tmp_path, "today Zoe asks for {}, and Zoe asks once more, and then again")
    suite(*options)
    assert set(_outcomes(tmp_path).values()) == {"missed"}


def _write(folder: Path, new: str) -> None:
    (folder / "months.toml").write_text(PROFILE, encoding="utf-8")
    with (folder / "test.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("source", "target", "old", "new"))
        for i in range(40):
            writer.writerow((f"Ann calls and asks for {i}.", f"Today Ann asks for {i}.", "no", new.format(i)))


def _outcomes(folder: Path) -> dict[str, str]:
    record = json.loads((folder / "report/record-months.json").read_text(encoding="utf-8"))
    return {each["sentence"]: each["outcome"] for each in record["verdicts"]}
