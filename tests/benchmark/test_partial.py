"""A run of a part replaces no whole report, and one that a wrong option or profile stops writes nothing."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.errors import USAGE_ERROR
from tests.conftest import complaint

Suite = Callable[..., subprocess.CompletedProcess[str]]

PROFILE = """
title = "A system"
baseline = "old"
reference = "new"
[dataset]
test = "test.csv"
[methods.old]
predictions = "old.csv"
[methods.new]
predictions = "new.csv"
[expect.gain.new]
rouge1 = { at_least = 5 }
[expect.score.old]
rouge1 = { at_least = 0 }
"""
WHOLE = ("report.html", "summary.md", "record-system.json")
NODE = "benchmark/test_quality.py::test_score_meets_its_threshold[system-old-rouge1]"


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """A profile of predictions from files, beside another one of the same."""
    rows = {"test": "Ann asks for {}.", "old": "Nothing.", "new": "Ann asks for {}."}
    for name, text in rows.items():
        lines = (f"t{i},{text.format(i)},{text.format(i)}\n" for i in range(6))
        column = "target" if name == "test" else "prediction"
        (tmp_path / f"{name}.csv").write_text(f"id,source,{column}\n" + "".join(lines), encoding="utf-8")
    for name in ("system", "other"):
        (tmp_path / f"{name}.toml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "lost.toml").write_text(PROFILE.replace("test.csv", "lost.csv"), encoding="utf-8")
    (tmp_path / "lost.csv").write_text("id,source,summary\nt1,a,b\n", encoding="utf-8")
    return tmp_path / "system.toml"


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """The folder of a whole report."""
    folder = tmp_path / "report"
    folder.mkdir()
    for name in WHOLE:
        (folder / name).write_text("whole", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ((NODE,), "1 of 2 claims of system were selected"),
        (("-n", "1", f"--deselect={NODE}"), "1 of 2 claims of system were selected"),
        (("--benchmark-only", "-k", "not speed"), "system was carried out without old, new"),
        (("--profile", "other.toml", "-k", "system"), "nothing of other was selected"),
    ],
    ids=["one test", "all but one", "all skipped", "one of two profiles"],
)
def test_part_replaces_no_whole_report(
    suite: Suite, system: Path, whole: Path, options: tuple[str, ...], why: str
) -> None:
    """It has a folder of its own, and the terminal says what it lacks."""
    done = suite("--profile", system, *_placed(options, system))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"partial: {why}\n" in done.stdout
    assert {(whole / name).read_text(encoding="utf-8") for name in WHOLE} == {"whole"}
    assert (whole / "partial/record-system.json").exists()


def test_failed_claims_again_are_a_part(suite: Suite, system: Path, tmp_path: Path) -> None:
    """With pytest's own option, which selects what failed before."""
    system.write_text(PROFILE.replace("at_least = 0 ", "at_least = 0.5 "), encoding="utf-8")
    suite("--profile", system)
    record = tmp_path / "report/record-system.json"
    before = record.read_bytes()
    again = suite("--profile", system, "--last-failed")
    assert "partial: 1 of 2 claims of system were selected\n" in again.stdout, again.stdout
    assert record.read_bytes() == before


@pytest.mark.parametrize(
    "options",
    [
        ("-m", "quality and"),
        ("-n", "1", "-m", "qualty"),
        ("--seeds", "x"),
        ("--store", "system.toml"),
        ("--accep",),
        ("benchmark/test_quality.py::test_scor_meets_its_threshold",),
    ],
    ids=" ".join,
)
def test_wrong_option_writes_nothing(suite: Suite, system: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    """Neither report nor store."""
    before = _files(tmp_path)
    done = suite("--profile", system, *_placed(options, system))
    assert done.returncode == USAGE_ERROR, done.stdout + done.stderr
    assert "ERROR: " in done.stdout + done.stderr
    assert _files(tmp_path) == before


@pytest.mark.parametrize("options", [("-k", "nothing_at_all"), ("--setup-plan",)])
def test_nothing_carried_out_writes_nothing(suite: Suite, system: Path, whole: Path, options: tuple[str, ...]) -> None:
    """Where nothing is selected, or pytest only lists; nor is anything accepted."""
    before = _files(system.parent)
    suite("--profile", system, "--accept-anyway", *options)
    assert _files(system.parent) == before
    assert {(whole / name).read_text(encoding="utf-8") for name in WHOLE} == {"whole"}


def test_profile_that_is_found_wrong_later_writes_nothing(
    suite: Suite, system: Path, whole: Path, tmp_path: Path
) -> None:
    """After another one was carried out: the session ends with the one line, and the report says that it is old."""
    before = _files(tmp_path)
    done = suite("--profile", system, "--profile", tmp_path / "lost.toml")
    assert "lost.csv: has no column 'target', only id, source, summary" in complaint(done)
    why = "the session was stopped; what was trained is remembered"
    assert f"no report was written: {why}; {whole / 'report.html'} is from an earlier session" in done.stdout
    assert [file for file in _files(tmp_path) - before if "store" not in file.parts] == []


def test_worker_says_what_is_wrong_with_a_profile(suite: Suite, system: Path, tmp_path: Path) -> None:
    """It cannot end the session: the profile's claims are errors, and no whole report is replaced."""
    done = suite("--profile", system, "--profile", tmp_path / "lost.toml", "-n", "1")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "INTERNALERROR" not in done.stdout
    assert "\n! 2 claims: error; lost.csv: has no column 'target', only id, source, summary;" in done.stdout
    assert "partial: lost was carried out without old, new" in done.stdout


def _placed(options: tuple[str, ...], profile: Path) -> list[str]:
    """Options that name a file beside the profile by its whole path."""
    return [str(profile.with_name(each)) if each.endswith(".toml") else each for each in options]


def _files(folder: Path) -> set[Path]:
    """Every file, but those of pytest's own cache."""
    return {path for path in folder.rglob("*") if path.is_file() and folder / "cache" not in path.parents}
