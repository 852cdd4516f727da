"""A checkout: the git repository that a folder is in, its commit, and whether it has changes that matter."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from fixtures.line import one_line, without_folders
from reports.record import Checkout

_ACCEPTED = ":(top,exclude)*accepted/*.json"  # what was accepted a moment ago changes nothing that is measured
_OTHERS = {f"GIT_{name}" for name in ("DIR", "WORK_TREE", "COMMON_DIR", "INDEX_FILE", "OBJECT_DIRECTORY", "PREFIX")}
"""As a hook has them, of another repository."""

_NO_PROGRAM = ("-c", "core.fsmonitor=false")  # the repository's author may have named one to be run
_SETTINGS = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


class _Refusal(Exception):  # noqa: N818  what git says, no error of ours
    """Git gave no answer."""


def top(folder: Path) -> Path | None:
    """The uppermost folder of the checkout that a folder is in; None outside one."""
    place = folder.resolve()
    return next((each for each in (place, *place.parents) if (each / ".git").exists()), None)


def look(folder: Path, inputs: Iterable[Path] = ()) -> Checkout:
    """The checkout that a folder is in: dirty where a tracked file has changed, or one of ``inputs`` is untracked.

    Accepted files and other untracked files, such as reports, may change. Where git cannot read the repository, only
    the reason is known.
    """
    root = top(folder)
    if root is None:
        return Checkout(commit=None, dirty=False)
    try:
        changed = _git(root, "status", "--porcelain", "--untracked-files=no", "--", ":/", _ACCEPTED)
        own = [str(each.resolve()) for each in inputs if each.resolve().is_relative_to(root)]
        untracked = _git(root, "status", "--porcelain", "--untracked-files=all", "--", *own) if own else ""
        dirty = bool(changed) or any(line.startswith("??") for line in untracked.splitlines())
        return Checkout(commit=_git(root, "rev-parse", "--verify", "HEAD"), dirty=dirty)
    except _Refusal as refusal:
        return Checkout(commit=None, dirty=None, unknown=str(refusal))


def tracks(file: Path) -> bool:
    """Whether a checkout tracks a file; true where git gives no answer."""
    root = top(file.parent)
    try:
        return bool(root and _git(root, "ls-files", "--", str(file.resolve())))
    except _Refusal:
        return True


def _git(root: Path, *arguments: str) -> str:
    """What git says. Raises `_Refusal` where it is missing or says why not."""
    environment = {key: value for key, value in os.environ.items() if key not in _OTHERS} | _SETTINGS
    command = ["git", "-C", str(root), *_NO_PROGRAM, *arguments]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", env=environment)  # noqa: PLW1510
    except OSError as error:
        raise _Refusal(f"git cannot be run: {error.strerror}") from error
    if done.returncode:
        said = one_line(without_folders(done.stderr.strip().partition("\n")[0])).removeprefix("fatal: ")
        raise _Refusal(f"git says: {said}")
    return done.stdout.strip()
