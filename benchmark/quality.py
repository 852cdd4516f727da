"""Claims of quality: an estimate over examples and seeds is held against its limits, by one-sided tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, isnan, log2
from statistics import NormalDist

from benchmark.verdict import Evidence, Outcome, judge
from fixtures.figures import p_value
from fixtures.profile.expectations import Limits
from fixtures.profile.gating import GatePlan
from fixtures.scoring.estimates import Estimated

_MOST = 10**6  # examples, or seeds, that are worth asking for


@dataclass(frozen=True)
class Judgement:
    """How a claim of quality came out, with its evidence and a remark beside the numbers."""

    outcome: Outcome
    evidence: Evidence
    reason: str


@dataclass(frozen=True)
class BoundTests:
    """The one-sided tests of a bound: ``held`` is the p against a broken bound, ``missed`` that against a kept one."""

    bound: float
    held: float
    missed: float


def judged(estimate: Estimated, limits: Limits, plan: GatePlan) -> Judgement:
    """Held where every bound is significantly kept, missed where one is significantly broken, else "cannot tell".

    Each bound has a test for either at the plan's alpha: that all must be kept needs no adjustment (Berger, 1982), and
    no more than one can be broken. Where the mean is compared, the reason says why. NaN misses.
    """
    if why := _by_mean(estimate, limits, plan):
        return Judgement(judge(estimate.value, limits), _evidence(estimate, plan), why)
    if estimate.doubt:
        return Judgement(Outcome.CANNOT_TELL, _evidence(estimate, plan), estimate.doubt)
    tests = [*_tests(estimate, limits)]
    held, missed = max(each.held for each in tests), min(each.missed for each in tests)
    evidence = _evidence(estimate, plan, held, missed)
    if held <= plan.alpha:
        return Judgement(Outcome.HELD, evidence, _p(held))
    if missed <= plan.alpha:
        return Judgement(Outcome.MISSED, evidence, _p(missed))
    undecided = max(tests, key=lambda each: each.held)
    reason = f"{_p(min(held, missed))}; {_needed(estimate, undecided.bound, plan)}"
    return Judgement(Outcome.CANNOT_TELL, evidence, reason)


def _by_mean(estimate: Estimated, limits: Limits, plan: GatePlan) -> str:
    """Why the mean is compared, and no test is made; empty where one is.

    A bound at the best end of the range allows no other value. What does not vary at all has no error.
    """
    if isnan(estimate.value):
        return "it is no number"
    if plan.decide == "mean":
        return "the mean decides, as [gate] says"
    if limits.exactly is not None:
        return "exactly compares the mean"
    if limits.at_least == estimate.high or limits.at_most == estimate.low:
        return "the mean decides at the end of the range"
    interval = estimate.interval
    return "the mean decides, since no example differs" if interval.low == interval.high else ""


def _tests(estimate: Estimated, limits: Limits) -> Iterator[BoundTests]:
    """The tests of each bound; one that nothing can break is kept for certain."""
    found = estimate.found
    if (low := limits.at_least) is not None:
        certain = low <= estimate.low
        yield BoundTests(low, *((0.0, 1.0) if certain else (found.p_above(low), found.p_below(low))))
    if (high := limits.at_most) is not None:
        certain = high >= estimate.high
        yield BoundTests(high, *((0.0, 1.0) if certain else (found.p_below(high), found.p_above(high))))


def _needed(estimate: Estimated, bound: float, plan: GatePlan) -> str:
    """What would decide about a bound with the plan's power, if the value is what was observed.

    With the standard error of so many examples, or seeds, the distance to the bound is that of both normal quantiles.
    """
    if estimate.examples == 1:
        return "one example says nothing about others"
    if estimate.value == bound:
        return "it is at its bound"
    normal = NormalDist()
    error = abs(estimate.value - bound) / (normal.inv_cdf(1 - plan.alpha) + normal.inv_cdf(plan.power))
    seeds, examples = estimate.by_seeds**2, estimate.by_examples**2
    if count := _enough(estimate.examples, examples, error**2 - seeds, ceil(-log2(plan.alpha))):
        return f"to tell takes about {count:,} examples"
    if seeds and (count := _enough(estimate.seeds, seeds, error**2 - examples)):
        return f"to tell takes about {count:,} seeds"
    return "to tell takes more examples" + (" and more seeds" if seeds else "")


def _enough(present: int, share: float, allowed: float, least: int = 2) -> int | None:
    """How many examples or seeds bring their share of the squared error to what is allowed, of so many present.

    None where no more of them do, or so many that nobody has them. Signs of fewer than ``least`` are never significant.
    """
    count = max(least, ceil(present * share / allowed)) if allowed > share * present / _MOST else 0
    return count if count > present else None


def _p(value: float) -> str:
    return f"one-sided p {p_value(value)}"


def _evidence(estimate: Estimated, plan: GatePlan, held: float | None = None, missed: float | None = None) -> Evidence:
    interval = estimate.interval
    return Evidence(
        low=interval.low,
        high=interval.high,
        confidence=estimate.found.sampling.confidence,
        alpha=plan.alpha,
        p_held=held,
        p_missed=missed,
        examples=estimate.examples,
        seeds=(estimate.seeds,),
        spread=estimate.spread,
    )
