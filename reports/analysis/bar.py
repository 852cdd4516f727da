"""The bar of a claim: where its number and interval lie in regard to the nearest bound."""

from dataclasses import dataclass
from math import isfinite, isinf

from benchmark.verdict import Verdict, slack
from fixtures.profile.expectations import Limits


@dataclass(frozen=True)
class Bar:
    """Slack as a share of the nearest bound, from -1 to 1, positive inside: of the number and of its interval's ends.

    ``ends`` is None where there is no interval.
    """

    room: float
    ends: tuple[float, float] | None


def bar(verdict: Verdict) -> Bar | None:
    """None without a number, or without a bound other than zero."""
    observed, limits, evidence = verdict.observed, verdict.limits, verdict.evidence
    bounds = [bound for bound in (limits.at_least, limits.at_most) if bound]
    if observed is None or not isfinite(observed) or not bounds:
        return None
    nearest = min(bounds, key=lambda bound: abs(observed - bound))
    own = Limits(at_least=nearest) if nearest == limits.at_least else Limits(at_most=nearest)
    ends = None
    if evidence and not isinf(evidence.high - evidence.low):
        low, high = sorted(_share(slack(end, own), nearest) for end in (evidence.low, evidence.high))
        ends = (low, high)
    return Bar(_share(slack(observed, limits), nearest), ends)


def _share(distance: float, bound: float) -> float:
    return round(max(-1.0, min(1.0, distance / abs(bound))), 3)
