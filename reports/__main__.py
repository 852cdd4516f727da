"""Renders records again, or several on one page, without training: ``python -m reports RECORD.json -o report.html``."""

import argparse
import sys
from pathlib import Path

from fixtures.errors import SetupError
from reports import record, render, view

_WRONG = 4  # pytest's exit code for a usage error, as the suite has it


def main() -> int:
    """Reads the records that the command line names and writes the page."""
    parser = argparse.ArgumentParser(prog="python -m reports", description="Renders records without training.")
    parser.add_argument("records", nargs="+", type=Path, metavar="RECORD.json", help="each a section of the page")
    parser.add_argument("-o", "--output", type=Path, default=Path("report.html"), help="the page (%(default)s)")
    chosen = parser.parse_args()
    try:
        print(_render(chosen.records, chosen.output))  # noqa: T201  the answer of this command
    except SetupError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return _WRONG
    return 0


def _render(records: list[Path], output: Path) -> Path:
    page = view.page([record.read(path) for path in records])
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        return record.save(output, render.html(page))
    except OSError as error:
        raise SetupError(output, f"cannot be written: {error.strerror}", "name another file with -o") from error


if __name__ == "__main__":
    sys.exit(main())
