"""The command that renders records again, without training: ``python -m reports RECORD.json -o report.html``.

Several records share one page; for two of one profile it begins with what changed between them. With
``--history FOLDER`` the page shows each claim's trend over all records below a folder.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from fixtures.errors import USAGE_ERROR, SetupError
from fixtures.line import described, encodable, one_line
from reports.charts import drawing


def main(arguments: Sequence[str] | None = None, program: str = "python -m reports") -> int:
    """Reads the records that the arguments (else the command line's) name, and writes the page."""
    parser = argparse.ArgumentParser(prog=program, description="Renders records without training.")
    parser.add_argument("records", nargs="*", type=Path, metavar="RECORD.json", help="a record to show on the page")
    parser.add_argument(
        "--history", type=Path, metavar="FOLDER", help="show trends over all records below FOLDER instead"
    )
    parser.add_argument("-o", "--output", type=Path, default=Path("report.html"), help="the page's file (%(default)s)")
    chosen = parser.parse_args(arguments)
    if bool(chosen.records) == bool(chosen.history):
        parser.error("name either records or --history FOLDER")
    if chosen.records:
        drawing.start()  # in parallel with the imports below, which take as long
    try:
        written = _write(_page(chosen.records, chosen.history), chosen.output)
        print(encodable(one_line(str(written)), sys.stdout.encoding))  # noqa: T201  the answer of this command
    except SetupError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return USAGE_ERROR
    return 0


def _page(records: list[Path], folder: Path | None) -> str:
    """The page. Raises `SetupError` if a record cannot be read, or if nothing of it can be shown."""
    from reports import reading
    from reports.output import history, html, view

    found = history.collect(folder) if folder else reading.read_all(records)
    try:
        if folder:
            return html.history(history.histories(found))
        page = view.page(found)
        text = html.text(page)
    except Exception as error:
        thing = folder or ", ".join(map(str, records))
        raise SetupError(thing, f"cannot be shown: {described(error)}", "name records that the suite wrote") from error
    for line in dict.fromkeys(line for each in page.records for line in each.omissions.lines):
        print(line, file=sys.stderr)  # noqa: T201  what the page lacks
    return text


def _write(page: str, output: Path) -> Path:
    from fixtures import files

    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        return files.write(output, page)
    except OSError as error:
        raise SetupError(output, f"cannot be written: {error.strerror}", "name another file with -o") from error


if __name__ == "__main__":
    sys.exit(main())
