"""Spending: the level at which each look at a claim may decide it, so that all looks together keep alpha.

Looking after each training and stopping at the first significant answer is wrong too often: with five
looks at a level of 5 % in 14 % of all cases (Armitage, McPherson and Rowe, 1969; Pocock, 1977). So alpha is
spent over the looks (Lan and DeMets, 1983), as the cube of the information that there is (the power family of Kim and
DeMets, 1987): little at first, and most of it at the last look. Where nothing is accepted it is the square, so that
resamples can still show so small a p at the first look.

Information is the inverse of a variance. That of a loss is in proportion to 1/accepted + 1/measured seeds, with a
part that all looks share where examples have changed for good. That part makes the looks more alike, which lowers the
chance that any of them is wrong (Slepian, 1962); so the levels are those without it, and depend on no data.
"""

from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Final

import numpy as np

from fixtures.profile.gating import GatePlan
from fixtures.profile.methods import Trainable
from fixtures.profile.profile import Profile

_POWER = 3
_POWER_ALONE = 2
_DRAWS = 500_000


@dataclass(frozen=True)
class Spending:
    """How many looks there are at claims about what is trained: ``most``, after each training one."""

    most: int = 1

    def plan(
        self, profile: Profile, method: str | None, measured: int, accepted: int | None = None, tests: int = 1
    ) -> GatePlan:
        """A profile's plan as it is at a look at a method; what is not trained is looked at once."""
        trained = isinstance(profile.methods.get(str(method)), Trainable)
        return self.plan_at(profile.gate, measured, accepted, tests) if trained else profile.gate

    def plan_at(self, plan: GatePlan, measured: int, accepted: int | None = None, tests: int = 1) -> GatePlan:
        """The plan with the alpha of a look at so many ``measured`` seeds, as `level` has it.

        A claim that is one of several ``tests`` may be wrong with its share of alpha.
        """
        alpha = tests * level(plan.alpha / tests, measured, self.most, accepted)
        return plan.model_copy(update={"alpha": alpha})

    def plan_of_all(self, plan: GatePlan) -> GatePlan:
        """The plan of a claim about all methods, each at a look of its own: all looks have the same share of alpha."""
        return plan.model_copy(update={"alpha": plan.alpha / self.most})


ONE_LOOK: Final = Spending()
"""Where nothing is trained until it is decided."""


def level(alpha: float, look: int, most: int, accepted: int | None) -> float:
    """The one-sided level of a look, the first is 1, where ``most`` looks together may be wrong with chance ``alpha``.

    Look k compares k seeds with so many ``accepted`` ones, or with a bound where that is None. The level is 0 where
    nothing is known of how far training again moves the score: with one accepted and one measured seed.
    """
    if most == 1:
        return alpha
    return _levels(alpha, most, accepted)[look - 1]


@cache
def _levels(alpha: float, most: int, accepted: int | None) -> tuple[float, ...]:
    """The level of each look, from drawn sequences of looks that differ in their seeds alone.

    Each look has Student's t of its seeds, with the variance within all seeds that there are; where nothing was
    accepted, the spread of the seeds is taken to be known.
    """
    from scipy.stats import t

    random = np.random.default_rng(0)
    before, now, found = _Seeds(random), _Seeds(random), []
    before.train(accepted or 0)
    undecided, spent = np.ones(_DRAWS, dtype=bool), 0
    for look in range(1, most + 1):
        now.train(1)
        freedom = (accepted - 1) + (look - 1) if accepted else inf
        information = _error(most, accepted) / _error(look, accepted)
        share = information ** (_POWER if accepted else _POWER_ALONE)
        rejected = round(alpha * share * _DRAWS) - spent if freedom else 0
        if not rejected:
            found.append(0.0)
            continue
        deviation = ((before.within + now.within) / freedom) ** 0.5 if accepted else 1.0
        statistic = (now.mean - before.mean) / (deviation * _error(look, accepted) ** 0.5)
        critical = np.partition(statistic[undecided], -rejected)[-rejected]
        found.append(float(t.sf(critical, freedom)))
        undecided &= statistic < critical
        spent += rejected
    return tuple(found)


def _error(measured: int, accepted: int | None) -> float:
    """The squared error of a loss, in squared spreads between seeds."""
    return 1 / measured + (1 / accepted if accepted else 0)


class _Seeds:
    """Scores of seeds from the standard normal distribution, in many draws at once: their mean, and squares within."""

    def __init__(self, random: np.random.Generator) -> None:
        self._random = random
        self._count = 0
        self.mean = np.zeros(_DRAWS)
        self.within = np.zeros(_DRAWS)

    def train(self, count: int) -> None:
        """Adds so many seeds (Welford, 1962)."""
        for _ in range(count):
            self._count += 1
            step = self._random.standard_normal(_DRAWS) - self.mean
            self.mean = self.mean + step / self._count
            self.within += step**2 * (1 - 1 / self._count)
