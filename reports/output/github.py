"""GitHub: what its Actions read, the job's summary, and an annotation for each claim that missed or cannot tell."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmark.verdict import Outcome
from reports.analysis.stated import told
from reports.record import Record

SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable that names the file to which a job adds its summary."""

_LEVELS = {Outcome.MISSED: "error", Outcome.ERROR: "error", Outcome.CANNOT_TELL: "warning"}


def annotations(records: Iterable[Record]) -> Iterator[str]:
    """A workflow command for each claim that missed, broke off or cannot tell; none outside GitHub Actions."""
    if not os.environ.get("GITHUB_ACTIONS"):
        return
    for record in records:
        for verdict in record.verdicts:
            if level := _LEVELS.get(verdict.outcome):
                title = _escaped(f"{record.name}: {verdict.outcome}").replace(":", "%3A").replace(",", "%2C")
                yield f"::{level} title={title}::{_escaped(told(record, verdict))}"


def append_summary(summary: Path) -> None:
    """Appends a Markdown file to the page of the job; does nothing outside a job."""
    if page := os.environ.get(SUMMARY):
        with Path(page).open("a", encoding="utf-8") as job:
            job.write(summary.read_text(encoding="utf-8"))


def _escaped(text: str) -> str:
    """Escaped for a workflow command, which ends with its line."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
