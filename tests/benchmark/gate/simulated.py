"""Simulated runs of a known loss, and how often the gate comes to an outcome."""

from dataclasses import dataclass

import numpy as np

from benchmark.gate.loss import Loss
from benchmark.verdict import Outcome
from fixtures.profile.gating import GatePlan
from fixtures.scoring.paired import difference, spread

PLAN = GatePlan(resamples=200)
"""Fewer resamples than a profile has, since a simulation judges hundreds of runs."""


@dataclass(frozen=True)
class Simulation:
    """Two versions, of which the second lost so many points, up to a normal ``deviation`` by example.

    Each of their trainings moves all examples alike, by a normal ``retraining``, and each example by a ``noise``; none
    of both is of what is not trained.
    """

    examples: int
    lost: float = 0.0
    tolerance: float = 2.0
    deviation: float = 5.0
    seeds: tuple[int, int] = (1, 1)
    retraining: float = 0.0
    noise: float = 0.0
    plan: GatePlan = PLAN

    def losses(self, draws: int) -> list[Loss]:
        """Of so many pairs of runs."""
        return [self._draw(np.random.default_rng(draw)) for draw in range(draws)]

    def share(self, outcome: Outcome, draws: int, tests: int = 1) -> float:
        """How many of the draws come out so, as one of so many claims."""
        return sum(loss.outcome(tests) is outcome for loss in self.losses(draws)) / draws

    def _draw(self, random: np.random.Generator) -> Loss:
        before = random.normal(50, 15, self.examples)
        now = before - random.normal(self.lost, self.deviation, self.examples)
        one, other = (self._trained(random, *each) for each in zip((before, now), self.seeds, strict=True))
        known = spread(one, other)
        mean = difference(one, other, self.plan.sampling, known)
        return Loss(mean, self.seeds, known, bool(self.retraining), self.tolerance, self.plan)

    def _trained(self, random: np.random.Generator, scores: np.ndarray, seeds: int) -> list[list[float]]:
        moved = random.normal(0, self.retraining, (seeds, 1)) + random.normal(0, self.noise, (seeds, len(scores)))
        trained: list[list[float]] = (scores + moved).tolist()
        return trained
