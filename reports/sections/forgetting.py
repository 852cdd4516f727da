"""Forgetting: what training did to the loss on text that the task does not hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from fixtures.figures import signed
from fixtures.profile.nouns import Nouns
from fixtures.results.forgetting import FORGETTING, Forgetting
from fixtures.results.run import Run
from fixtures.scoring.estimates import forgetting
from reports import formatting, gfm
from reports.record import Record
from reports.sections.section import Section
from reports.sections.subject import Subject

HEAD = ("method", "before", "after", "change", "change with each seed")
_DIGITS = 3


@dataclass(frozen=True)
class ForgettingSection(Section):
    """A row of text for each method; the last column is left out where every method has one seed."""

    rows: tuple[tuple[str, ...], ...]
    caption: str
    head: tuple[str, ...] = HEAD

    key: ClassVar[str] = "forgetting"
    title: ClassVar[str] = "Forgetting"

    @classmethod
    def of(cls, subject: Subject) -> "ForgettingSection | None":
        """None where no method has losses on general text."""
        return table(subject.record)

    def markdown(self, nouns: Nouns) -> Iterator[str]:  # noqa: ARG002  texts are counted
        """The table below what it shows."""
        yield gfm.plain(self.caption)
        yield gfm.table(self.head, self.rows)


def table(record: Record) -> ForgettingSection | None:
    """The losses of every run, or why it has none; None where no run has any."""
    known = [run.forgetting for run in record.runs if run.forgetting]
    if not known:
        return None
    shown = len(HEAD) - all(len(each.by_seed) == 1 for each in known)
    runs = [run for run in record.runs if run.forgetting or FORGETTING in run.missing]
    rows = tuple(_row(record, run)[:shown] for run in runs)
    return ForgettingSection(rows, _caption(record, known[0]), HEAD[:shown])


def _caption(record: Record, losses: Forgetting) -> str:
    confidence = formatting.confidence(record.profile.scoring.confidence)
    return (
        f"Loss in nats per token on {len(losses.tokens):,} texts that the task does not hold ({sum(losses.tokens):,} "
        "tokens count): the base's before training, each method's after it. The change is paired by text, with its "
        f"{confidence} interval over texts and seeds. Above 0, the method has forgotten."
    )


def _row(record: Record, run: Run) -> tuple[str, ...]:
    losses, blank = run.forgetting, formatting.NONE
    if losses is None:
        reason = f"{formatting.NOT_MEASURED}: {run.missing[FORGETTING]}"
        return run.method, blank, blank, reason, blank
    before, after = losses.mean(losses.base), [losses.mean(each) for each in losses.by_seed]
    found = forgetting(losses, record.profile.scoring.sampling)
    interval = formatting.change_interval(found.interval.low, found.interval.high, _DIGITS)
    return (
        run.method,
        f"{before:.{_DIGITS}f}",
        f"{sum(after) / len(after):.{_DIGITS}f}",
        f"{signed(found.value, _DIGITS)} {interval}",
        ", ".join(signed(each - before, _DIGITS) for each in after),
    )
