"""Coverage: how often an interval holds the true mean, by kind of values and number of examples."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmark.gate.calibration.cells import Cell, generator, spread_out
from benchmark.gate.calibration.comparison import SEEDS, USUAL, recorded
from benchmark.gate.calibration.draw import LIMITS, PLAN, DrawSource
from benchmark.gate.calibration.generated import Generated
from benchmark.gate.calibration.plants import Plant
from benchmark.gate.calibration.table import several, table
from fixtures.scoring.statistics import Mean

EXAMPLES = (20, 50, 100, 500)
REACH = (-LIMITS[1], LIMITS[1])
TAIL = (1 - PLAN.sampling.confidence) / 2


@dataclass(frozen=True)
class Differences:
    """Differences of examples in points, without seeds: what ``plant`` loses, and normal ``noise`` on a share."""

    name: str
    plant: Plant
    mean: float
    noise: float = 0.0
    noisy: float = 1.0

    def means(self, examples: int, draws: int) -> Iterator[Mean]:
        """So many means, whose intervals are to hold ``mean``."""
        random = generator(f"{self.name}, {examples}")
        for _ in range(draws):
            values = self.plant.lost(random, examples, self.mean)
            values = values + np.where(random.random(examples) < self.noisy, random.normal(0, self.noise, examples), 0)
            yield Mean(values, sampling=PLAN.sampling, reach=REACH)


@dataclass(frozen=True)
class Retrained:
    """Losses of runs that lost nothing, retraining included."""

    source: DrawSource
    mean: float = 0.0

    @property
    def name(self) -> str:
        """Where from."""
        return f"{self.source.kind}, {several(SEEDS)} seeds"

    def means(self, examples: int, draws: int) -> Iterator[Mean]:
        """So many means, whose intervals are to hold ``mean``."""
        return (draw.loss for draw in Cell(self.source, examples, SEEDS, 0.0).draws(draws))


KINDS = (
    Differences("normal", Plant.EVERYWHERE, 0.0, noise=8),
    Differences("half tied", Plant.EVERYWHERE, 0.0, noise=10, noisy=0.5),
    Differences("lognormal", Plant.LOGNORMAL, 3.0),
    Differences("1 in 10 collapses", Plant.COLLAPSE, 4.0),
    Differences("1 in 20 collapses", Plant.COLLAPSE, 2.0),
    Differences("1 in 20 collapses, a third noisy", Plant.COLLAPSE, 2.0, noise=5, noisy=0.3),
    Differences("1 in 10 gains, the rest lose, mean 0", Plant.RARE_GAIN, 0.0, noise=1),
)
"""Kinds of differences between two runs."""


@dataclass(frozen=True)
class Count:
    """Counts intervals that hold the true mean."""

    draws: int

    def __call__(self, task: tuple[Differences | Retrained, int]) -> tuple[float, float]:
        """The shares of this suite's intervals, and of percentile bootstrap ones."""
        kind, examples = task
        held = np.zeros(2)
        for mean in kind.means(examples, self.draws):
            ends = (mean.interval.low, mean.interval.high), percentile(mean)
            held += [low <= kind.mean <= high for low, high in ends]
        own, other = held / self.draws
        return float(own), float(other)


def coverage(draws: int) -> Iterator[str]:
    """A table of coverage, that of the percentile bootstrap in brackets."""
    kinds = (*KINDS, Retrained(Generated(USUAL)), Retrained(recorded()[0]))
    found = iter(spread_out(Count(draws), [(kind, examples) for kind in kinds for examples in EXAMPLES]))
    rows = ((kind.name, *(f"{100 * own:.0f} ({100 * other:.0f})" for own, other in _next(found))) for kind in kinds)
    yield from table(("values", *(f"{examples} examples" for examples in EXAMPLES)), rows)


def percentile(mean: Mean) -> tuple[float, float]:
    """The ends of the percentile bootstrap interval (Efron and Tibshirani, 1993), retraining added to each resample."""
    random = np.random.default_rng(PLAN.sampling.seed)
    values, count = np.asarray(mean.values), PLAN.sampling.resamples
    drawn = values[random.integers(0, len(values), (count, len(values)))].mean(axis=1)
    drawn += mean.retraining.error * random.standard_t(mean.retraining.freedom, count)
    low, high = np.quantile(drawn, (TAIL, 1 - TAIL))
    return float(low), float(high)


def _next(found: Iterator[tuple[float, float]]) -> list[tuple[float, float]]:
    return [next(found) for _ in EXAMPLES]
