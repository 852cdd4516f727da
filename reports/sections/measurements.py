"""Measurements: what was measured here and what was published, line by line, every difference derived."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import fmean

from benchmark.verdict import number
from fixtures.profile.published import Published
from fixtures.results.run import Run, Scores
from reports import formatting
from reports.differences import difference, pairs
from reports.measured import metrics
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
    runs: tuple[Run, ...], published: Mapping[str, Published], protocol: str, by: tuple[str, ...]
) -> Iterator[Line]:
    """Each method as measured, and right below what was published of it; then what is no method's."""
    left = dict(published)
    for run in runs:
        yield _measured(run, protocol, by)
        for name in [name for name, each in published.items() if each.method == run.method]:
            yield _published(name, left.pop(name), run.by(protocol), by)
    for name, each in left.items():
        yield _published(name, each, None, by)


def _measured(run: Run, protocol: str, by: tuple[str, ...]) -> Line:
    training, scores = run.training, run.by(protocol)
    losses = [point.loss for point in training.train_loss] if training else []
    estimates = [scores.of(metric) if metric in scores.metrics else None for metric in by]
    return Line(
        method=run.method,
        by=HERE,
        trainable=formatting.trainable(run.parameters),
        seconds=formatting.seconds(training.seconds) if training else "",
        loss=f"{fmean(losses):.4f}" if losses else "",
        scores=tuple(Cell(f"{each.value:.3f}", formatting.interval(each)) if each else Cell() for each in estimates),
    )


def _published(name: str, theirs: Published, ours: Scores | None, by: tuple[str, ...]) -> Line:
    return Line(
        method=theirs.method or name,
        by=theirs.source,
        trainable="" if theirs.trainable is None else number(theirs.trainable),
        seconds="" if theirs.train_seconds is None else formatting.seconds(theirs.train_seconds),
        loss="" if theirs.train_loss is None else f"{theirs.train_loss:.4f}",
        scores=tuple(_score(theirs.scores.get(metric), ours, metric) for metric in by),
    )


def _score(theirs: float | None, ours: Scores | None, metric: str) -> Cell:
    if theirs is None:
        return Cell()
    here = f"{formatting.points(ours.of(metric).value - theirs)} here" if ours and metric in ours.metrics else ""
    return Cell(f"{theirs:.3f}", here)


def gaps(record: Record, published: Mapping[str, Published], protocol: str, by: tuple[str, ...]) -> Iterator[Gap]:
    """What each measurement says of each pair of methods."""
    for method, against in pairs(record):
        run, other = record.run(method), record.run(against)
        if run and other:
            yield Gap(method, against, HERE, tuple(_difference(record, run, other, protocol, each) for each in by))
        for ours in (each for each in published.values() if each.method == method):
            for theirs in (each for each in published.values() if (each.method, each.source) == (against, ours.source)):
                yield Gap(method, against, ours.source, tuple(_derived(ours, theirs, each) for each in by))


def _difference(record: Record, run: Run, other: Run, protocol: str, metric: str) -> Cell:
    measured = metric in metrics(record, protocol)
    found = difference(record, run, other, metric, protocol) if measured else None
    return Cell(formatting.points(found.value), formatting.points_interval(found.interval)) if found else Cell()


def _derived(ours: Published, theirs: Published, metric: str) -> Cell:
    if metric not in ours.scores or metric not in theirs.scores:
        return Cell()
    return Cell(formatting.points(ours.scores[metric] - theirs.scores[metric]))
