"""Published figures beside measured ones, a table for each protocol: like with like only."""

from collections.abc import Mapping
from dataclasses import dataclass

from fixtures.profile.plans import MAIN
from fixtures.profile.published import OTHER, Published
from reports import formatting
from reports.measured import metrics, titles
from reports.record import Record
from reports.sections.measurements import Gap, Line, gaps, lines


@dataclass(frozen=True)
class Table:
    """All figures of a protocol; ``notes`` are the published figures' own."""

    title: str
    caption: str
    gap_caption: str
    metrics: tuple[str, ...]
    signatures: tuple[str, ...]
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...]


def entries(record: Record) -> dict[str, Published]:
    """The profile's published figures, by name."""
    published = record.profile.get("published", {})
    return {name: Published.model_validate(figures) for name, figures in published.items()}


def tables(record: Record) -> tuple[Table, ...]:
    """A table for each protocol by which something was published, and for each that the profile has beside its own."""
    own, known = record.profile.get("protocols", {}), entries(record)
    grouped = {
        protocol: {name: each for name, each in known.items() if each.protocol == protocol}
        for protocol in (MAIN, *own, OTHER)
    }
    return tuple(_table(record, protocol, group) for protocol, group in grouped.items() if group or protocol in own)


def _table(record: Record, protocol: str, published: Mapping[str, Published]) -> Table:
    runs = () if protocol == OTHER else record.runs
    measured = metrics(record, protocol) if runs else ()
    by = tuple(dict.fromkeys((*measured, *(each for other in published.values() for each in other.scores))))
    return Table(
        title=f"Published figures: {protocol}",
        caption=_caption(record, protocol),
        gap_caption="Differences in points, each from the figures of one measurement; "
        "below those measured here their paired interval.",
        metrics=titles(record, by),
        signatures=tuple(dict.fromkeys(formatting.signature(run.by(protocol)) for run in runs)),
        lines=tuple(lines(record, runs, published, protocol, by)),
        gaps=() if protocol == OTHER else tuple(gaps(record, published, protocol, by)),  # each its own way
        notes=tuple(
            f"{name}: {'; '.join(filter(None, (each.note, each.url)))}"
            for name, each in published.items()
            if each.note or each.url
        ),
    )


def _caption(record: Record, protocol: str) -> str:
    """How the figures were scored, and what stands below them."""
    if protocol == OTHER:
        return "Scored in another way than anything here, and therefore not compared."
    plan = record.profile["scoring"] if protocol == MAIN else record.profile["protocols"][protocol]
    rows, examples = plan.get("rows"), plan.get("examples")
    limit = plan.get("max_new_tokens") or (record.profile.get("generation") or {}).get("max_new_tokens")
    length = f"at most {limit} new tokens" if limit else "at whatever length they were made"
    some = f"The first {rows} test rows" if rows else f"The first {examples} examples" if examples else "All examples"
    stemmer = "with" if plan["stemmer"] else "without"
    confidence = formatting.confidence(plan["confidence"])
    return (
        f"{some}, {length}, {stemmer} stemmer. Below scores measured here their "
        f"{confidence} interval, below published ones "
        "what is measured here minus them, in points."
    )
