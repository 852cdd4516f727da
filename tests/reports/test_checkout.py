"""Tests of `reports.checkout` and of what it makes of an environment, in repositories of their own."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.errors import SetupError
from fixtures.profile import profile
from reports import checkout, environment
from reports.acceptance import accept
from reports.record import Checkout
from tests.reports.conftest import make_record, make_runs

IDENTITY = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.org")


def git(folder: Path, *arguments: str) -> str:
    """What git says."""
    command = ["git", "-C", str(folder), *IDENTITY, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def committed(write_profile: Callable[..., Path]) -> Path:
    """A profile that is committed to a repository of its own."""
    file = write_profile()
    git(file.parent, "init", "--quiet")
    git(file.parent, "add", file.name)
    git(file.parent, "commit", "--quiet", "--message", "a profile")
    return file


def test_commit_is_that_of_the_profiles_repository(committed: Path) -> None:
    """The suite's own is beside it."""
    found = environment.collect(profile.read(committed), "abacus")
    assert (found.commit, found.dirty, found.unknown) == (git(committed.parent, "rev-parse", "HEAD"), False, "")
    assert found.suite is None or found.suite.commit != found.commit


def test_what_can_change_results_counts(committed: Path) -> None:
    """A changed tracked file, an input that is not tracked; no report beside them, and no accepted file."""
    folder = committed.parent
    (folder / "junit.xml").touch()
    (folder / "accepted").mkdir()
    (folder / "accepted/tiny.json").write_text("{}", encoding="utf-8")
    git(folder, "add", "accepted")
    git(folder, "commit", "--quiet", "--message", "accepted")
    (folder / "accepted/tiny.json").write_text("{ }", encoding="utf-8")
    (folder / "train.csv").touch()
    assert checkout.look(folder, [committed]).dirty is False
    assert checkout.look(folder, [committed, folder / "train.csv"]).dirty is True
    committed.write_text(committed.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert checkout.look(folder, [committed]).dirty is True


def test_untracked_profile_counts(committed: Path) -> None:
    """Nobody else has it."""
    other = committed.with_name("other.toml")
    other.write_bytes(committed.read_bytes())
    assert environment.collect(profile.read(other), "").dirty is True


def test_ignored_profile_counts(committed: Path) -> None:
    """Its commit does not hold it either."""
    other = committed.with_name("other.toml")
    other.write_bytes(committed.read_bytes())
    (committed.parent / ".gitignore").write_text("other.toml\n", encoding="utf-8")
    assert environment.collect(profile.read(other), "").dirty is True
    assert environment.collect(profile.read(committed), "").dirty is False


def test_objection_names_the_repository(committed: Path) -> None:
    """The profile's and the suite's own are two, and either matters."""
    found = environment.collect(profile.read(committed), "").model_copy(update={"dirty": True, "suite": None})
    assert environment.objections(found) == ("the profile's repository has uncommitted changes",)
    suite = found.model_copy(update={"dirty": False, "suite": Checkout(commit="0" * 40, dirty=True)})
    assert environment.objections(suite) == ("the suite's repository has uncommitted changes",)


def test_looking_runs_no_program_of_the_repository(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does a hook's environment lead to another one."""
    folder = committed.parent
    program = folder / "monitor"
    program.write_text(f"#!/bin/sh\ntouch '{folder}/ran'\n", encoding="utf-8")
    program.chmod(0o755)
    git(folder, "config", "core.fsmonitor", str(program))
    for name in ("GIT_DIR", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(folder / "nowhere"))
    found = checkout.look(folder, [committed])
    assert (found.dirty, found.unknown) == (False, "")
    assert not (folder / "ran").exists()


def refusing(folder: Path) -> Path:
    """A folder with a git that refuses, as it does where another user owns a repository."""
    program = folder / "bin/git"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\necho \"fatal: detected dubious ownership in repository at '/somebody/else'\" >&2\nexit 128\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    return program.parent


@pytest.mark.parametrize("broken", ["refuses", "is missing"])
def test_git_that_cannot_tell_is_no_clean_tree(committed: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    """It is unknown, with the reason, and nothing is accepted of it but anyway."""
    path = refusing(committed.parent) if broken == "refuses" else committed.parent / "nothing"
    monkeypatch.setenv("PATH", f"{path}{os.pathsep}/nowhere")
    tiny = profile.read(committed)
    found = environment.collect(tiny, "abacus")
    assert (found.commit, found.dirty) == (None, None)
    why = "dubious ownership in repository at 'else'" if broken == "refuses" else "git cannot be run: No such file"
    assert why in found.unknown
    record = make_record(make_runs()).model_copy(update={"environment": found})
    with pytest.raises(SetupError, match="may have uncommitted changes, git"):
        accept(record, tiny, anyway=False)
    accept(record, tiny, anyway=True)


def test_repository_without_a_commit_is_unknown(write_profile: Callable[..., Path]) -> None:
    """There is nothing that somebody else could check out."""
    file = write_profile()
    git(file.parent, "init", "--quiet")
    assert "git says" in checkout.look(file.parent, [file]).unknown
