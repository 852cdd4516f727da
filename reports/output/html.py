"""Rendering: records as JSON, as one self-contained HTML page, and as a summary in Markdown."""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from fixtures import files
from fixtures.errors import SetupError, unwritable
from reports.charts import drawing
from reports.formatting import NONE
from reports.omissions import Omissions
from reports.output import markdown, view
from reports.output.history import History
from reports.record import Record

_REPORT = ("tables.js", "charts.js", "words.js", "explorer.js", "picks.js")
_HISTORY = ("tables.js", "charts.js")
_TEMPLATES = Path(__file__).parents[1] / "templates"


_FIGURE = re.compile(r"\W*\d")

REPORT, SUMMARY = "report.html", "summary.md"


@dataclass(frozen=True)
class Views:
    """The files that were written, a line for each omission in them, and one for each file that could not be written,
    which is None.
    """

    report: Path | None
    summary: Path | None
    omissions: tuple[str, ...]
    errors: tuple[str, ...] = ()


def keep(records: Sequence[Record], folder: Path) -> None:
    """Writes every record into a folder, each whole or not at all, before anything is rendered.

    Raises `SetupError` if the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for record in records:
            record.write(folder)
    except OSError as error:
        raise SetupError(folder, f"cannot be written: {error.strerror}", "name another --report-dir") from error


def show(records: Sequence[Record], folder: Path) -> Views:
    """Writes ``summary.md`` and ``report.html`` into an existing folder, each whole or not at all.

    Raises nothing: a part that fails is an omission, a file that fails an error, and the rest is written.
    """
    omissions, errors = Omissions(), Omissions()
    omissions.part("Charts", drawing.start, None)  # in parallel with the view
    try:
        page = errors.part(REPORT, lambda: view.page(records), view.Page("", ()))
        if not page.records:
            return Views(None, None, tuple(omissions.lines), tuple(errors.lines))
        summary = errors.part(SUMMARY, lambda: _written(folder / SUMMARY, markdown.text(page)), None)
        report = errors.part(REPORT, lambda: _written(folder / REPORT, text(page)), None)
    except KeyboardInterrupt:
        drawing.stop()  # else Python would wait for all charts before it ends
        raise
    lost = dict.fromkeys(line for record in page.records for line in record.omissions.lines)
    return Views(report, summary, (*lost, *omissions.lines), tuple(errors.lines))


def _written(file: Path, content: str) -> Path:
    try:
        return files.write(file, content)
    except OSError as error:
        raise unwritable(file, error, "free the disk and run again; the record is whole") from error


def text(page: view.Page) -> str:
    """The page as HTML; it loads nothing."""
    return templates().get_template("report.html").render(page=page, script=script(_REPORT))


def history(histories: Sequence[History]) -> str:
    """The page of trends."""
    return templates().get_template("history.html").render(histories=histories, script=script(_HISTORY))


@dataclass(frozen=True)
class Script:
    """The page's own script, and its hash: the page's policy allows no other script."""

    text: Markup
    hash: str


@cache
def script(names: tuple[str, ...]) -> Script:
    """The script from these files, in this order."""
    text = "".join((_TEMPLATES / name).read_text(encoding="utf-8") for name in names)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Script(Markup(text), f"sha256-{digest}")  # noqa: S704  our own files


@cache
def templates() -> Environment:
    """The templates: every value is escaped, and a misspelt name is an error."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["of_words"] = of_words
    return made


def of_words(rows: Sequence[Sequence[str]]) -> set[int]:
    """The columns of a table, from 0, that hold words and no figure: they are aligned left."""
    columns = ([cell for cell in column if cell not in {"", NONE}] for column in zip(*rows, strict=True))
    return {place for place, cells in enumerate(columns) if cells and not any(map(_FIGURE.match, cells))}
