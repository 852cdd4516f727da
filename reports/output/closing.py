"""The closing of a session in pytest's terminal: each record, what went wrong, and where the report is."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import pytest

from benchmark.outcomes import told_by_its_line
from fixtures.line import encodable, one_line
from fixtures.terminal import encoding
from reports.formatting import heading
from reports.omissions import Omissions
from reports.output import github, terminal
from reports.output.delivery import Delivery
from reports.output.terminal import Room, TerminalLine
from reports.record import Record

_SCREEN = 24
"""Lines of a screen."""

_OTHERS = 4
"""Lines of it that pytest's own last line, the record's title, the report's place and the prompt take."""

_WIDEST = 100


@contextmanager
def said_once(reporter: pytest.TerminalReporter, records: Sequence[Record]) -> Iterator[None]:
    """Keeps claims of these records, each of which has a line of its own below, out of pytest's list of failures."""
    names = {record.name for record in records}

    def listed(report: object) -> bool:
        verdict = told_by_its_line(report) if isinstance(report, pytest.TestReport) else None
        return verdict is None or verdict.profile not in names

    stats = {key: reporter.stats.get(key, []) for key in ("failed", "error")}
    try:
        reporter.stats.update({key: [*filter(listed, reports)] for key, reports in stats.items() if reports})
        yield
    finally:
        reporter.stats.update({key: reports for key, reports in stats.items() if reports})


def show(reporter: pytest.TerminalReporter, config: pytest.Config, delivery: Delivery) -> None:
    """Shows every record, as long as ``-v`` and ``-q`` ask for, and where the report is."""
    omissions, safe = Omissions(), partial(_safe, config)
    shown = _shown(config, max(1, len(delivery.records)))
    reporter.ensure_newline()
    for record in delivery.records:
        if config.option.verbose >= 0:
            reporter.section(safe(heading(record.name, record.profile.title)))
        for line in shown(record):
            _write(reporter, line, encoding(config))
    for error in delivery.errors:
        reporter.write_line(f"ERROR: {safe(error)}", red=True)
    for annotation in omissions.part("Annotations", lambda: tuple(github.annotations(delivery.records)), ()):
        reporter.write_line(encodable(annotation, encoding(config)))
    for text in (*delivery.lines, *omissions.lines):
        reporter.write_line(safe(text))
    if delivery.report:
        reporter.write_line(safe(f"report: {delivery.report}"), bold=True)


def _shown(config: pytest.Config, records: int) -> Callable[[Record], Iterator[TerminalLine]]:
    """What is shown of each of so many records."""
    width = min(_WIDEST, config.get_terminal_writer().fullwidth)
    room = Room(width, max(6, (_SCREEN - _OTHERS) // records))
    if config.option.verbose > 0:
        return terminal.full
    return partial(terminal.brief if config.option.verbose < 0 else terminal.screen, room=room)


def _write(reporter: pytest.TerminalReporter, line: TerminalLine, encoding: str | None) -> None:
    colour = {line.colour: True} if line.colour else {}
    if line.mark:
        reporter.write(f"{encodable(line.mark, encoding)} ", **colour)
        colour = {}
    reporter.write_line(encodable(line.text, encoding), **colour)


def _safe(config: pytest.Config, text: str) -> str:
    return encodable(one_line(text), encoding(config))
