"""Two records compared in the terminal: scores, claims, and what else differs."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmark.verdict import RED
from fixtures.errors import SetupError
from fixtures.line import one_line
from reports.analysis.differences import BETTER_OR_WORSE, LEGEND, Difference
from reports.analysis.losses import Losses
from reports.output.changes import Changes, between
from reports.record import Record

_WIDEST = 60  # characters of a value that are shown


@dataclass(frozen=True)
class Compared:
    """``text`` is for the terminal; ``worse`` names what got worse, a line each."""

    text: str
    worse: tuple[str, ...]


def compare(before: Record, now: Record) -> Compared:
    """What changed from one record to another. Raises `SetupError` where they are not of one profile."""
    if before.name != now.name:
        raise SetupError(f"{before.name} and {now.name}", "are different profiles", "name two records of one profile")
    found = between(before, now, 2)
    claims = tuple(_claims(before, now))
    worse = (*_lost(found.losses), *(line for line, red in claims if red), *_failed(before, now))
    blocks = (
        f"{found.title}\nbefore {found.before}, now {found.now}",
        _scores(found.losses),
        _block("Claims", [line for line, _ in claims]),
        _block("Differences", list(_rows(found))),
        _block("Worse", worse) or "nothing got worse",
    )
    return Compared("\n\n".join(filter(None, blocks)), worse)


def _block(title: str, lines: "list[str] | tuple[str, ...]") -> str:
    return "\n".join((title, *(f"  {line}" for line in lines))) if lines else ""


def _scores(losses: Losses | None) -> str:
    """A line for each method with its differences; empty where none was compared."""
    if losses is None:
        return ""
    head = f"{BETTER_OR_WORSE}, with {losses.confidence} intervals; {LEGEND}"
    return _block(head, [line for row in losses.rows for line in _method(row.method, row.why, row.changes, losses)])


def _method(method: str, why: str, changes: tuple[Difference | None, ...], losses: Losses) -> Iterator[str]:
    if why:
        yield one_line(f"{method} cannot be compared: {why}")
    for metric, change in zip(losses.metrics, changes, strict=False):
        shown = f"{change.mark} {change.value} {change.interval}, p {change.p}" if change else "cannot be compared"
        yield one_line(f"{method} {metric}: {shown}")


def _lost(losses: Losses | None) -> Iterator[str]:
    for row in losses.rows if losses else ():
        for metric, change in zip(losses.metrics if losses else (), row.changes, strict=False):
            if change and change.sign == "worse":
                yield one_line(f"{row.method} {metric}: {change.value} points")


def _claims(before: Record, now: Record) -> Iterator[tuple[str, bool]]:
    """Each claim with another outcome than before, and whether it is red only now."""
    earlier = {each.claim: each.outcome for each in before.verdicts}
    for each in now.verdicts:
        then = earlier.get(each.claim)
        if then != each.outcome:
            line = f"{each.sentence.removesuffix('.')}: {then or 'not claimed'} before, {each.outcome} now"
            yield one_line(line), each.outcome in RED and then not in RED


def _failed(before: Record, now: Record) -> Iterator[str]:
    for method, why in now.failures.items():
        if method not in before.failures:
            yield one_line(f"{method} failed: {why}")
    for run in before.runs:
        if not now.run(run.method) and run.method not in now.failures:
            yield one_line(f"{run.method} was not carried out")


def _rows(changes: Changes) -> Iterator[str]:
    for key, then, now in changes.rows:
        yield one_line(f"{key}: {_short(then)} before, {_short(now)} now")


def _short(value: str) -> str:
    return value if len(value) <= _WIDEST else f"{value[: _WIDEST - 1]}…"
