"""Rendering: records as JSON, as one self-contained HTML page, and as a summary in Markdown."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from fixtures import files
from fixtures.errors import SetupError
from reports.omissions import Mishaps
from reports.output import markdown, view
from reports.output.history import History
from reports.record import Record

_REPORT = ("tables.js", "charts.js", "words.js", "explorer.js")
_HISTORY = ("tables.js", "charts.js")
_TEMPLATES = Path(__file__).parents[1] / "templates"


REPORT, SUMMARY = "report.html", "summary.md"


@dataclass(frozen=True)
class Views:
    """The views of some records that could be written, and a line for each part that could not be shown."""

    report: Path | None
    summary: Path | None
    mishaps: tuple[str, ...]


def keep(records: Sequence[Record], folder: Path) -> None:
    """Writes every record into a folder, each whole or not at all: the evidence, before anything is rendered.

    Raises `SetupError` where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for record in records:
            record.write(folder)
    except OSError as error:
        raise SetupError(folder, f"cannot be written: {error.strerror}", "name another --report-dir") from error


def show(records: Sequence[Record], folder: Path) -> Views:
    """Writes ``summary.md`` and ``report.html`` into a folder that is there, each whole or not at all.

    Nothing that fails here costs more than itself: no exception leaves it.
    """
    mishaps = Mishaps()
    page = mishaps.part(REPORT, lambda: view.page(records), view.Page("", ()))
    if not page.sections:
        return Views(None, None, tuple(mishaps.lines))
    summary = mishaps.part(SUMMARY, lambda: files.write(folder / SUMMARY, markdown.text(page)), None)
    report = mishaps.part(REPORT, lambda: files.write(folder / REPORT, text(page)), None)
    lost = dict.fromkeys(line for section in page.sections for line in section.mishaps.lines)
    return Views(report, summary, (*lost, *mishaps.lines))


def text(page: view.Page) -> str:
    """The page as HTML that loads nothing from anywhere."""
    return templates().get_template("report.html").render(page=page, script=script(_REPORT))


def history(histories: Sequence[History]) -> str:
    """The page of trends."""
    return templates().get_template("history.html").render(histories=histories, script=script(_HISTORY))


@dataclass(frozen=True)
class Script:
    """The page's own script, and its hash, by which alone the page's policy lets anything run."""

    text: Markup
    hash: str


@cache
def script(names: tuple[str, ...]) -> Script:
    """These files of it, in order."""
    text = "".join((_TEMPLATES / name).read_text(encoding="utf-8") for name in names)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Script(Markup(text), f"sha256-{digest}")  # noqa: S704  our own files


@cache
def templates() -> Environment:
    """The templates: everything that is put into them is escaped, and a misspelt name is an error."""
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
