"""A claim in the report: what was observed, what was expected, and the slack between the two."""

import math
from dataclasses import dataclass

from benchmark.verdict import RED, Outcome, Verdict, expected, number
from fixtures.line import one_line
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
    """A claim as judged: ``remark`` says why it was not measured, or where its limits come from.

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


def claim(verdict: Verdict, place: int) -> JudgedClaim:
    """A claim of the ``place``-th record on the page."""
    return JudgedClaim(
        anchor=anchors.claim(place, verdict.claim),
        outcome=verdict.outcome,
        mark=MARKS[verdict.outcome],
        sentence=verdict.sentence,
        observed=_observed(verdict),
        expected=expected(verdict.limits),
        slack=_slack(verdict),
        room=_room(verdict),
        unit=verdict.unit,
        remark=_reason(verdict) if verdict.observed is None else verdict.reason or verdict.limits.because,
    )


def _room(verdict: Verdict) -> float | None:
    """None without slack, or without a bound other than zero."""
    limits = verdict.limits
    bounds = [bound for bound in (limits.at_least, limits.at_most) if bound]
    if verdict.slack is None or verdict.observed is None or not math.isfinite(verdict.slack) or not bounds:
        return None
    nearest = min(bounds, key=lambda bound: abs(verdict.observed - bound) if verdict.observed is not None else 0)
    return round(max(-1.0, min(1.0, verdict.slack / abs(nearest))), 3)


def _slack(verdict: Verdict) -> str:
    if verdict.slack is None:
        return ""
    return _tenth(verdict.slack) if verdict.evidence else _minus(number(verdict.slack + 0.0))


def _observed(verdict: Verdict) -> str:
    """The number, with its interval if there is one: points to a tenth, since intervals support no more digits."""
    if verdict.observed is None:
        return ""
    if verdict.evidence is None:
        return _minus(number(verdict.observed))
    return f"{_tenth(verdict.observed)} [{_tenth(verdict.evidence.low)}, {_tenth(verdict.evidence.high)}]"


def _tenth(points: float) -> str:
    return formatting.signed(points, 1).removeprefix("+")


def _minus(figure: str) -> str:
    return figure.replace("-", "\N{MINUS SIGN}")


def _reason(verdict: Verdict) -> str:
    return verdict.reason or ("no number was observed" if verdict.outcome in RED else "no reason is given")
