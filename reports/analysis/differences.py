"""Differences between methods: paired by example, in points, with their interval and p."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from fixtures.figures import p_value, signed
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
LEGEND = "▲ better, ▼ worse, ≈ may be chance, where the interval holds zero"
"""What the marks mean."""

BETTER_OR_WORSE = "Points better (+) or worse (\N{MINUS SIGN})"
"""What differences are."""


@dataclass(frozen=True)
class Difference:
    """Points between two methods, up where the first is better, with a two-sided p.

    ``sign`` is "same" unless p is below what the interval's confidence leaves, which is where it excludes zero.
    """

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
    """A difference between scores in words."""
    return _worded(found, scale.sign * scale.points)


def mirrored(loss: Mean, digits: int = 1) -> Difference:
    """What the gate calls lost, in points, as a difference: a loss has a minus."""
    return _worded(loss, -1, digits)


def _worded(found: Mean, factor: float, digits: int = 1) -> Difference:
    """To a tenth of a point, since most intervals are wider; ``factor`` makes points of it, up where better."""
    interval = found.interval
    value, *ends = (factor * each for each in (interval.value, interval.low, interval.high))
    sign: Sign = "same"
    if found.p < 1 - found.sampling.confidence:
        sign = "better" if value > 0 else "worse"
    interval_words = formatting.change_interval(min(ends), max(ends), digits)
    return Difference(signed(value, digits), interval_words, p_value(found.p), sign)


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
