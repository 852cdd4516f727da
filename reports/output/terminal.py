"""A record in the terminal: the methods, the claims and their counts, on one screen or in full."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from benchmark.verdict import OWN, RED, Outcome, Verdict
from fixtures.line import one_line
from reports import formatting
from reports.analysis import tuning, verdicts
from reports.analysis.claim import MARKS
from reports.analysis.stated import told
from reports.analysis.verdicts import TITLES
from reports.omissions import Omissions
from reports.output.method_table import aligned, shortened, table
from reports.record import Record
from reports.sections.race import race

COLOURS = {
    Outcome.HELD: "green",
    Outcome.MISSED: "red",
    Outcome.ERROR: "red",
    Outcome.CANNOT_TELL: "yellow",
    Outcome.NOT_MEASURED: "yellow",
}
"""As pytest colours what passed, failed and was skipped."""

_CLAIM = 2
"""The lines that a claim may take on one screen."""


@dataclass(frozen=True)
class TerminalLine:
    """A line, whose ``mark`` is coloured; all of it is where there is no mark."""

    text: str
    mark: str = ""
    colour: str = ""


@dataclass(frozen=True)
class Room:
    """What a screen has room for, for one record."""

    width: int = 100
    lines: int = 18


def text(record: Record) -> str:
    """All lines of a record, as plain text."""
    return "\n".join(f"{line.mark} {line.text}".lstrip() for line in full(record))


def full(record: Record) -> Iterator[TerminalLine]:
    """Table, signatures, every claim and the counts; a part that fails becomes one line."""
    omissions = Omissions()
    signatures = dict.fromkeys(formatting.signature(run.scores) for run in record.runs)
    part = omissions.part
    blocks = (
        _plain(part("The table", lambda: table(record), ())),
        _plain(map(one_line, signatures)),
        _plain(_remarks(record)),
        _plain(part("The race", lambda: _race(record), ())),
        _plain(filter(None, [verdicts.decided(record)])),
        part("The claims", lambda: tuple(_claim(record, each) for each in record.verdicts if each.family != OWN), ()),
        part(TITLES[OWN], lambda: tuple(_own(record)), ()),
        *((TerminalLine(line),) for line in omissions.lines),
        (_counts(record),),
    )
    for place, block in enumerate(filter(None, blocks)):
        yield from ((TerminalLine(""), *block) if place else block)


def _own(record: Record) -> Iterator[TerminalLine]:
    """The claims of the user's own tests below their title, if there are any."""
    own = [each for each in record.verdicts if each.family == OWN]
    if own:
        yield TerminalLine(f"{TITLES[OWN]}:")
        yield from (_claim(record, each) for each in own)


def screen(record: Record, room: Room) -> Iterator[TerminalLine]:
    """What fits on one screen: the table, the claims that did not hold, the worst first, and the counts."""
    omissions = Omissions()
    part = omissions.part
    left = room.lines - 1
    above = [
        *part("The table", lambda: table(record, room.width, max(3, left // 2)), ()),
        *_remarks(record),
        *part("The race", lambda: _race(record), ()),
        *filter(None, [verdicts.decided(record)]),
    ]
    yield from _plain(above)
    yield from part("The claims", lambda: tuple(_open(record, room.width, max(_CLAIM, left - len(above)))), ())
    yield from _plain(omissions.lines)
    yield _counts(record)


def brief(record: Record, room: Room) -> Iterator[TerminalLine]:
    """What went wrong, and the counts."""
    red = record.model_copy(update={"verdicts": tuple(each for each in record.verdicts if each.outcome in RED)})
    yield from Omissions().part("The claims", lambda: tuple(_open(red, room.width, room.lines - 1)), ())
    yield _counts(record)


def _plain(lines: "Iterator[str] | Sequence[str] | map[str] | filter[str]") -> tuple[TerminalLine, ...]:
    return tuple(map(TerminalLine, lines))


def _remarks(record: Record) -> tuple[str, ...]:
    """What is wrong with the splits, or unfair about a search."""
    leaks, unfair = formatting.leaks(record.leaks), map(one_line, tuning.warnings(record))
    return (*([f"{record.profile.dataset.plural} shared between splits: {leaks}"] if leaks else []), *unfair)


def _race(record: Record) -> tuple[str, ...]:
    found = race(record)
    if found is None:
        return ()
    rows = [list(found.head), *([one_line(cell) for cell in row] for row in found.rows)]
    return (*aligned(rows), *map(one_line, found.agreement))


def _claim(record: Record, verdict: Verdict) -> TerminalLine:
    return TerminalLine(told(record, verdict), MARKS[verdict.outcome], COLOURS[verdict.outcome])


def _open(record: Record, width: int, most: int) -> Iterator[TerminalLine]:
    """The claims that did not hold within so many lines, and how many more there are."""
    groups = [*_groups(record)]
    for place, (outcome, words) in enumerate(groups):
        lines = _wrapped(words, width)
        rest = len(groups) - place
        if len(lines) + (rest > 1) > most:
            yield TerminalLine(f"and {rest} more: see the report, or -v")
            return
        most -= len(lines)
        yield TerminalLine(lines[0], MARKS[outcome], COLOURS[outcome])
        yield from (TerminalLine(f"  {line}") for line in lines[1:])


def _groups(record: Record) -> Iterator[tuple[Outcome, str]]:
    """One text for each claim, the worst first; for those that share why there is no number, one for all."""
    reasons: dict[tuple[Outcome, str], list[Verdict]] = {}
    for place, verdict in enumerate(verdicts.worst_first(record)):
        why = verdict.why if verdict.figure is None else f"{place}"
        reasons.setdefault((verdict.outcome, why), []).append(verdict)
    for (outcome, why), group in reasons.items():
        alone = told(record, group[0])
        yield outcome, alone if len(group) == 1 else one_line(f"{len(group)} claims: {outcome}; {why}")


def _wrapped(words: str, width: int) -> list[str]:
    """The words in a few lines beside a mark, cut where they need more."""
    lines = wrap(words, max(20, width - 2))
    if len(lines) <= _CLAIM:
        return lines
    return [*lines[: _CLAIM - 1], shortened(" ".join(lines[_CLAIM - 1 :]), max(20, width - 2))]


def _counts(record: Record) -> TerminalLine:
    found = verdicts.worst(record)
    return TerminalLine(verdicts.line(record), colour=COLOURS[found])
