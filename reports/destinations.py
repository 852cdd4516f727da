"""Destinations: where a session will write, tried before anything is trained."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from fixtures.errors import SetupError
from fixtures.files import system_lock

NEEDED = 50_000_000
"""Bytes that must be free: a record of ten methods on a thousand examples takes less."""

_LONGEST = 255  # bytes of a file's name, on all usual file systems
_DRAFT = 40  # bytes that the name of a draft may have more


def folder(place: Path, names: Iterable[str], fix: str) -> None:
    """Checks that files of these names can be written into a folder, which need not exist yet.

    Raises `SetupError` where something is in the way, a name is too long, writing fails, or too little space is free.
    It leaves nothing there.
    """
    try:
        absolute = place.expanduser().absolute()
        base = next(each for each in (absolute, *absolute.parents) if os.path.lexists(each) or _too_long(each))
        _writable(base)
        for name in names:
            if len(os.fsencode(name)) + _DRAFT > _LONGEST:
                raise SetupError(place, f"the name of {name} is too long", "give the profile a shorter one")
            if (place / name).is_dir():
                raise SetupError(place / name, "is a folder, and a file is to be written there", fix)
    except OSError as error:
        raise SetupError(place, f"cannot be written: {error.strerror}", fix) from error


def file(place: Path, fix: str) -> None:
    """Checks that a file can be written or appended to. Raises `SetupError` as `folder` does."""
    try:
        if place.exists():
            place.open("ab").close()
        else:
            _writable(place.absolute().parent)
    except OSError as error:
        raise SetupError(place, f"cannot be written: {error.strerror}", fix) from error


def _too_long(place: Path) -> bool:
    return len(os.fsencode(place.name)) > _LONGEST


def _writable(base: Path) -> None:
    """Raises an `OSError` where an existing folder cannot be written, or has no locks, with which the suite writes."""
    with tempfile.NamedTemporaryFile(dir=base) as file, system_lock(Path(file.name)):
        free = shutil.disk_usage(base).free
    if free < NEEDED:
        raise OSError(0, f"{free / 1e6:.0f} MB are free, and {NEEDED / 1e6:.0f} MB are needed")
