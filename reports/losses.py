"""Losses: what each method scores against the accepted run, and the dialogues that lost most."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean

from benchmark.accepted import AcceptedRun, rounded
from benchmark.gate import changed
from fixtures.expectations import Metric
from fixtures.paired import difference, spread
from fixtures.plans import Sampling
from fixtures.run import Run
from reports import figures
from reports.comparison import metrics, unmeasured
from reports.record import Record

MOST = 10
"""How many of the dialogues that lost most are shown."""


@dataclass(frozen=True)
class Change:
    """Now less accepted in points, with its interval, two-sided p, and whether the interval leaves zero out."""

    value: str
    interval: str
    p: str
    significant: bool


@dataclass(frozen=True)
class Row:
    """A method against its accepted run; ``why`` says why there are no changes, where there are none."""

    method: str
    accepted: str
    seeds: str
    changes: tuple[Change, ...]
    spread: str
    why: str


@dataclass(frozen=True)
class Drop:
    """A dialogue that lost, by a method's headline metric."""

    dialogue: str
    method: str
    accepted: str
    now: str
    change: str


@dataclass(frozen=True)
class Losses:
    """All methods that something was accepted of. ``metrics`` head the columns; ``metric`` ranks the dialogues."""

    metrics: tuple[str, ...]
    metric: str
    rows: tuple[Row, ...]
    drops: tuple[Drop, ...]
    drop_head: tuple[str, ...] = ("dialogue", "method", "accepted", "now", "points")

    @property
    def drop_rows(self) -> tuple[tuple[str, ...], ...]:
        """A row of text for each dialogue that lost."""
        return tuple((each.dialogue, each.method, each.accepted, each.now, each.change) for each in self.drops)


def losses(record: Record) -> Losses | None:
    """The record against what was accepted; None where nothing was, or where no quality was measured."""
    if not record.accepted or unmeasured(record) or not record.runs:
        return None
    by = metrics(record)
    pairs = [(run, record.accepted[run.method]) for run in record.runs if run.method in record.accepted]
    drops = [drop for run, before in pairs if not _obstacle(run, before) for drop in _drops(run, before, by[0])]
    return Losses(
        metrics=tuple(map(figures.title, by)),
        metric=figures.title(by[0]),
        rows=tuple(_row(record, run, before, by) for run, before in pairs),
        drops=tuple(drop for _, drop in sorted(drops, key=lambda each: each[0])[:MOST]),
    )


def _row(record: Record, run: Run, before: AcceptedRun, by: tuple[Metric, ...]) -> Row:
    why = _obstacle(run, before)
    names = tuple(summary.dialogue for summary in run.summaries)
    known = None if why else spread(before.replicates(by[0], names), run.scores.replicates(by[0]))
    return Row(
        method=run.method,
        accepted=before.created,
        seeds=f"{len(before.seeds)} accepted, {len(run.scores.replicates(by[0]))} now",
        changes=() if why else tuple(_change(record, run, before, metric) for metric in by if metric in before.metrics),
        spread=f"{100 * known.deviation:.2f}" if known else "",
        why=why,
    )


def _obstacle(run: Run, before: AcceptedRun) -> str:
    """Why a run cannot be compared with the accepted one, or nothing."""
    if differences := changed(before.signature, run.scores.signature):
        return "; ".join(differences)
    same = {summary.dialogue for summary in run.summaries} == set(before.scores)
    return "" if same else "other dialogues"


def _change(record: Record, run: Run, before: AcceptedRun, metric: Metric) -> Change:
    names = tuple(summary.dialogue for summary in run.summaries)
    earlier, now = before.replicates(metric, names), rounded(run.scores.replicates(metric))
    plan = record.profile["scoring"]
    sampling = Sampling(plan["resamples"], plan["seed"], run.scores.confidence)
    found = difference(now, earlier, sampling, spread(now, earlier))
    return Change(
        value=figures.points(found.value),
        interval=figures.points_interval(found.interval),
        p=figures.p(found.p),
        significant=not found.interval.low <= 0 <= found.interval.high,
    )


def _drops(run: Run, before: AcceptedRun, metric: Metric) -> Iterator[tuple[float, Drop]]:
    """Each dialogue that lost, by how much (negative)."""
    for summary, seeds in zip(run.summaries, zip(*rounded(run.scores.replicates(metric)), strict=True), strict=True):
        earlier, now = fmean(before.scores[summary.dialogue][metric]), fmean(seeds)
        if now < earlier:
            change = now - earlier
            drop = Drop(summary.dialogue, run.method, f"{earlier:.3f}", f"{now:.3f}", figures.points(change))
            yield change, drop
