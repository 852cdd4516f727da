"""A claim in the report: what was observed, what was expected, and the slack between the two."""

import math
from dataclasses import dataclass

from benchmark.verdict import RED, Evidence, Outcome, Verdict, expected, number
from fixtures.line import one_line
from fixtures.results.run import Estimate
from fixtures.scoring.metrics.scale import Scale
from reports import anchors, formatting

MARKS = {
    Outcome.HELD: "\N{CHECK MARK}",
    Outcome.MISSED: "\N{BALLOT X}",
    Outcome.ERROR: "!",
    Outcome.CANNOT_TELL: "~",
    Outcome.NOT_MEASURED: "?",
}


@dataclass(frozen=True)
class JudgedClaim:
    """A claim as judged: ``remark`` says why it was not measured, or how it was decided and where its limits come from.

    ``anchor`` is its id on the page; ``room`` is the slack as a share of the nearest bound, from -1 to 1.
    """

    anchor: str
    outcome: str
    mark: str
    sentence: str
    observed: str
    expected: str
    slack: str
    room: float | None
    unit: str
    remark: str


@dataclass(frozen=True)
class OpenClaim:
    """A claim that did not hold: by how much, or why; ``anchor`` is its id on the page."""

    anchor: str
    words: str


def left_open(verdict: Verdict, place: int) -> OpenClaim:
    """A claim that did not hold, of the ``place``-th record on the page."""
    return OpenClaim(anchors.claim(place, verdict.claim), finding(verdict))


def finding(verdict: Verdict) -> str:
    """The sentence and its outcome, with the distance to the limit or the reason."""
    # a missed claim without a number observed NaN, which JSON cannot hold
    found = repr(verdict) if verdict.observed is not None else f"{verdict.outcome}: {_reason(verdict)}"
    return one_line(f"{verdict.sentence.rstrip('.')}: {found}")


def claim(verdict: Verdict, place: int, scale: Scale) -> JudgedClaim:
    """A claim of the ``place``-th record on the page; ``scale`` is that of its metric, if it is about one."""
    return JudgedClaim(
        anchor=anchors.claim(place, verdict.claim),
        outcome=verdict.outcome,
        mark=MARKS[verdict.outcome],
        sentence=verdict.sentence,
        observed=_observed(verdict, scale),
        expected=expected(verdict.limits),
        slack=_slack(verdict, scale),
        room=_room(verdict),
        unit=verdict.unit,
        remark=_remark(verdict),
    )


def _room(verdict: Verdict) -> float | None:
    """None without slack, or without a bound other than zero."""
    limits = verdict.limits
    bounds = [bound for bound in (limits.at_least, limits.at_most) if bound]
    if verdict.slack is None or verdict.observed is None or not math.isfinite(verdict.slack) or not bounds:
        return None
    nearest = min(bounds, key=lambda bound: abs(verdict.observed - bound) if verdict.observed is not None else 0)
    return round(max(-1.0, min(1.0, verdict.slack / abs(nearest))), 3)


def _slack(verdict: Verdict, scale: Scale) -> str:
    if verdict.slack is None:
        return ""
    return _figure(verdict, verdict.slack, scale) if verdict.evidence else _minus(number(verdict.slack + 0.0))


def _observed(verdict: Verdict, scale: Scale) -> str:
    """The number, with its interval if there is one."""
    if verdict.observed is None:
        return ""
    if verdict.evidence is None:
        return _minus(number(verdict.observed))
    return f"{_figure(verdict, verdict.observed, scale)} {_interval(verdict, verdict.evidence, scale)}"


def _interval(verdict: Verdict, evidence: Evidence, scale: Scale) -> str:
    low, high = evidence.low, evidence.high
    if math.isinf(high - low):
        return "no interval"
    if verdict.unit == verdict.quantity:
        return _minus(formatting.interval(scale, Estimate(value=low, low=low, high=high)))
    return f"[{_figure(verdict, low, scale)}, {_figure(verdict, high, scale)}]"


def _figure(verdict: Verdict, value: float, scale: Scale) -> str:
    """With the digits that an interval supports: a tenth of a point, for a score too; a share to three digits."""
    if verdict.unit == "points":
        return formatting.signed(value, 1).removeprefix("+")
    return _minus(formatting.score(scale, value) if verdict.unit == verdict.quantity else f"{value:z,.3f}")


def _minus(figure: str) -> str:
    return figure.replace("-", "\N{MINUS SIGN}")


def _remark(verdict: Verdict) -> str:
    if verdict.observed is None:
        return _reason(verdict)
    return "; ".join(filter(None, (verdict.reason, verdict.limits.because)))


def _reason(verdict: Verdict) -> str:
    return verdict.reason or ("no number was observed" if verdict.outcome in RED else "no reason is given")
