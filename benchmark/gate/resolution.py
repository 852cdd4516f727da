"""Resolution: how small a loss a comparison tells apart from none, and what it takes to tell a smaller one."""

from dataclasses import dataclass
from math import inf

from benchmark.gate.smallest import smallest
from fixtures.scoring.paired import Spread
from fixtures.scoring.statistics import Mean


@dataclass(frozen=True)
class Resolution:
    """What a mean of paired differences resolves, in points.

    Each difference is one between means over ``seeds`` on either side. A part of their variance is the noise of single
    trainings, which more seeds average out; the rest is between the two versions. ``spread`` is that of retraining;
    None where it adds nothing, or nothing that is known.
    """

    mean: Mean
    seeds: tuple[int, int]
    spread: Spread | None
    power: float

    def at(self, level: float, *, examples: int | None = None, seeds: int | None = None) -> float:
        """The distance from its bound at which a one-sided test at a level decides, with the power.

        It is (t of 1 - level + t of the power) standard errors, Student's t having the degrees of freedom of both
        errors together (Julious, 2004; Satterthwaite, 1946). All examples are taken to lose alike: that a
        few lose much adds to the variance. With other ``examples``, or with at least so many ``seeds`` on either side,
        the rest is taken to stay. Infinite where so few examples, or resamples, are never significant.
        """
        examples = examples or len(self.mean.values)
        if self.mean.surest(examples) > level:
            return inf
        counts = self._counts(seeds)
        sampled, retrained = self._variance(counts) / examples, 0.0
        if self.spread:
            retrained = self.spread.error(*counts).error ** 2
        quantiles = _quantiles((1 - level, self.power), (sampled, retrained), (examples - 1, self._freedom(counts)))
        return float(sum(quantiles) * (sampled + retrained) ** 0.5)

    def examples_needed(self, level: float, points: float) -> int | None:
        """The smallest number of examples that resolves so many points; None where no number does."""
        return smallest(lambda examples: self.at(level, examples=examples) <= points, 1)

    def seeds_needed(self, level: float, points: float) -> int | None:
        """The smallest number of seeds on either side that does; None where no number does, or none is known to."""
        return smallest(lambda seeds: self.at(level, seeds=seeds) <= points, 2) if self.spread else None

    def _counts(self, least: int | None) -> tuple[int, int]:
        accepted, measured = self.seeds
        return max(accepted, least or 1), max(measured, least or 1)

    def _variance(self, counts: tuple[int, int]) -> float:
        noise = self.spread.noise if self.spread else 0.0
        between = max(0.0, self.mean.variance - noise * _halves(self.seeds))
        return between + noise * _halves(counts)

    def _freedom(self, counts: tuple[int, int]) -> float:
        """More seeds show the spread better, in proportion."""
        return self.spread.freedom * (sum(counts) - 2) / max(1, sum(self.seeds) - 2) if self.spread else 1


def _halves(seeds: tuple[int, int]) -> float:
    """What a variance of one training is multiplied by in a difference of means."""
    return sum(1 / count for count in seeds)


def _quantiles(
    probabilities: tuple[float, ...], errors: tuple[float, float], freedom: tuple[float, float]
) -> tuple[float, ...]:
    """Of Student's t with the degrees of freedom of two squared errors together."""
    from scipy.stats import t

    total = sum(errors)
    if not total:
        return tuple(0.0 for _ in probabilities)  # they multiply no error
    rest = sum((error / total) ** 2 / max(1, each) for error, each in zip(errors, freedom, strict=True))
    return tuple(float(t.ppf(probability, 1 / rest)) for probability in probabilities)
