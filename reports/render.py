"""Rendering: records as JSON, as one self-contained HTML page, and as a summary in Markdown."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from fixtures.errors import SetupError
from reports import markdown, view
from reports.record import Record, save
from reports.safety import cleaned

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
    return templates().get_template("report.html").render(page=page)


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
