"""Reading: a record from a file, of this version or an earlier one."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from fixtures.checked import checked
from fixtures.complaints import shown
from fixtures.errors import Mistakes, SetupError
from fixtures.profile.paths import beside
from reports import consistency, long_lists
from reports.migrations import migrated
from reports.record import BESIDE, SCHEMA, Record

_FIX = "name a record as the suite wrote it"


def read(path: Path) -> Record:
    """The record in a file. Raises `SetupError` where it is missing, broken or of a later version."""
    data = _json(path)
    if not isinstance(data, dict) or "schema" not in data:
        raise SetupError(path, "is not a record: it has no schema", "name a record-<profile>.json")
    schema = data["schema"]
    if isinstance(schema, bool) or not isinstance(schema, int) or schema < 1:
        raise SetupError(path, f"is not a record: its schema is {shown(schema)}", "name a record-<profile>.json")
    if schema > BESIDE:
        raise SetupError(path, f"has schema {schema}, this version reads up to {BESIDE}", "update the suite")
    if schema == BESIDE:
        if long_lists.KEY not in data:
            raise SetupError(path, f"names no file {long_lists.KEY} it, as schema {BESIDE} has one", _FIX)
        data = long_lists.whole(data, path) | {"schema": SCHEMA}
    if wrong := consistency.impossible(data):
        raise SetupError(path, wrong, _FIX)
    record = checked(Record, migrated(data), path, _FIX)
    if wrong := consistency.complaint(record):
        raise SetupError(path, wrong, _FIX)
    return record


def read_all(paths: Iterable[Path], kept: Callable[[Record], Record] = lambda record: record) -> list[Record]:
    """The records in files, or what is to be ``kept`` of each before the next one is read.

    Raises `ListedError` with everything that is wrong with any of them.
    """
    found, mistakes = list[Record](), Mistakes()
    for path in paths:
        with mistakes.caught():
            found.append(kept(read(path)))
    mistakes.refuse()
    return found


def _json(path: Path) -> Any:  # noqa: ANN401  any JSON value
    try:
        return json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse)
    except FileNotFoundError as error:
        fix = beside(path) or "name a record-<profile>.json"
        raise SetupError(path, f"cannot be read: {error.strerror}", fix) from error
    except OSError as error:
        raise SetupError(path, f"cannot be read: {error.strerror}", "name a record-<profile>.json") from error
    except ValueError as error:
        raise SetupError(path, f"is not JSON: {error}", "name a record-<profile>.json") from error
    except RecursionError as error:
        raise SetupError(path, "is nested too deeply for a record", "name a record-<profile>.json") from error


def _refuse(constant: str) -> NoReturn:
    message = f"{constant} is not a number"
    raise ValueError(message)
