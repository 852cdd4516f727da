"""Reasons: what is said beside the numbers of a verdict on a loss."""

from collections.abc import Iterator
from math import ceil, floor, inf, isnan, log10

from benchmark.gate.loss import Loss
from benchmark.verdict import Outcome
from fixtures.figures import p_value


def reasons(loss: Loss, tests: int) -> Iterator[str]:
    """What makes the verdict on a loss, as one of so many claims, and what it would take to tell."""
    if loss.unmoved:
        yield "no example's score has moved"
        return
    if isnan(loss.loss.value):
        yield "the loss is NaN"
        return
    if len(loss.loss.values) == 1:
        yield "one example says nothing about others"
    elif loss.alike:
        yield f"every example {'lost' if loss.loss.value > 0 else 'gained'} the same"
    outcome = loss.outcome(tests)
    if outcome is Outcome.MISSED:
        yield from _missed(loss, tests)
        return
    if loss.moved and loss.loss.value > 0:
        alone = f", but not as one of {tests} claims" if loss.bound < loss.tolerance else ""
        yield "a significant loss" + (" within the tolerance" if outcome is Outcome.HELD else "") + alone
    if outcome is Outcome.CANNOT_TELL:
        yield _wanted(loss)
    yield _seen(loss, tests)
    if loss.loss.interval.high < -loss.tolerance:
        yield "accept so large a gain with --accept"


def _missed(loss: Loss, tests: int) -> Iterator[str]:
    if loss.bound < loss.tolerance:
        yield 'a significant loss, and any_loss = "fails"'
    yield f"p {p_value(loss.p_missed(tests))}" + (f", adjusted for {tests} claims" if tests > 1 else "")
    if loss.unknown:
        yield "one training on either side does not show how far another would move the score"


def _wanted(loss: Loss) -> str:
    """What it takes to hold the claim, if nothing was lost."""
    if loss.unknown:
        return "how far training again moves the score takes several seeds to know, here or accepted: --seeds 1,2,3"
    if loss.resolved:
        return "too near the tolerance to tell"
    return f"to hold {loss.tolerance:g} points takes {_needed(loss)}"


def _needed(loss: Loss) -> str:
    level, points = loss.plan.alpha, loss.tolerance
    if len(loss.loss.values) == 1:
        return "more examples"  # a single one does not show how others vary
    examples = loss.resolution.examples_needed(level, points)
    seeds = loss.resolution.seeds_needed(level, points)
    ways = [f"about {examples:,} examples"] if examples else []
    ways += [f"about {seeds:,} seeds on either side"] if seeds else []
    return ", or ".join(ways) or "more examples and more seeds"


def _seen(loss: Loss, tests: int) -> str:
    visible = loss.visible(tests)
    if visible == inf:
        return "sees no loss, however large"
    return f"sees a loss of {_up(visible)} points shared by all examples (a collapse of few takes more)"


def _up(points: float) -> str:
    """To two digits, rounded up."""
    places = 1 - floor(log10(points)) if points else 0
    return f"{ceil(round(points * 10.0**places, 6)) / 10.0**places:g}"
