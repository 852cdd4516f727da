"""A verdict: one observed number compared with one bound."""

import math
from enum import StrEnum

from fixtures.figures import number
from fixtures.line import one_line
from fixtures.profile.expectations import Limits
from fixtures.values import Value


class Outcome(StrEnum):
    """How a claim came out; an error is a test that broke off before it could judge."""

    HELD = "held"
    MISSED = "missed"
    ERROR = "error"
    CANNOT_TELL = "cannot tell"
    NOT_MEASURED = "not measured"


RED = frozenset({Outcome.MISSED, Outcome.ERROR})
"""Outcomes that fail the test and forbid accepting the run."""

_BY_NUMBERS = frozenset({Outcome.HELD, Outcome.MISSED})
"""Outcomes that follow from the number and its limits."""


class Evidence(Value):
    """How sure a verdict on quality is, in the verdict's unit.

    ``low`` and ``high`` are the two-sided interval at ``confidence``; ``alpha`` is the one-sided level that decided.
    ``p_held`` is the one-sided p of "the bound is not kept" (held where it is at most alpha), and ``p_missed`` that of
    "the bound is kept", adjusted for ``tests`` claims (missed where it is at most alpha); None where there is no such
    test. In records of schema 2 ``p_missed`` is that of no loss at all.

    Of a loss, ``p`` is the two-sided p of no change, which agrees with the interval, and ``visible`` the smallest true
    loss that the gate turns red with the plan's power. ``seeds`` are how many were accepted and measured, or how many
    were measured alone; ``spread`` is how far training again moves the score, None where that is not known.
    """

    low: float
    high: float
    confidence: float
    alpha: float
    p_held: float | None
    p_missed: float | None
    tests: int = 1
    p: float | None = None
    visible: float | None = None
    examples: int
    seeds: tuple[int, ...]
    spread: float | None


class Verdict(Value):
    """One claim judged; true where it held. ``sentence`` says what is claimed, ``limits`` what was expected.

    ``statement`` is the claim with its numbers, as people read it; empty in records from before it was kept.
    ``observed`` is None where nothing was observed, and ``reason`` then says why; otherwise it adds to the verdict.
    """

    claim: str
    family: str
    sentence: str
    profile: str
    method: str | None
    quantity: str
    observed: float | None
    limits: Limits
    unit: str
    outcome: Outcome
    statement: str = ""
    reason: str = ""
    evidence: Evidence | None = None

    def __bool__(self) -> bool:
        return self.outcome is Outcome.HELD

    def __repr__(self) -> str:
        """What came out, on one line; text from outside cannot begin another."""
        return self.told(self.statement or self.sentence.rstrip("."))

    def told(self, statement: str) -> str:
        """A statement of the claim with its outcome, unless the numbers tell that, and with the reason."""
        outcome = "" if self.figure is not None and self.outcome in _BY_NUMBERS else f": {self.outcome}"
        return one_line("; ".join(filter(None, (f"{statement}{outcome}", self.why))))

    @property
    def figure(self) -> float | None:
        """What was observed, if it is a number: NaN is none, and becomes None in a record."""
        return None if self.observed is None or math.isnan(self.observed) else self.observed

    @property
    def why(self) -> str:
        """The reason; something is said also where there is neither that nor a number."""
        if self.reason or self.figure is not None:
            return self.reason
        return "no number was observed" if self.outcome in RED else "no reason is given"

    @property
    def slack(self) -> float | None:
        """How far inside its limits the observed number is, in its own unit; negative where it missed."""
        return None if self.observed is None else slack(self.observed, self.limits)


def slack(observed: float, limits: Limits) -> float:
    """The distance to the nearest limit, negative outside; NaN for NaN, which no limit holds."""
    distances = []
    if limits.at_least is not None:
        distances.append(observed - limits.at_least)
    if limits.at_most is not None:
        distances.append(limits.at_most - observed)
    if limits.exactly is not None:
        distances.append(-abs(observed - limits.exactly))
    return math.nan if math.isnan(observed) else min(distances)


def judge(observed: float, limits: Limits) -> Outcome:
    """Held where the number is inside its limits; NaN is not."""
    return Outcome.HELD if slack(observed, limits) >= 0 else Outcome.MISSED


def expected(limits: Limits) -> str:
    """The limits in words."""
    words = {"at least": limits.at_least, "at most": limits.at_most, "exactly": limits.exactly}
    return " and ".join(f"{word} {number(limit)}" for word, limit in words.items() if limit is not None)
