"""Losses: each method's scores minus those of its earlier run, and the examples that changed most."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

from benchmark.gate.accepted import AcceptedRun, rounded
from benchmark.gate.loss import measure
from fixtures.figures import moment, signed
from fixtures.results.run import Run
from fixtures.scoring import paired
from fixtures.scoring.metrics.scale import Scale
from reports import anchors, formatting
from reports.analysis.differences import LEGEND, Difference, mirrored
from reports.analysis.measured import metrics, scale, titles, unmeasured
from reports.record import Record

ACCEPTED = "accepted"
"""What the report calls the accepted run of the same method."""

MOST = 10
"""How many of the examples that changed most are shown, in either direction."""

_NOTE = "Claims turn these figures round: \N{MINUS SIGN}1.2 here is a loss of 1.2 points there."


@dataclass(frozen=True)
class MethodLoss:
    """A method minus its earlier run; None for a metric that the earlier run lacks or scored otherwise.

    Without ``changes``, ``why`` says why the two cannot be compared.
    """

    method: str
    earlier: str
    seeds: str
    changes: tuple[Difference | None, ...]
    spread: str
    why: str


@dataclass(frozen=True)
class ExampleMove:
    """An example whose score changed, in a method's headline metric; ``anchor`` is its id on the page."""

    example: str
    anchor: str
    method: str
    then: str
    now: str
    change: str


class _Change(NamedTuple):
    """An example's score with the earlier run and with this one; most examples' are never shown."""

    method: str
    example: str
    then: float
    now: float
    scale: Scale

    @property
    def gain(self) -> float:
        """How much better it is now, in points."""
        return self.scale.gain(self.now, self.then)

    def shown(self, place: int) -> ExampleMove:
        """The same in words, on the ``place``-th record of the page."""
        return ExampleMove(
            example=self.example,
            anchor=anchors.example(place, self.example),
            method=self.method,
            then=formatting.score(self.scale, self.then),
            now=formatting.score(self.scale, self.now),
            change=signed(self.gain, 1),
        )


@dataclass(frozen=True)
class Losses:
    """All methods with an earlier run; ``then`` is what the report calls those runs.

    ``metrics`` head the columns; ``metric`` ranks the examples that lost and gained most. Intervals, their
    ``confidence`` and p are the gate's.
    """

    then: str
    confidence: str
    metrics: tuple[str, ...]
    metric: str
    rows: tuple[MethodLoss, ...]
    lost: tuple[ExampleMove, ...]
    gained: tuple[ExampleMove, ...]
    legend: str = LEGEND

    @property
    def note(self) -> str:
        """How the claims word the same figures; empty where they are about other runs."""
        return _NOTE if self.then == ACCEPTED else ""

    @property
    def examples(self) -> tuple[str, ...]:
        """The examples that are named, by id."""
        return tuple(move.example for move in (*self.lost, *self.gained))


def losses(record: Record, place: int = 1, then: str = ACCEPTED) -> Losses | None:
    """The ``place``-th record of the page against its accepted runs; None without those, or without quality."""
    if not record.accepted or unmeasured(record) or not record.runs:
        return None
    by = metrics(record)
    pairs = [(run, record.accepted[run.method]) for run in record.runs if run.method in record.accepted]
    comparable = [(run, before) for run, before in pairs if _compares(run, before, by[0])]
    changes = (each for run, before in comparable for each in _changes(run, before, by[0]))
    moves = sorted(changes, key=lambda each: each.gain)
    return Losses(
        then=then,
        confidence=formatting.confidence(record.profile.gate.sampling.confidence),
        metrics=titles(record, by),
        metric=scale(record, by[0]).title,
        rows=tuple(_row(record, run, before, by) for run, before in pairs),
        lost=tuple(each.shown(place) for each in moves[:MOST] if each.gain < 0),
        gained=tuple(each.shown(place) for each in moves[: -MOST - 1 : -1] if each.gain > 0),
    )


def _row(record: Record, run: Run, before: AcceptedRun, by: tuple[str, ...]) -> MethodLoss:
    why, of = _obstacle(run, before), scale(record, by[0])
    names = tuple(prediction.example for prediction in run.predictions)
    known = None
    if _compares(run, before, by[0]):
        known = paired.spread(before.replicates(by[0], names), rounded(run.scores.replicates(by[0]), of))
    return MethodLoss(
        method=run.method,
        earlier="; ".join((_earlier(run, before), *(() if why else _otherwise(record, run, before, by)))),
        seeds=f"{len(before.seeds)} then, {len(run.scores.replicates(by[0]))} now",
        changes=() if why else tuple(_change(record, run, before, metric) for metric in by),
        spread=f"{of.points * known.deviation:.2f}" if known else "",
        why=why,
    )


def _earlier(run: Run, before: AcceptedRun) -> str:
    return moment(before.created) + (", from another base model" if before.rebased(run) else "")


def _otherwise(record: Record, run: Run, before: AcceptedRun, by: tuple[str, ...]) -> Iterator[str]:
    """For each metric that was scored otherwise then, how."""
    for metric in by:
        if metric in before.metrics and (differences := before.differences(run.scores, metric)):
            yield f"{scale(record, metric).title} cannot be compared: {'; '.join(differences)}"


def _obstacle(run: Run, before: AcceptedRun) -> str:
    """Why a run cannot be compared with the earlier one in any metric; empty if it can."""
    if not any(_alike(run, before, metric) for metric in run.scores.metrics) and (
        differences := before.differences(run.scores)
    ):
        return "; ".join(differences)
    return "" if _same_examples(run, before) else "the examples differ"


def _compares(run: Run, before: AcceptedRun, metric: str) -> bool:
    return _alike(run, before, metric) and _same_examples(run, before)


def _alike(run: Run, before: AcceptedRun, metric: str) -> bool:
    """Whether a metric scored both, in the same way."""
    return metric in before.metrics and not before.differences(run.scores, metric)


def _same_examples(run: Run, before: AcceptedRun) -> bool:
    return {prediction.example for prediction in run.predictions} == set(before.scores)


def _change(record: Record, run: Run, before: AcceptedRun, metric: str) -> Difference | None:
    if not _compares(run, before, metric):
        return None
    return mirrored(measure(run, before, metric, 0.0, record.profile.gate).loss)


def _changes(run: Run, before: AcceptedRun, metric: str) -> Iterator[_Change]:
    """Each example's change."""
    of = run.scores.metrics[metric].scale
    now_by_seed = zip(*rounded(run.scores.replicates(metric), of), strict=True)
    for prediction, seeds in zip(run.predictions, now_by_seed, strict=True):
        yield _Change(
            run.method, prediction.example, fmean(before.scores[prediction.example][metric]), fmean(seeds), of
        )
