"""Losses: what each method scores against an earlier run of it, and the examples that moved most."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean

from benchmark.gate.accepted import AcceptedRun, rounded
from fixtures.profile.plans import GatePlan, Sampling
from fixtures.results.run import Run
from fixtures.scoring import paired
from reports import anchors, formatting
from reports.differences import Difference, said
from reports.measured import metrics, scale, titles, unmeasured
from reports.record import Record

MOST = 10
"""How many of the examples that moved most are shown, in either direction."""


@dataclass(frozen=True)
class Row:
    """A method against its earlier run: now less then, None for a metric that it had not.

    ``why`` says why nothing is compared, where nothing is.
    """

    method: str
    earlier: str
    seeds: str
    changes: tuple[Difference | None, ...]
    spread: str
    why: str


@dataclass(frozen=True)
class Move:
    """An example whose score has changed, by a method's headline metric; ``anchor`` is its place on the page."""

    example: str
    anchor: str
    method: str
    then: str
    now: str
    change: str


@dataclass(frozen=True)
class Losses:
    """All methods that there is an earlier run of, which is called ``then``.

    ``metrics`` head the columns; ``metric`` ranks the examples that lost and gained most. The
    ``confidence`` is that of the gate.
    """

    then: str
    confidence: str
    metrics: tuple[str, ...]
    metric: str
    rows: tuple[Row, ...]
    lost: tuple[Move, ...]
    gained: tuple[Move, ...]


def losses(record: Record, place: int = 1, then: str = "accepted") -> Losses | None:
    """The record, ``place``-th on its page, against what was accepted; None where nothing was, or without quality."""
    if not record.accepted or unmeasured(record) or not record.runs:
        return None
    by = metrics(record)
    pairs = [(run, record.accepted[run.method]) for run in record.runs if run.method in record.accepted]
    comparable = [(run, before) for run, before in pairs if not _obstacle(run, before) and by[0] in before.metrics]
    moves = sorted((each for pair in comparable for each in _moves(*pair, by[0], place)), key=lambda each: each[0])
    return Losses(
        then=then,
        confidence=formatting.confidence(_confidence(record)),
        metrics=titles(record, by),
        metric=scale(record, by[0]).title,
        rows=tuple(_row(record, run, before, by) for run, before in pairs),
        lost=tuple(move for change, move in moves[:MOST] if change < 0),
        gained=tuple(move for change, move in moves[: -MOST - 1 : -1] if change > 0),
    )


def _row(record: Record, run: Run, before: AcceptedRun, by: tuple[str, ...]) -> Row:
    why, of = _obstacle(run, before), scale(record, by[0])
    names = tuple(prediction.example for prediction in run.predictions)
    known = None
    if not why and by[0] in before.metrics:
        known = paired.spread(before.replicates(by[0], names), rounded(run.scores.replicates(by[0]), of))
    return Row(
        method=run.method,
        earlier=before.created + (", of another base model" if before.rebased(run) else ""),
        seeds=f"{len(before.seeds)} then, {len(run.scores.replicates(by[0]))} now",
        changes=() if why else tuple(_change(record, run, before, metric) for metric in by),
        spread=f"{of.points * known.deviation:.2f}" if known else "",
        why=why,
    )


def _obstacle(run: Run, before: AcceptedRun) -> str:
    """Why a run cannot be compared with the earlier one, or nothing."""
    if differences := before.differences(run.scores):
        return "; ".join(differences)
    same = {prediction.example for prediction in run.predictions} == set(before.scores)
    return "" if same else "other examples"


def _change(record: Record, run: Run, before: AcceptedRun, metric: str) -> Difference | None:
    if metric not in before.metrics:
        return None
    names = tuple(prediction.example for prediction in run.predictions)
    of = scale(record, metric)
    earlier, now = before.replicates(metric, names), rounded(run.scores.replicates(metric), of)
    plan = record.profile["scoring"]
    sampling = Sampling(plan["resamples"], plan["seed"], _confidence(record))
    return said(paired.difference(now, earlier, sampling, paired.spread(now, earlier)), of)


def _confidence(record: Record) -> float:
    """That of the gate, which says of the same losses whether they are missed."""
    return GatePlan.model_validate(record.profile.get("gate", {})).sampling.confidence


def _moves(run: Run, before: AcceptedRun, metric: str, place: int) -> Iterator[tuple[float, Move]]:
    """Each example with how much better it is now, in points."""
    of = run.scores.metrics[metric].scale
    for prediction, seeds in zip(
        run.predictions, zip(*rounded(run.scores.replicates(metric), of), strict=True), strict=True
    ):
        name, now = prediction.example, fmean(seeds)
        then = fmean(before.scores[name][metric])
        yield (
            of.gain(now, then),
            Move(
                example=name,
                anchor=anchors.example(place, name),
                method=run.method,
                then=formatting.score(of, then),
                now=formatting.score(of, now),
                change=formatting.points(of, now - then, 1),
            ),
        )
