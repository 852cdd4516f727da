"""A draw: two runs of one method on the same examples, of which the second may have lost something."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from fixtures.profile.gating import GatePlan
from fixtures.scoring.paired import Spread, difference, spread
from fixtures.scoring.statistics import Mean

PLAN = GatePlan(resamples=1000)
"""The gate's defaults, with fewer resamples: the study takes many thousands of decisions."""

LIMITS = (0.0, 100.0)
"""The lowest and the highest score of an example, in points."""


@dataclass(frozen=True)
class Draw:
    """The scores of both runs in points: shape (seeds, examples, references).

    ``trained`` says whether there is training that could be repeated at all.
    """

    before: np.ndarray
    now: np.ndarray
    trained: bool = True

    @property
    def seeds(self) -> tuple[int, int]:
        """Trainings accepted and measured."""
        return len(self.before), len(self.now)

    @cached_property
    def scores(self) -> tuple[list[list[float]], list[list[float]]]:
        """Both runs' scores of each example, its references averaged: shape (seeds, examples)."""
        return self.before.mean(axis=2).tolist(), self.now.mean(axis=2).tolist()

    @cached_property
    def known(self) -> Spread | None:
        """The spread of retraining as the seeds of both runs show it; None where neither has several."""
        return spread(*self.scores)

    @cached_property
    def loss(self) -> Mean:
        """How much better the accepted run is, as the gate finds it."""
        before, now = self.scores
        return difference(before, now, PLAN.sampling, self.known, limits=LIMITS)


class DrawSource(Protocol):
    """Where draws come from."""

    @property
    def kind(self) -> str:
        """What tables call its scores where nothing is lost."""

    @property
    def name(self) -> str:
        """What tables call them together with how a loss falls on examples."""

    def draw(self, random: np.random.Generator, examples: int, seeds: tuple[int, int], loss: float) -> Draw:
        """Two runs with so many seeds each, of which the second loses so many points on average over all examples."""
