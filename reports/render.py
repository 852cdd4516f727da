"""Rendering: records as JSON, as one self-contained HTML page, and as a summary in Markdown."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from fixtures.errors import SetupError
from reports import markdown, view
from reports.history import History
from reports.record import Record, save
from reports.safety import cleaned

_REPORT = ("tables.js", "charts.js", "words.js", "explorer.js")
_HISTORY = ("tables.js", "charts.js")
_TEMPLATES = Path(__file__).parent / "templates"


def write(records: Sequence[Record], folder: Path) -> Path:
    """Writes every record, ``summary.md`` and ``report.html`` into a folder, and returns the report's path.

    Each file is written whole or not at all. Raises `SetupError` where the folder cannot be written.
    """
    records = [cleaned(record) for record in records]
    page = view.page(records)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for record in records:
            record.write(folder)
        save(folder / "summary.md", markdown.text(page))
        return save(folder / "report.html", html(page))
    except OSError as error:
        raise SetupError(folder, f"cannot be written: {error.strerror}", "name another --report-dir") from error


def html(page: view.Page) -> str:
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
