"""Accepting a run and comparing later ones with it, by the command line."""

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import complaint

Suite = Callable[..., subprocess.CompletedProcess[str]]
Write = Callable[..., Path]

LOST = {method: {"rouge1": {"at_most": 20}} for method in ("zero-shot", "lora")}
EXPECT = {"lost": LOST, "grown": {"lora": {"train_seconds": {"at_most": 1000}}}}


@pytest.fixture
def run(suite: Suite, write_profile: Write, tmp_path: Path) -> Callable[..., tuple[int, dict[str, str]]]:
    """Runs the claims against the accepted run; returns the exit code and each claim's outcome."""

    def go(*options: str, **changes: Mapping[str, Any]) -> tuple[int, dict[str, str]]:
        file = write_profile(**{"expect": EXPECT, **changes})
        done = suite("--profile", file, "-m", "regression", *options)
        record = json.loads((tmp_path / "report/partial/record-tiny.json").read_text(encoding="utf-8"))
        outcomes = {
            f"{each['method']} {each['quantity']}": f"{each['outcome']} {each['reason']}" for each in record["verdicts"]
        }
        return done.returncode, outcomes

    return go


def test_accept_and_compare(run: Callable[..., tuple[int, dict[str, str]]], tmp_path: Path) -> None:
    """First nothing is accepted, then the same again holds, and another prompt cannot be compared."""
    code, outcomes = run("--accept-anyway", "--seeds", "1,2")
    assert code == 0
    assert all(outcome.startswith("not measured") for outcome in outcomes.values())
    file = tmp_path / "accepted/tiny.json"
    before = file.read_text(encoding="utf-8")
    assert json.loads(before)["methods"]["lora"]["seeds"] == [1, 2]

    code, outcomes = run("--seeds", "1,2")
    assert code == 0
    assert {outcome.split()[0] for outcome in outcomes.values()} == {"held"}

    code, outcomes = run(prompt={"template": "{source}\n\nSummary:"})
    assert code == 1
    assert "cannot compare: prompt:" in outcomes["lora rouge1"]
    assert outcomes["lora train_seconds"].startswith("held")

    file.write_text(before.replace('"workers": 1', '"workers": 2'), encoding="utf-8")
    _, outcomes = run("--seeds", "1,2")
    assert "as one of 2 at the same time, and this training ran on" in outcomes["lora train_seconds"]
    file.write_text(before, encoding="utf-8")

    code, _ = run("--accept-anyway", "-k", "zero-shot", prompt={"template": "{source}\n\nSummary:"})
    after = json.loads(file.read_text(encoding="utf-8"))["methods"]
    assert after["lora"] == json.loads(before)["methods"]["lora"]
    assert "missed: zero-shot's loss in ROUGE-1 (limit 20)" in after["zero-shot"]["anyway"][-1]


def test_damaged_accepted_file_stops_everything(suite: Suite, write_profile: Write, tmp_path: Path) -> None:
    """Before anything is trained; it stays as it is."""
    file = tmp_path / "accepted/tiny.json"
    file.parent.mkdir()
    file.write_text("{", encoding="utf-8")
    line = complaint(suite("--profile", write_profile(expect=EXPECT), "--accept-anyway"))
    assert f"{file}: is not valid JSON" in line
    assert file.read_text(encoding="utf-8") == "{"


def test_seeds_until_decided(suite: Suite, write_profile: Write, tmp_path: Path) -> None:
    """One seed where the first look decides; else up to the most, all of which are remembered and accepted."""
    file = write_profile(expect={"lost": {"lora": {"rouge1": {"at_most": 0.5}}}})
    options = ("--profile", file, "-m", "regression", "--seeds", "until-decided:2")
    assert suite(*options, "--accept-anyway").returncode == 0
    place = tmp_path / "accepted/tiny.json"
    kept = json.loads(place.read_text(encoding="utf-8"))
    assert kept["methods"]["lora"]["seeds"] == [42]
    first = next(iter(kept["methods"]["lora"]["scores"].values()))
    first["rouge1"] = [first["rouge1"][0] + 0.1]  # one example that lost something tells nothing
    place.write_text(json.dumps(kept), encoding="utf-8")
    done = suite(*options)
    assert "): lora's loss in ROUGE-1 cannot be told yet\n" in done.stdout
    assert "): lora's loss in ROUGE-1 cannot be told yet; 2 seeds are the most" in done.stdout
    again = suite(*options, "--accept-anyway")
    assert "): training" not in again.stdout
    assert json.loads(place.read_text(encoding="utf-8"))["methods"]["lora"]["seeds"] == [42, 43]


def test_seeds_of_the_command_line(suite: Suite, write_profile: Write) -> None:
    """Whole numbers, each once."""
    done = suite("--profile", write_profile(), "--seeds", "1,1")
    assert done.returncode == 4
    assert "a seed is named twice" in done.stderr
