"""A loss against the accepted run: how large, how sure, and what that means for a claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf, isnan

from benchmark.gate.accepted import AcceptedRun, rounded
from benchmark.gate.smallest import MOST, smallest
from benchmark.verdict import Evidence, Outcome
from fixtures.errors import SetupError
from fixtures.profile.gating import GatePlan
from fixtures.results.run import Run
from fixtures.scoring.metrics.scale import Scale
from fixtures.scoring.paired import Spread, difference, spread
from fixtures.scoring.statistics import ROUNDING, Mean, RetrainingTerm

_ROUNDS = 30  # of a fixed-point iteration that settles after a few


@dataclass(frozen=True)
class Loss:
    """What a method lost against the accepted run in one metric, in points.

    ``loss`` is how much better the accepted run is, paired by example; ``spread`` that of retraining, in points, None
    where neither side has several seeds. ``retrained`` says whether there is training that could be repeated at all.
    """

    loss: Mean
    seeds: tuple[int, int]
    spread: Spread | None
    retrained: bool
    tolerance: float
    plan: GatePlan

    @property
    def floor(self) -> float:
        """What a loss must be significantly above, to be a miss.

        Where it is not known how much training again moves the score, that is the tolerance itself: less could be
        chance.
        """
        unknown = self.retrained and self.spread is None
        return self.tolerance if unknown or self.plan.any_loss == "passes" else 0.0

    @cached_property
    def p(self) -> float:
        """One-sided p of the loss if it were not above the floor."""
        return self.loss.p_above(self.floor)

    @property
    def unmoved(self) -> bool:
        """Whether every example has the score that it had, and training again is not known to move any."""
        return not self.loss.error and self.loss.value == 0

    @property
    def alike(self) -> bool:
        """Whether every example lost, or gained, the same."""
        values = self.loss.values
        return self.loss.value != 0 and bool(max(values) - min(values) <= ROUNDING * abs(self.loss.value))

    def outcome(self, p: float) -> Outcome:
        """Held where the interval rules out more than the tolerance, else missed where p, adjusted, is significant.

        NaN misses. No interval of fewer than five examples (at an alpha of 5 %) rules out anything: that all of so few
        fall on one side of the truth is more likely than alpha.
        """
        enough = 0.5 ** len(self.loss.values) <= self.plan.alpha or self.unmoved
        if enough and self.loss.interval.high <= self.tolerance * (1 + ROUNDING):
            return Outcome.HELD
        missed = p <= self.plan.alpha or isnan(self.loss.value)
        return Outcome.MISSED if missed else Outcome.CANNOT_TELL

    def visible(self, tests: int, *, examples: int | None = None, seeds: int | None = None) -> float:
        """The smallest true loss that this gate turns red with the plan's power, as one of so many tests.

        For other ``examples`` or ``seeds`` on either side, the same variance and spread are assumed.

        To be red a loss must exceed the floor by its critical value, and its interval must reach the tolerance. A loss
        also adds to the variance: it is taken to strike some examples, each by a standard deviation. Infinite where
        examples, or resamples, are too few for any loss to be significant.
        """
        examples = examples or len(self.loss.values)
        if self.loss.surest(examples) > self.plan.alpha / tests:
            return inf
        retraining = self._retraining(seeds)
        errors = self.loss.variance / examples, retraining.error**2
        levels = 1 - self.plan.alpha / tests, 1 - self.plan.alpha / 2, self.plan.power
        significant, sided, power = (_quantile(level, errors, (examples - 1, retraining.freedom)) for level in levels)
        deviation, found = self.loss.variance**0.5, self.floor
        for _ in range(_ROUNDS):
            error = (sum(errors) + found * deviation / examples) ** 0.5
            found = max(self.floor + significant * error, self.tolerance - sided * error) + power * error
        return float(found)

    def _retraining(self, seeds: int | None) -> RetrainingTerm:
        if seeds is None or self.spread is None:
            return self.loss.retraining
        return Spread(self.spread.deviation, 2 * (seeds - 1)).error(seeds, seeds)

    def needed(self, tests: int) -> str:
        """What would let the gate see a loss of the tolerance, which it does not: how many examples, or seeds."""
        if change := self._change(tests):
            return change
        examples = self.examples_needed(tests)
        if examples:  # a single one does not show how others vary
            return f"about {examples:,} examples" if len(self.loss.values) > 1 else "more examples"
        seeds = self.seeds_needed(tests)
        return f"about {seeds:,} seeds on either side" if seeds else "more examples and more seeds"

    def _change(self, tests: int) -> str:
        """What must change before any number of examples is enough; empty where some number is."""
        if self.retrained and self.spread is None:
            return "several seeds, accepted and measured, to know how far retraining moves the score"
        if self.floor >= self.tolerance:
            return "a tolerance above the floor"
        if self.plan.power > 1 - self.plan.alpha / 2:
            return "a lower power"
        return "more resamples" if self.loss.surest(MOST) > self.plan.alpha / tests else ""

    def examples_needed(self, tests: int) -> int | None:
        """The smallest number of examples of which the tolerance is visible; None where no number is enough."""
        return smallest(lambda examples: self.visible(tests, examples=examples) <= self.tolerance, 1)

    def seeds_needed(self, tests: int) -> int | None:
        """The smallest number of seeds, accepted and measured, with which it is; None where no number is enough."""
        if self.spread is None:
            return None
        return smallest(lambda seeds: self.visible(tests, seeds=seeds) <= self.tolerance, 2)

    def evidence(self, p: float, tests: int) -> Evidence:
        """The evidence for the verdict."""
        interval = self.loss.interval
        return Evidence(
            low=interval.low,
            high=interval.high,
            confidence=self.plan.sampling.confidence,
            alpha=self.plan.alpha,
            p_held=None,
            p_missed=p,
            tests=tests,
            p=self.loss.p,
            visible=self.visible(tests),
            examples=len(self.loss.values),
            seeds=self.seeds,
            spread=self.spread.deviation if self.spread else None,
        )


def measure(run: Run, accepted: AcceptedRun, metric: str, tolerance: float, plan: GatePlan) -> Loss:
    """The loss of a run. Raises `SetupError` where other examples were accepted."""
    names = tuple(prediction.example for prediction in run.predictions)
    missing = [name for name in names if name not in accepted.scores]
    if missing or len(names) < len(accepted.scores):
        odd = missing or sorted(set(accepted.scores) - set(names))
        raise SetupError(
            f"the accepted run of {run.method}",
            f"does not match the dataset: only one of them has {odd[0]}",
            "give the examples their ids back, or accept a new run",
        )
    scale = run.scores.metrics[metric].scale
    before = _points(accepted.replicates(metric, names), scale)
    now = _points(rounded(run.scores.replicates(metric), scale), scale)
    known = spread(before, now)
    return Loss(
        loss=difference(before, now, plan.sampling, known),
        seeds=(len(before), len(now)),
        spread=known,
        retrained=run.training is not None,
        tolerance=tolerance,
        plan=plan,
    )


def _points(scores: Sequence[Sequence[float]], scale: Scale) -> list[list[float]]:
    """The scores in points, the higher the better."""
    return [[scale.gain(score, 0.0) for score in seed] for seed in scores]


def _quantile(probability: float, errors: tuple[float, float], freedom: tuple[int, int]) -> float:
    """Of Student's t with the degrees of freedom of two squared errors together (Satterthwaite, 1946)."""
    from scipy.stats import t

    total = sum(errors)
    if not total:
        return 0.0  # it multiplies no error
    rest = sum((error / total) ** 2 / max(1, each) for error, each in zip(errors, freedom, strict=True))
    return float(t.ppf(probability, 1 / rest))
