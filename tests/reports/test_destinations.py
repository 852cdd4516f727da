"""Tests of `reports.destinations`."""

import errno
import fcntl
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from fixtures.errors import SetupError
from reports import destinations

FIX = "name another"


def test_folder_that_can_be_written_is_left_as_it_is(tmp_path: Path) -> None:
    """Whether it is there or not."""
    destinations.folder(tmp_path / "a/b", ["record.json"], FIX)
    destinations.file(tmp_path / "job.md", FIX)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("place", "names", "wrong"),
    [
        ("file", [], "file: cannot be written: Not a directory; name another"),
        ("file/below", [], "below: cannot be written: Not a directory"),
        ("x" * 300, [], "cannot be written: File name too long"),
        ("new", [f"record-{'x' * 240}.json"], "is too long; give the profile a shorter one"),
        (".", ["folder"], "folder: is a folder, and a file is to be written there"),
    ],
)
def test_what_cannot_be_written_is_named(tmp_path: Path, place: str, names: list[str], wrong: str) -> None:
    """With what to do about it."""
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(SetupError) as raised:
        destinations.folder(tmp_path / place, names, FIX)
    assert wrong in str(raised.value)


def test_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With how much is free and how much is needed."""
    usage = namedtuple("usage", "total used free")  # noqa: PYI024  as shutil has it
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10, 10, 3_000_000))
    with pytest.raises(SetupError, match="3 MB are free, and 50 MB are needed"):
        destinations.folder(tmp_path, [], FIX)


def test_folder_without_locks_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found at the end of the session costs its record."""

    def missing(*_: object) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", missing)
    with pytest.raises(SetupError, match="cannot be written: Function not implemented; name another"):
        destinations.folder(tmp_path, [], FIX)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [".", "nowhere/job.md"])
def test_file_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    """A folder in its place, or none for it."""
    with pytest.raises(SetupError, match="cannot be written"):
        destinations.file(tmp_path / name, FIX)
