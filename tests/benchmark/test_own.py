"""A test in a user's own folder that judges is a claim like any other, wherever claims are shown."""

import csv
import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.benchmark.own_folder import WRONG
from tests.conftest import ROOT
from tests.forked import Forks
from tests.systems import SYSTEMS

Done = subprocess.CompletedProcess[str]
Suite = Callable[..., Done]

PROFILE = (
    SYSTEMS
    + """[gate]
resamples = 1000
"""
)
SHARE = 'Most of {} names nobody else, {{"braces": stay}}.'
HELD = {
    SHARE.format("old"),
    "begins as its source (new)",
    "old says it (old-asks).",
    "old says it (old-Zoe).",
    "new says it (new-Zoe).",
    "old and new say something.",
}


def write(folder: Path, words: str = "for {}") -> Path:
    """The profile with its predictions: of 40, those of the new system begin as their sources."""
    with (folder / "systems.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("source", "reference", "old", "new"))
        for i in range(40):
            new = f"Ann asks {words}." if i % 10 else "Ann and Zoe."
            writer.writerow((f"Ann asks Bob for {i}.", f"Ann asks for {i}.", "Nothing.", new.format(i)))
    profile = folder / "systems.toml"
    profile.write_text(PROFILE, encoding="utf-8")
    return profile


@pytest.fixture
def systems(tmp_path: Path) -> Path:
    """A profile without expectations, and a folder of a user's own tests beside it."""
    (tmp_path / "mine").mkdir()
    text = (Path(__file__).parent / "own_folder.py").read_text(encoding="utf-8")
    (tmp_path / "mine/test_mine.py").write_text(text, encoding="utf-8")
    return write(tmp_path)


def verdicts(report: Path) -> dict[str, dict[str, Any]]:
    """The verdicts of a record by their sentences."""
    record = json.loads((report / "record-systems.json").read_text(encoding="utf-8"))
    assert [run["method"] for run in record["runs"]] == ["old", "new"], "without a claim of the profile, too"
    found = {each["sentence"]: each for each in record["verdicts"]}
    assert len(found) == len(record["verdicts"]), "they can be told apart"
    return found


def test_own_claims_are_claims(suite: Suite, systems: Path, tmp_path: Path) -> None:
    """However they end; the others go on, every method is carried out, and the report is whole."""
    done = suite("benchmark", tmp_path / "mine", "--profile", systems, "-v", "--junitxml", tmp_path / "junit.xml")
    assert done.returncode == 1, done.stdout + done.stderr
    found = verdicts(tmp_path / "report")
    assert {each["family"] for each in found.values()} == {"own"}
    assert {sentence for sentence, each in found.items() if each["outcome"] == "held"} == HELD
    assert found["old and new say something."]["observed"] == 40
    share = found[SHARE.format("new")]
    assert (share["outcome"], share["method"], share["observed"], share["evidence"]) == ("missed", "new", 0.9, None)
    figures = found["new says it (new-asks)."]
    assert (figures["outcome"], figures["observed"], figures["evidence"]["examples"]) == ("missed", 0.9, 40)
    assert found["It is a miss."]["reason"] == "nan was observed, which is no number"
    assert found["It is an error."]["reason"] == "KeyError: 'first\\nsecond'"
    assert found["The second is refused."]["reason"].startswith("verdict: was asked twice in one test")
    lacks = "systems has no method called lora; its methods are old, new"
    assert (found["It has no such method."]["outcome"], found["It has no such method."]["reason"]) == (
        "not measured",
        lacks,
    )
    for case, (_, _, line) in WRONG.items():
        wrong = found[f"{case}: {{what}}."]
        assert wrong["outcome"] == "error"
        assert wrong["reason"].startswith(f"verdict: {line}")
    listed = done.stdout.partition("\nYour own claims:\n")[2].partition("\n\n")[0].splitlines()
    assert len(listed) == len(found)
    assert '\N{BALLOT X} Most of new names nobody else, {"braces": stay}: 90 % of predictions (at least 95 %)' in listed
    assert "! It is an error: error; KeyError: 'first\\nsecond'" in listed
    page = (tmp_path / "report/report.html").read_text(encoding="utf-8")
    assert page.count("<small>Your own claims</small>") == len(found) - len(HELD), "those that did not hold stand above"
    assert '">Your own claims</th>' in page, "the heading of those that held"
    summary = (tmp_path / "report/summary.md").read_text(encoding="utf-8")
    assert re.search(r"#### Your own claims\n\n(- .*\n)*- ✓ old and new say something: 40 times\n", summary)
    properties = [
        {each.get("name"): each.get("value") for each in case.iter("property")}
        for case in ET.parse(tmp_path / "junit.xml").iter("testcase")  # noqa: S314  our own
    ]
    (both,) = (each for each in properties if each.get("sentence") == "old and new say something.")
    assert {name: both[name] for name in ("family", "outcome", "observed")} == {
        "family": "own",
        "outcome": "held",
        "observed": "40",
    }


def test_figures_are_accepted_and_gated(suite: Suite, systems: Path, tmp_path: Path) -> None:
    """Through a worker of xdist, too: nothing lost is held, a loss is a miss, and another unit cannot be compared."""
    mine = (tmp_path / "mine/test_mine.py", "-m", "own", "-k", "test_lost")

    def judge(*options: object) -> dict[str, Any]:
        done = suite("benchmark", *mine, "--profile", systems, *options)
        assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
        record = json.loads((tmp_path / "report/partial/record-systems.json").read_text(encoding="utf-8"))
        (found,) = record["verdicts"]
        return {**found, "code": done.returncode}

    first = judge("--accept-anyway", "-n", "1")
    assert (first["outcome"], first["code"], first["figures"]["values"]["1"]) == ("not measured", 0, [4.0])
    accepted = json.loads((tmp_path / "accepted/systems.json").read_text(encoding="utf-8"))
    assert accepted["own"]["test_mine.py::test_lost"]["values"]["0"] == [3.0]
    assert judge()["outcome"] == "held"
    write(tmp_path, words="")
    worse = judge()
    assert (worse["outcome"], worse["code"], worse["unit"]) == ("missed", 1, "words lost")
    assert worse["observed"] == pytest.approx(0.9)
    assert worse["evidence"]["tests"] == 1
    text = mine[0].read_text(encoding="utf-8").replace('unit="words"', 'unit="tokens"')
    mine[0].write_text(text, encoding="utf-8")
    assert judge()["reason"].startswith("cannot compare: unit: words accepted, tokens now; --accept-anyway")
    (tmp_path / "mine/too").mkdir()
    (tmp_path / "mine/too/test_mine.py").write_text(text, encoding="utf-8")
    twins = suite("benchmark", tmp_path / "mine", *mine[1:], "--profile", systems)
    assert twins.stdout.count("::test_lost[systems] has the same name, and would have the same figures;") >= 2


def test_own_tests_run_alone(forks: Forks, systems: Path, tmp_path: Path) -> None:
    """Below the conftest of the checkout; no method is carried out that they do not ask for."""
    (tmp_path / "conftest.py").write_text((ROOT / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    options = ("-c", ROOT / "pyproject.toml", "--profile", systems, "--report-dir", tmp_path / "report")
    command = ("mine", "-v", "-k", "test_nan", *options, "-p", "no:cacheprovider")
    done = forks.pytest(command, {**os.environ, "CI": ""}, tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "\nYour own claims:\n✗ It is a miss (at least 1): missed; nan was observed" in done.stdout
    assert "partial: systems was carried out without old, new" in done.stdout
