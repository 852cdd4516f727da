"""Measurements: what was measured here and what was published, line by line, every difference derived."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import fmean

from benchmark.verdict import number
from fixtures.profile.published import Published
from fixtures.results.run import Run, Scores
from fixtures.scoring.metrics.scale import Scale
from reports import formatting
from reports.differences import difference, pairs
from reports.measured import metrics, scale
from reports.record import Record

HERE = "measured here"


@dataclass(frozen=True)
class Cell:
    """A figure and what stands below it, both empty where nothing is known."""

    value: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Line:
    """A method's figures, measured here or published by somebody."""

    method: str
    by: str
    trainable: str
    seconds: str
    loss: str
    scores: tuple[Cell, ...]


@dataclass(frozen=True)
class Gap:
    """A method against another, by the figures of one measurement."""

    method: str
    against: str
    by: str
    differences: tuple[Cell, ...]


def lines(
    record: Record, runs: tuple[Run, ...], published: Mapping[str, Published], protocol: str, by: tuple[str, ...]
) -> Iterator[Line]:
    """Each method as measured, and right below what was published of it; then what is no method's."""
    left = dict(published)
    for run in runs:
        yield _measured(record, run, protocol, by)
        for name in [name for name, each in published.items() if each.method == run.method]:
            yield _published(record, name, left.pop(name), run.by(protocol), by)
    for name, each in left.items():
        yield _published(record, name, each, None, by)


def _measured(record: Record, run: Run, protocol: str, by: tuple[str, ...]) -> Line:
    training, scores = run.training, run.by(protocol)
    losses = [point.loss for point in training.train_loss] if training else []
    return Line(
        method=run.method,
        by=HERE,
        trainable=formatting.trainable(run.parameters),
        seconds=formatting.seconds(training.seconds) if training else "",
        loss=f"{fmean(losses):.4f}" if losses else "",
        scores=tuple(_scored(record, scores, metric) for metric in by),
    )


def _scored(record: Record, scores: Scores, metric: str) -> Cell:
    if metric not in scores.metrics:
        return Cell()
    of, found = scale(record, metric), scores.of(metric)
    return Cell(formatting.score(of, found.value), formatting.interval(of, found))


def _published(record: Record, name: str, theirs: Published, ours: Scores | None, by: tuple[str, ...]) -> Line:
    return Line(
        method=theirs.method or name,
        by=theirs.source,
        trainable="" if theirs.trainable is None else number(theirs.trainable),
        seconds="" if theirs.train_seconds is None else formatting.seconds(theirs.train_seconds),
        loss="" if theirs.train_loss is None else f"{theirs.train_loss:.4f}",
        scores=tuple(_score(scale(record, metric), theirs.scores.get(metric), ours, metric) for metric in by),
    )


def _score(of: Scale, theirs: float | None, ours: Scores | None, metric: str) -> Cell:
    if theirs is None:
        return Cell()
    measured = ours is not None and metric in ours.metrics
    here = f"{formatting.points(of, ours.of(metric).value - theirs)} here" if ours and measured else ""
    return Cell(formatting.score(of, theirs), here)


def gaps(record: Record, published: Mapping[str, Published], protocol: str, by: tuple[str, ...]) -> Iterator[Gap]:
    """What each measurement says of each pair of methods."""
    for method, against in pairs(record):
        run, other = record.run(method), record.run(against)
        if run and other:
            yield Gap(method, against, HERE, tuple(_difference(record, run, other, protocol, each) for each in by))
        for ours in (each for each in published.values() if each.method == method):
            for theirs in (each for each in published.values() if (each.method, each.source) == (against, ours.source)):
                yield Gap(method, against, ours.source, tuple(_derived(record, ours, theirs, each) for each in by))


def _difference(record: Record, run: Run, other: Run, protocol: str, metric: str) -> Cell:
    measured = metric in metrics(record, protocol)
    found = difference(record, run, other, metric, protocol) if measured else None
    if found is None:
        return Cell()
    of = scale(record, metric)
    return Cell(formatting.points(of, found.value), formatting.points_interval(of, found.interval))


def _derived(record: Record, ours: Published, theirs: Published, metric: str) -> Cell:
    if metric not in ours.scores or metric not in theirs.scores:
        return Cell()
    return Cell(formatting.points(scale(record, metric), ours.scores[metric] - theirs.scores[metric]))
