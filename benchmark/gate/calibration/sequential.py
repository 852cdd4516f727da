"""Seeds until decided: how many the gate takes, and how often it is wrong, where it looks after each training."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import fmean
from typing import Protocol

import numpy as np

from benchmark.gate.loss import Loss
from benchmark.spending import Spending
from benchmark.verdict import Outcome
from fixtures.profile.gating import GatePlan
from fixtures.scoring.paired import difference, spread

EXAMPLES = (100, 200, 500)
ACCEPTED, MOST = 5, 5
TOLERANCE = 2.0
PLAN = GatePlan(resamples=2000)
_LIMITS = (0.0, 100.0)  # points that an example can score


class Pair(Protocol):
    """Two runs on the same examples in points: shape (seeds, examples, references)."""

    @property
    def before(self) -> np.ndarray:
        """The accepted one."""

    @property
    def now(self) -> np.ndarray:
        """The one compared with it."""


DrawPair = Callable[[np.random.Generator, int, tuple[int, int], float], Pair]
"""Draws a pair: with so many examples, seeds accepted and measured, and points truly lost."""


@dataclass(frozen=True)
class SeedsTaken:
    """How many seeds it takes on average, and the shares of outcomes."""

    seeds: float
    held: float
    missed: float

    @property
    def cannot_tell(self) -> float:
        """The rest."""
        return 1 - self.held - self.missed


def table(draw: DrawPair, draws: int) -> Iterator[str]:
    """A row for each number of examples and loss: of a loss of just the tolerance, green and red are wrong."""
    yield "| examples | points lost | seeds, mean | gate green | gate red | cannot tell |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: |"
    for examples in EXAMPLES:
        for lost in (0.0, TOLERANCE):
            found = rates(draw, draws, examples, lost)
            shares = (found.held, found.missed, found.cannot_tell)
            yield f"| {examples} | {lost:g} | {found.seeds:.1f} | {' | '.join(f'{share:.1%}' for share in shares)} |"


def rates(draw: DrawPair, draws: int, examples: int, lost: float) -> SeedsTaken:
    """Of many pairs, each looked at until it is decided."""
    random = np.random.default_rng((examples, round(100 * lost)))
    pairs = (draw(random, examples, (ACCEPTED, MOST), lost) for _ in range(draws))
    seeds, outcomes = zip(*(decide(pair) for pair in pairs), strict=True)
    held, missed = (fmean(outcome is each for outcome in outcomes) for each in (Outcome.HELD, Outcome.MISSED))
    return SeedsTaken(fmean(seeds), held, missed)


def decide(pair: Pair) -> tuple[int, Outcome]:
    """The number of seeds that it takes, at most all that the pair has, and what the gate says then."""
    before, most = pair.before.mean(axis=2).tolist(), len(pair.now)
    for look in range(1, most + 1):
        outcome = _look(before, pair.now[:look].mean(axis=2).tolist(), most)
        if outcome is not Outcome.CANNOT_TELL:
            break
    return look, outcome


def _look(before: list[list[float]], now: list[list[float]], most: int) -> Outcome:
    known = spread(before, now)
    loss = difference(before, now, PLAN.sampling, known, limits=_LIMITS)
    plan = Spending(most).plan_at(PLAN, len(now), len(before))
    return Loss(loss, (len(before), len(now)), known, True, TOLERANCE, plan).outcome(1)  # noqa: FBT003
