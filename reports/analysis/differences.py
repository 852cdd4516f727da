"""Differences between methods: paired by example, in points, with their interval and p."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from fixtures.profile.plans import MAIN
from fixtures.results.run import Run
from fixtures.scoring import estimates
from fixtures.scoring.metrics.scale import Scale
from fixtures.scoring.statistics import Mean
from reports import formatting
from reports.analysis.measured import metrics, scale
from reports.record import Record

Sign = Literal["better", "worse", "same"]

MARKS: dict[Sign, str] = {"better": "▲", "worse": "▼", "same": "≈"}
LEGEND = "▲ better, ▼ worse, ≈ may be chance"
"""What the marks mean."""


@dataclass(frozen=True)
class Difference:
    """Points between two methods, with a two-sided p. ``sign`` is "same" unless interval and p both exclude chance."""

    value: str
    interval: str
    p: str
    sign: Sign

    @property
    def mark(self) -> str:
        """The sign as a character, so that colour is not the only sign."""
        return MARKS[self.sign]


@dataclass(frozen=True)
class MethodGap:
    """A method minus another, on each metric; no differences if their examples differ."""

    method: str
    against: str
    differences: tuple[Difference, ...]


def worded(found: Mean, scale: Scale) -> Difference:
    """A difference between scores in words: to a tenth of a point, since intervals are wider than that.

    The sign says better or worse; the figures are the plain difference, whichever direction is better.
    """
    interval, apart = found.interval, found.p < 1 - found.sampling.confidence
    up, down = apart and interval.low > 0, apart and interval.high < 0
    sign: Sign = "same" if not (up or down) else "better" if up == scale.higher_is_better else "worse"
    return Difference(
        formatting.points(scale, interval.value, 1),
        formatting.points_interval(scale, interval, 1),
        formatting.p(found.p),
        sign,
    )


def brief(found: Difference | None) -> str:
    """Mark, points and interval in one cell; empty without a difference."""
    return f"{found.mark} {found.value} {found.interval}" if found else ""


def difference(record: Record, run: Run, against: Run, metric: str, protocol: str = MAIN) -> Mean | None:
    """The run's score minus the other's, over examples and seeds; None if their examples differ."""
    if [each.example for each in run.predictions] != [each.example for each in against.predictions]:
        return None
    sampling = replace(record.profile.by(protocol).sampling, confidence=run.by(protocol).confidence)
    return estimates.difference(run, against, metric, sampling, protocol)


def pairs(record: Record) -> tuple[tuple[str, str], ...]:
    """Each method of the profile with the baseline, and with the reference method if that is another one."""
    baseline, reference = record.profile.baseline, record.profile.reference
    return tuple(
        (method, against)
        for against in dict.fromkeys((baseline, reference))
        for method in record.profile.methods
        if method not in {baseline, against}
    )


def gaps(record: Record) -> tuple[MethodGap, ...]:
    """Every pair with two runs; none without quality."""
    return tuple(_gaps(record)) if metrics(record) else ()


def _gaps(record: Record) -> Iterator[MethodGap]:
    for method, other in pairs(record):
        run, against = record.run(method), record.run(other)
        if run and against:
            found = ((difference(record, run, against, metric), scale(record, metric)) for metric in metrics(record))
            yield MethodGap(method, other, tuple(worded(each, of) for each, of in found if each))
