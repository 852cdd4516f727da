"""A verdict: one observed number held against one bound."""

import math
from enum import StrEnum

from fixtures.expectations import Limits
from fixtures.values import Value


class Outcome(StrEnum):
    """How a claim came out."""

    HELD = "held"
    MISSED = "missed"
    NOT_MEASURED = "not measured"


class Verdict(Value):
    """One claim judged; true where it held. ``sentence`` says what is claimed, ``limits`` what was expected.

    ``observed`` is None where nothing was observed, and ``reason`` then says why.
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
    reason: str = ""

    def __bool__(self) -> bool:
        return self.outcome is Outcome.HELD

    def __repr__(self) -> str:
        if self.observed is None:
            return f"{self.outcome}: {self.reason}"
        distance = slack(self.observed, self.limits)
        by = f" by {number(-distance)}" if distance < 0 else ""
        return f"{self.outcome}{by}: {number(self.observed)} {self.unit}, expected {expected(self.limits)}"

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


def number(value: float) -> str:
    """Counts in full with separators, other numbers to four significant digits."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4g}"
