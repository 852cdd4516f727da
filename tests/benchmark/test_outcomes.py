"""Every selected claim is in the record, however its test ended; part of the claims gets a report of its own."""

import csv
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, complaint
from tests.forked import Forks

Done = subprocess.CompletedProcess[str]
Suite = Callable[..., Done]

PROFILE = """
title = "::error::Two systems"
baseline = "old"
reference = "new"
[dataset]
test = "systems.csv"
columns = { target = "reference" }
references = 3
[methods.old]
predictions = "systems.csv"
column = "old"
[methods.new]
predictions = "systems.csv"
column = "new"
[methods."::add-mask::x"]
predictions = "systems.csv"
column = "new"
[expect.gain.new]
rouge1 = { at_least = 5 }
[expect.parameters.new]
trainable = { at_most = 1 }
"""
ERRORS = {
    "new breaks off.": "RuntimeError: one ::error::two",
    "new is not set up.": "FileNotFoundError: [Errno 2] No such file: 'secret.txt'",
    "new breaks after it held.": "KeyError: 'late'",
    "new judges nothing.": "its test judged nothing",
}
OUTCOMES = dict.fromkeys(ERRORS, "error") | {
    "new holds.": "held",
    "new does not assert.": "missed",
    "new hides a miss.": "missed",
    "new dies, and lives where another has died of it.": "not measured",
}


@pytest.fixture
def systems(tmp_path: Path) -> Path:
    """A profile of predictions from files, which needs no model."""
    with (tmp_path / "systems.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("reference", "old", "new"))
        writer.writerows((f"Ann asks for {i // 3}.", "Nothing.", f"Ann asks for {i // 3}.") for i in range(24))
    profile = tmp_path / "systems.toml"
    profile.write_text(PROFILE, encoding="utf-8")
    return profile


def own(forks: Forks, folder: Path, profile: Path, *options: object, **variables: str) -> Done:
    """The user's own tests, in a process of their own."""
    file = folder / "test_own_claims.py"
    file.write_text((Path(__file__).parent / "own_claims.py").read_text(encoding="utf-8"), encoding="utf-8")
    plugins = [part for name in ("fixtures", "benchmark", "reports") for part in ("-p", f"{name}.plugin")]
    command = (file, "-c", ROOT / "pyproject.toml", *plugins, "-p", "no:cacheprovider")
    given = ("--profile", profile, "--report-dir", folder / "report", *options)
    return forks.pytest((*command, *given), {**os.environ, "PYTHONPATH": str(ROOT), **variables}, folder)


def record_in(folder: Path) -> dict[str, Any]:
    """The record of the profile."""
    record: dict[str, Any] = json.loads((folder / "record-systems.json").read_text(encoding="utf-8"))
    return record


def test_broken_off_is_an_error_of_its_own(forks: Forks, systems: Path, tmp_path: Path) -> None:
    """No miss: with what broke it off, without folders; it is red everywhere, and an objection to accepting."""
    runner = {"CI": "1", "GITHUB_ACTIONS": "1", "GITHUB_STEP_SUMMARY": str(tmp_path / "job.md")}
    done = own(forks, tmp_path, systems, "--accept-anyway", **runner)
    assert done.returncode == 1, done.stdout + done.stderr
    accepted = json.loads((tmp_path / "accepted/systems.json").read_text(encoding="utf-8"))
    assert {f"error: {sentence.rstrip('.')} (at least 5)" for sentence in ERRORS} <= set(
        accepted["methods"]["new"]["anyway"]
    )
    partial = tmp_path / "report/partial"
    verdicts = {each["sentence"]: each for each in record_in(partial)["verdicts"]}
    assert {sentence: each["outcome"] for sentence, each in verdicts.items()} == OUTCOMES
    assert {sentence: verdicts[sentence]["reason"] for sentence in ERRORS} == ERRORS
    assert "1 of 8 claims held; 2 missed; 4 errors; 1 not measured" in done.stdout
    assert done.stdout.count("::error title=systems%3A error::") == 4
    lines = [line for line in done.stdout.splitlines() if line.lstrip().startswith("::")]
    assert all(line.startswith("::error title=systems%3A ") for line in lines), lines
    job = (tmp_path / "job.md").read_text(encoding="utf-8")
    assert "new breaks off (at least 5): error; RuntimeError: one ::error::two" in job
    page = (partial / "report.html").read_text(encoding="utf-8")
    assert "1 of 8 claims held; 2 missed; 4 errors; 1 not measured" in page
    assert page.count('<td class="outcome error">! error</td>') == 4


@pytest.mark.parametrize("restarts", ["0", "1"])
def test_claim_of_a_dead_worker_is_an_error(forks: Forks, systems: Path, tmp_path: Path, restarts: str) -> None:
    """Whether another worker takes its place or not: each selected claim is in the record."""
    options = ("-n", "1", "--max-worker-restart", restarts, "-k", "holds or dies", "--junitxml", tmp_path / "junit.xml")
    done = own(forks, tmp_path, systems, *options, DYING=str(tmp_path / "remains"))
    assert done.returncode == 1, done.stdout + done.stderr
    verdicts = {each["sentence"]: each for each in record_in(tmp_path / "report/partial")["verdicts"]}
    assert {each["outcome"] for each in verdicts.values()} == {"held", "error"}
    dead = verdicts["new dies, and lives where another has died of it."]
    assert (dead["outcome"], dead["reason"]) == ("error", "the worker that ran it died")


def test_part_of_the_claims_replaces_no_whole_report(suite: Suite, systems: Path, tmp_path: Path) -> None:
    """Its record and page have a folder of their own; where nothing is selected, the old report is left as it is."""
    whole = suite("--profile", systems)
    assert whole.returncode == 0, whole.stdout
    record = record_in(tmp_path / "report")
    assert [run["method"] for run in record["runs"]] == ["old", "new", "::add-mask::x"], "without a claim, too"
    assert "\n: :add-mask::x " in whole.stdout
    part = suite("--profile", systems, "-m", "quality")
    assert part.returncode == 0, part.stdout
    assert "partial: 1 of 2 claims of systems were selected" in part.stdout
    assert record_in(tmp_path / "report") == record
    assert len(record_in(tmp_path / "report/partial")["verdicts"]) == 1
    nothing = suite("--profile", systems, "-k", "nothing_at_all")
    assert "-k nothing_at_all: selects none of " in complaint(nothing)
    assert record_in(tmp_path / "report") == record


def test_session_that_was_cut_short_replaces_no_whole_report(suite: Suite, systems: Path, tmp_path: Path) -> None:
    """Its report has a folder of its own, and it is not accepted: what was not judged could be a miss."""
    systems.write_text(PROFILE + "[expect.score.old]\nrouge1 = { at_least = 0.5 }\n", encoding="utf-8")
    whole = suite("--profile", systems)
    assert whole.returncode == 1, whole.stdout
    record = record_in(tmp_path / "report")
    cut = suite("--profile", systems, "-x", "--accept-anyway")
    assert "partial: the session ended before 1 of 3 claims of systems were judged" in cut.stdout, cut.stdout
    assert record_in(tmp_path / "report") == record
    outcomes = [each["outcome"] for each in record_in(tmp_path / "report/partial")["verdicts"]]
    assert outcomes == ["not measured", "missed", "not measured"]
    accepted = json.loads((tmp_path / "accepted/systems.json").read_text(encoding="utf-8"))
    ended = "not judged: new's gain in ROUGE-1 over old (at least 5)"
    assert ended in accepted["methods"]["old"]["anyway"]


def test_what_forbids_to_accept_one_profile_forbids_no_other(suite: Suite, systems: Path, tmp_path: Path) -> None:
    """Whichever comes first; the session is red all the same, and its report is written."""
    wrong = systems.with_name("wrong.toml")
    wrong.write_text(PROFILE + "[expect.score.old]\nrouge1 = { at_least = 0.5 }\n", encoding="utf-8")
    clean = tmp_path / "bin/git"  # whatever is changed in this checkout now
    clean.parent.mkdir()
    clean.write_text("#!/bin/sh\n", encoding="utf-8")
    clean.chmod(0o755)
    path = f"{clean.parent}{os.pathsep}{os.environ['PATH']}"
    done = suite("--profile", wrong, "--profile", systems, "--accept", PATH=path)
    assert done.returncode == 1, done.stdout
    assert "ERROR: wrong is not accepted: missed: old scores 0.0 [0.0, 36.9] in ROUGE-1 (at least 50)" in done.stdout
    assert (tmp_path / "report/record-wrong.json").exists()
    assert [file.name for file in (tmp_path / "accepted").iterdir()] == ["systems.json"]


def test_every_claim_without_every_method_replaces_no_whole_report(suite: Suite, systems: Path, tmp_path: Path) -> None:
    """Where all claims are of one mark, those of methods without a claim are missing all the same."""
    systems.write_text(PROFILE.partition("[expect.parameters.new]")[0], encoding="utf-8")
    part = suite("--profile", systems, "-m", "quality")
    assert "partial: systems was carried out without ::add-mask::x" in part.stdout, part.stdout
    assert not (tmp_path / "report/record-systems.json").exists()


def test_misspelt_mark_is_named(suite: Suite, systems: Path, tmp_path: Path) -> None:
    """With the likeliest one; nothing is written."""
    wrong = complaint(suite("--profile", systems, "-m", "not speed and qualty"))
    assert "no mark is called qualty; did you mean quality?" in wrong
    wrong = complaint(suite("--profile", systems, "-m", "corpus"))
    assert "-m corpus: corpus is called dataset now" in wrong
    assert not (tmp_path / "report").exists()


def test_ascii_terminal_has_its_lines(suite: Suite, systems: Path) -> None:
    """In a C locale: a line for each method, signs by their like."""
    ascii_only = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = suite("--profile", systems, "-v", **ascii_only)
    assert done.returncode == 0, done.stdout + done.stderr
    (line,) = (line.split() for line in done.stdout.splitlines() if line.startswith("old "))
    assert line[1] == "0.0"
    assert "\n+ new gains " in done.stdout


def test_targets_are_tried_before_anything_is_done(suite: Suite, systems: Path, tmp_path: Path) -> None:
    """A file where a folder should be, a job's summary that cannot be written: one line, and nothing is carried out."""
    (tmp_path / "report").touch()
    assert "report: is a file; name a folder" in complaint(suite("--profile", systems))
    (tmp_path / "report").unlink()
    job = {"GITHUB_STEP_SUMMARY": str(tmp_path / "nowhere/job.md")}
    assert "job.md: cannot be written: No such file or directory" in complaint(suite("--profile", systems, **job))
    assert not (tmp_path / "report").exists()


def test_a_missed_claim_is_one_line(suite: Suite, systems: Path, tmp_path: Path) -> None:
    """No traceback, no source, no second list of failures; JUnit has the sentence, and pytest counts a failure."""
    systems.write_text(PROFILE + "[expect.score.old]\nrouge1 = { at_least = 0.5 }\n", encoding="utf-8")
    done = suite("--profile", systems, "--junitxml", tmp_path / "junit.xml")
    assert done.returncode == 1
    said = "old scores 0.0 [0.0, 36.9] in ROUGE-1 (at least 50)"
    assert done.stdout.count(said) == 1, done.stdout
    for noise in ("assert", "FAILURES", "short test summary", "Traceback", "test_quality.py:"):
        assert noise not in done.stdout, noise
    assert "1 failed" in done.stdout.splitlines()[-1]
    junit = (tmp_path / "junit.xml").read_text(encoding="utf-8")
    assert f'<property name="statement" value="{said}" />' in junit
    assert f'<failure message="{said}' in junit


def test_a_users_own_assertion_keeps_its_traceback(forks: Forks, systems: Path, tmp_path: Path) -> None:
    """It is pytest's, with the source; only what a verdict says needs none."""
    done = own(forks, tmp_path, systems, "-k", "breaks_off or does_not_assert")
    assert 'raise RuntimeError("one\\n::error::two")' in done.stdout, done.stdout
    assert done.stdout.count("new does not assert: 1 (at least 5)") == 1
