"""Published figures beside measured ones, a table for each protocol: only like with like."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from fixtures.profile.nouns import Nouns
from fixtures.profile.plans import MAIN
from fixtures.profile.published import OTHER, Published
from reports import formatting, gfm
from reports.analysis.differences import BETTER_OR_WORSE
from reports.analysis.measured import metrics, titles
from reports.analysis.measurements import FigureCell, FigureGap, FigureLine, gaps, lines
from reports.record import Record
from reports.sections.section import Section
from reports.sections.subject import Subject

_GAP_CAPTION = (
    f"{BETTER_OR_WORSE}, each from the figures of one measurement; those measured here as in the comparison, with "
    "their paired interval."
)


@dataclass(frozen=True)
class ProtocolTable:
    """All figures of a protocol; ``notes`` are the published figures' own."""

    title: str
    caption: str
    metrics: tuple[str, ...]
    signatures: tuple[str, ...]
    lines: tuple[FigureLine, ...]
    gaps: tuple[FigureGap, ...]
    notes: tuple[str, ...]
    gap_caption: str = _GAP_CAPTION


@dataclass(frozen=True)
class PublishedSection(Section):
    """A table for each protocol."""

    tables: tuple[ProtocolTable, ...]

    key: ClassVar[str] = "published"
    title: ClassVar[str] = "Published figures"

    @classmethod
    def of(cls, subject: Subject) -> "PublishedSection | None":
        """None if nothing was published and the profile has no further protocol."""
        found = tables(subject.record)
        return cls(found) if found else None

    def markdown(self, nouns: Nouns) -> Iterator[str]:  # noqa: ARG002  the captions have it already
        """Figures, how they were scored, differences, and remarks, for each protocol."""
        for table in self.tables:
            yield f"#### {gfm.plain(table.title)}"
            yield from _blocks(table)


def _blocks(table: ProtocolTable) -> Iterator[str]:
    yield gfm.table(
        ("method", "by", "trainable", "training", "mean training loss", *table.metrics),
        [
            (line.method, line.by, line.trainable, line.seconds, line.loss, *map(_cell, line.scores))
            for line in table.lines
        ],
    )
    yield "\n".join((gfm.plain(table.caption), *map(gfm.code, table.signatures)))
    if table.gaps:
        yield gfm.table(
            ("method", "against", "by", *table.metrics),
            [(gap.method, gap.against, gap.by, *map(_cell, gap.differences)) for gap in table.gaps],
        )
        yield gfm.plain(table.gap_caption)
    if table.notes:
        yield gfm.items(table.notes)


def _cell(cell: FigureCell) -> str:
    remark = cell.remark if cell.remark.startswith("[") else f"({cell.remark})"
    return f"{cell.value} {remark}" if cell.remark else cell.value


def tables(record: Record) -> tuple[ProtocolTable, ...]:
    """A table for each protocol with published figures, and for each that the profile adds to its own."""
    own, known = record.profile.protocols, record.profile.published
    grouped = {
        protocol: {name: each for name, each in known.items() if each.protocol == protocol}
        for protocol in (MAIN, *own, OTHER)
    }
    return tuple(_table(record, protocol, group) for protocol, group in grouped.items() if group or protocol in own)


def _table(record: Record, protocol: str, published: Mapping[str, Published]) -> ProtocolTable:
    runs = () if protocol == OTHER else record.runs
    measured = metrics(record, protocol) if runs else ()
    by = tuple(dict.fromkeys((*measured, *(each for other in published.values() for each in other.scores))))
    return ProtocolTable(
        title=f"Protocol: {protocol}",
        caption=_caption(record, protocol),
        metrics=titles(record, by),
        signatures=tuple(dict.fromkeys(formatting.signature(run.by(protocol)) for run in runs)),
        lines=tuple(lines(record, runs, published, protocol, by)),
        gaps=() if protocol == OTHER else tuple(gaps(record, published, protocol, by)),  # no two follow one protocol
        notes=tuple(
            f"{name}: {'; '.join(filter(None, (each.note, each.url)))}"
            for name, each in published.items()
            if each.note or each.url
        ),
    )


def _caption(record: Record, protocol: str) -> str:
    """How the figures were scored, and what the remarks below them are."""
    if protocol == OTHER:
        return "Scored in other ways than any figure measured here, and therefore not compared."
    plan, generation, nouns = record.profile.by(protocol), record.profile.generation, record.profile.dataset
    limit = plan.max_new_tokens or (generation.max_new_tokens if generation else None)
    length = f"at most {limit} new tokens" if limit else "of any length"
    some = f"The first {nouns.counted(plan.examples)}" if plan.examples else f"All {nouns.plural}"
    if plan.rows:
        some = f"The first {plan.rows} test rows"
    confidence = formatting.confidence(plan.confidence)
    return (
        f"{some}, {length}. Below each score measured here is its {confidence} interval, below each "
        "published score the score measured here minus it, in points."
    )
