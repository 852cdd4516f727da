"""Measurements: figures measured here beside published ones, line by line; differences are computed from figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import fmean

from fixtures.figures import number, signed
from fixtures.profile.published import Published
from fixtures.results.run import Run, Scores
from fixtures.scoring.metrics.scale import Scale
from reports import formatting
from reports.analysis.differences import difference, pairs, worded
from reports.analysis.measured import metrics, scale
from reports.record import Record

HERE = "measured here"


@dataclass(frozen=True)
class FigureCell:
    """A figure and a remark below it; both empty if unknown."""

    value: str = ""
    remark: str = ""


@dataclass(frozen=True)
class FigureLine:
    """A method's figures, measured here or published."""

    method: str
    by: str
    trainable: str
    seconds: str
    loss: str
    scores: tuple[FigureCell, ...]


@dataclass(frozen=True)
class FigureGap:
    """A method minus another, from the figures of one measurement."""

    method: str
    against: str
    by: str
    differences: tuple[FigureCell, ...]


def lines(
    record: Record, runs: tuple[Run, ...], published: Mapping[str, Published], protocol: str, by: tuple[str, ...]
) -> Iterator[FigureLine]:
    """Each method as measured, its published figures right below; published figures of no method come last."""
    left = dict(published)
    for run in runs:
        yield _measured(record, run, protocol, by)
        for name in [name for name, each in published.items() if each.method == run.method]:
            yield _published(record, name, left.pop(name), run.by(protocol), by)
    for name, each in left.items():
        yield _published(record, name, each, None, by)


def _measured(record: Record, run: Run, protocol: str, by: tuple[str, ...]) -> FigureLine:
    training, scores = run.training, run.by(protocol)
    losses = [point.loss for point in training.train_loss] if training else []
    return FigureLine(
        method=run.method,
        by=HERE,
        trainable=formatting.trainable(run.parameters),
        seconds=formatting.seconds(training.seconds) if training else "",
        loss=f"{fmean(losses):.4f}" if losses else "",
        scores=tuple(_scored(record, scores, metric) for metric in by),
    )


def _scored(record: Record, scores: Scores, metric: str) -> FigureCell:
    if metric not in scores.metrics:
        return FigureCell()
    of, found = scale(record, metric), scores.of(metric)
    return FigureCell(formatting.score(of, found.value), formatting.interval(of, found))


def _published(record: Record, name: str, theirs: Published, ours: Scores | None, by: tuple[str, ...]) -> FigureLine:
    return FigureLine(
        method=theirs.method or name,
        by=theirs.source,
        trainable="" if theirs.trainable is None else number(theirs.trainable),
        seconds="" if theirs.train_seconds is None else formatting.seconds(theirs.train_seconds),
        loss="" if theirs.train_loss is None else f"{theirs.train_loss:.4f}",
        scores=tuple(_score(scale(record, metric), theirs.scores.get(metric), ours, metric) for metric in by),
    )


def _score(of: Scale, theirs: float | None, ours: Scores | None, metric: str) -> FigureCell:
    if theirs is None:
        return FigureCell()
    measured = ours is not None and metric in ours.metrics
    here = f"{formatting.points(of, ours.of(metric).value - theirs)} here" if ours and measured else ""
    return FigureCell(formatting.score(of, theirs), here)


def gaps(record: Record, published: Mapping[str, Published], protocol: str, by: tuple[str, ...]) -> Iterator[FigureGap]:
    """Each pair of methods, once for each source that has figures of both."""
    for method, against in pairs(record):
        run, other = record.run(method), record.run(against)
        if run and other:
            yield FigureGap(
                method, against, HERE, tuple(_difference(record, run, other, protocol, each) for each in by)
            )
        for ours in (each for each in published.values() if each.method == method):
            for theirs in (each for each in published.values() if (each.method, each.source) == (against, ours.source)):
                yield FigureGap(
                    method, against, ours.source, tuple(_derived(record, ours, theirs, each) for each in by)
                )


def _difference(record: Record, run: Run, other: Run, protocol: str, metric: str) -> FigureCell:
    measured = metric in metrics(record, protocol)
    found = difference(record, run, other, metric, protocol) if measured else None
    if found is None:
        return FigureCell()
    words = worded(found, scale(record, metric))
    return FigureCell(f"{words.mark} {words.value}", words.interval)


def _derived(record: Record, ours: Published, theirs: Published, metric: str) -> FigureCell:
    if metric not in ours.scores or metric not in theirs.scores:
        return FigureCell()
    return FigureCell(signed(scale(record, metric).gain(ours.scores[metric], theirs.scores[metric]), 2))
