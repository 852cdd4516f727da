"""Beside a record: the file that holds its long lists, so that a record of many examples stays small.

It is JSON Lines, compressed by gzip: each line has the place of a list in the record (``at``) and the list or table
itself (``values``). The record has its name and its SHA-256 under `KEY`, and null where a list belongs.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path
from typing import Any, Final

from fixtures import files
from fixtures.errors import SetupError

KEY: Final = "beside"
"""Where a record says which file is beside it."""

LONG: Final = 2_000
"""The most entries of a list in a record; with more examples, their lists are beside it."""

SUFFIX: Final = ".jsonl.gz"

_FIX = "keep the two files together, as the suite wrote them"
_LEVEL = 3  # of gzip: the default takes three times as long for a tenth less
_HASHED = 12  # digits of the SHA-256 in the name, so that no record gets another one's lists


@dataclass
class LongLists:
    """The long lists of one record, taken out of its JSON line by line: only one is in memory as text."""

    longest: int = LONG
    _lines: list[bytes] = field(default_factory=list)

    def without(self, data: Any, *at: str | int) -> Any:  # noqa: ANN401  any JSON value
        """The JSON with null in place of each long list or table, which this keeps; ``at`` is its place."""
        if not isinstance(data, dict | list):
            return data
        if len(data) > self.longest:
            line = json.dumps({"at": at, "values": data}, ensure_ascii=False, separators=(",", ":"))
            self._lines.append(gzip.compress(f"{line}\n".encode(), compresslevel=_LEVEL, mtime=0))
            return None
        if isinstance(data, dict):
            return {key: self.without(each, *at, key) for key, each in data.items()}
        return [self.without(each, *at, place) for place, each in enumerate(data)]

    def write(self, record: Path) -> dict[str, str]:
        """Writes them beside a record's file. Returns what the record says of them."""
        content = b"".join(self._lines)
        sha256 = hashlib.sha256(content).hexdigest()
        name = f"{record.stem}-{sha256[:_HASHED]}{SUFFIX}"
        files.write_bytes(record.with_name(name), content)
        return {"file": name, "sha256": sha256}


def discard_unnamed(record: Path) -> None:
    """Removes what earlier records of this file had beside them, unless a JSON file there names it, such as a copy.

    Where one of those cannot be read all stay: it may name any, and the record is written.
    """
    found = [*record.parent.glob(f"{escape(record.stem)}-{'[0-9a-f]' * _HASHED}{SUFFIX}")]
    others = [each for each in record.parent.glob("*.json") if each.is_file()] if found else []
    with suppress(OSError):
        named = "".join(each.read_text(encoding="utf-8", errors="replace") for each in others)
        for each in (each for each in found if each.name not in named):
            each.unlink(missing_ok=True)


def whole(data: dict[str, Any], record: Path) -> dict[str, Any]:
    """A record's JSON with the lists from beside it. Raises `SetupError` where they are missing or others."""
    said = data.pop(KEY)
    name, sha256 = (said.get(key) if isinstance(said, dict) else None for key in ("file", "sha256"))
    if not isinstance(name, str) or not isinstance(sha256, str) or Path(name).name != name:
        raise SetupError(record, f"{KEY} names no file and SHA-256", "name a record as the suite wrote it")
    place = record.with_name(name)
    try:
        for at, values in _lines(place, sha256):
            _put(data, at, values)
    except OSError as error:
        raise SetupError(record, f"{place.name} beside it cannot be read: {error.strerror}", _FIX) from error
    except (ValueError, EOFError, LookupError, TypeError) as error:
        raise SetupError(record, f"{place.name} beside it is damaged, or of another record", _FIX) from error
    return data


def _lines(place: Path, sha256: str) -> Iterator[tuple[list[str | int], Any]]:
    """Each list with its place. Raises `ValueError` where the file has another SHA-256."""
    with place.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            message = "it was changed"
            raise ValueError(message)
        file.seek(0)
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                found = json.loads(line)
                yield found["at"], found["values"]


def _put(data: Any, at: list[str | int], values: Any) -> None:  # noqa: ANN401  any JSON value
    *folders, last = at
    for each in folders:
        data = data[each]
    data[last] = values
