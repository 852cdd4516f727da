"""Statements: a claim as one sentence with its numbers. Terminal, report, summary and JUnit all show this one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isinf

from benchmark.phrases import phrase
from benchmark.verdict import Outcome, Verdict
from fixtures.figures import PERCENT, POINTS, SIZE, TIME, Quantity, Unit
from fixtures.line import one_line
from fixtures.profile.expectations import Limits
from fixtures.profile.nouns import Nouns
from fixtures.scoring.metrics.scale import Scale

TOPIC = "{topic}"
"""What a test's docstring has where the quantity's own phrase states what was found."""

LOSSES = ("lost", "deployed")
"""The families whose numbers are losses: a positive one is worse."""

OWN_FIGURES = {"s": TIME, "seconds": TIME, "bytes": SIZE}
"""Units by which the author of a claim calls what has figures of its own."""


@dataclass(frozen=True)
class About:
    """What a claim's sentence names beside its method: ``scale`` is that of its metric, if it is about one."""

    baseline: str
    reference: str
    nouns: Nouns
    scale: Scale | None = None

    def names(self, method: str | None) -> dict[str, str]:
        """The names by which phrases and docstrings refer to them."""
        noun, plural = self.nouns.noun, self.nouns.plural
        return {
            "method": method or "",
            "baseline": self.baseline,
            "reference": self.reference,
            "metric": self.scale.title if self.scale else "",
            "example": noun,
            "examples": plural,
            "Examples": plural.capitalize(),
        }


def topic(family: str, method: str | None, quantity: str, about: About) -> str:
    """What a claim is about, without a number."""
    found = phrase(family, method, quantity)
    return found.topic.format(**about.names(method)) if found else quantity.replace("_", " ")


def statement(verdict: Verdict, about: About) -> str:
    """The claim with its numbers, on one line: what was found and the limits, or what was to be found.

    Of a family without phrases it is its author's sentence, with the number in the author's unit.
    """
    found = phrase(verdict.family, verdict.method, verdict.quantity)
    if found is None:
        return own_statement(verdict, about)
    names, unit = about.names(verdict.method), _unit(verdict, about)
    if verdict.figure is None:
        return one_line(found.topic.format(**names) + _limits(verdict, unit))
    negative = bool(found.negative) and verdict.figure < 0
    words = found.negative if negative else found.found
    figure = _figure(verdict, unit, mirrored=negative)
    loss = negative and verdict.family in LOSSES
    limits = _loss_limit(verdict.limits) if loss else _limits(verdict, unit)
    return one_line(words.format(figure=figure, **names) + limits)


def own_statement(verdict: Verdict, about: About) -> str:
    """The author's sentence, the number in the author's unit, and the limits.

    A unit that begins with "of" makes the number a share.
    """
    unit, rest = _own_unit(verdict, about)
    sentence = verdict.sentence.rstrip(".")
    if verdict.figure is None:
        return one_line(sentence + _limits(verdict, unit))
    return one_line(f"{sentence}: {_figure(verdict, unit)}{rest}{_limits(verdict, unit)}")


def observed(verdict: Verdict, about: About) -> str:
    """The number with its interval, by itself; empty without one."""
    return "" if verdict.figure is None else _figure(verdict, _unit(verdict, about))


def expected(verdict: Verdict, about: About) -> str:
    """The limits by themselves, in the number's unit."""
    return " and ".join(_words(verdict.limits, _unit(verdict, about)))


def slack(verdict: Verdict, about: About) -> str:
    """How far inside its limits the number is, in its own unit; with a minus where it is outside, empty without one."""
    return "" if verdict.figure is None else _unit(verdict, about).figure(verdict.slack or 0.0, (0.0,))


def _unit(verdict: Verdict, about: About) -> Quantity:
    """How the number of a claim is shown."""
    found = phrase(verdict.family, verdict.method, verdict.quantity)
    return (found.unit or _points(about)) if found else _own_unit(verdict, about)[0]


def _own_unit(verdict: Verdict, about: About) -> tuple[Quantity, str]:
    """How a number in an author's unit is shown, and what follows it."""
    words = verdict.unit
    if words == verdict.quantity and about.scale:
        return _points(about), f" {about.scale.title}"
    if words.startswith("of "):
        return PERCENT, f" {words}"
    if words in OWN_FIGURES:
        return OWN_FIGURES[words], ""
    return POINTS if words == "points" else Unit(digits=3), f" {words}".rstrip()


def _points(about: About) -> Quantity:
    """How a score is shown: in points, as differences between scores are."""
    return about.scale.unit if about.scale else POINTS


def _figure(verdict: Verdict, unit: Quantity, *, mirrored: bool = False) -> str:
    """The number, with its interval where there is one."""
    sign, bounds = -1 if mirrored else 1, _bounds(verdict.limits)
    observed = sign * (verdict.figure or 0.0)
    figure = unit.figure(observed, [sign * bound for bound in bounds])
    evidence = verdict.evidence
    if evidence is None or isinf(evidence.high - evidence.low):
        return figure
    low, high = sorted((sign * evidence.low, sign * evidence.high))
    same = unit.of(observed)
    return f"{figure} [{same.bare(low)}, {same.bare(high)}]"


def _bounds(limits: Limits) -> Sequence[float]:
    return tuple(limits.given.values())


def _limits(verdict: Verdict, unit: Quantity) -> str:
    """The limits in brackets, if there are any; what was found exactly needs none."""
    limits, exact = verdict.limits, verdict.limits.exactly
    if exact is not None and verdict.outcome is Outcome.HELD:
        return ""
    words = " and ".join(_words(limits, unit))
    return f" ({words})" if words else ""


def _words(limits: Limits, unit: Quantity) -> Iterator[str]:
    low, high = limits.at_least, limits.at_most
    if limits.exactly is not None:
        yield f"expected {unit.bound(limits.exactly)}"
    if low is not None and high is not None:
        yield f"between {unit.bound(low)} and {unit.bound(high)}"
    elif low is not None:
        yield f"at least {unit.bound(low)}"
    elif high is not None:
        yield f"limit {unit.bound(high)}"


def _loss_limit(limits: Limits) -> str:
    """The limit of a loss, beside a gain."""
    return f" (limit: a loss of {POINTS.bound(limits.at_most or 0.0)})"
