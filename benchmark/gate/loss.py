"""A loss against the accepted run: how large, how sure, and what that means for a claim."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import isnan

from benchmark.gate.accepted import AcceptedRun, rounded
from benchmark.gate.resolution import Resolution
from benchmark.verdict import Evidence, Outcome
from fixtures.errors import SetupError
from fixtures.profile.gating import GatePlan
from fixtures.results.run import Run
from fixtures.scoring.metrics.scale import Scale
from fixtures.scoring.paired import Replicates, Spread, difference, spread
from fixtures.scoring.statistics import ROUNDING, Mean


@dataclass(frozen=True)
class Loss:
    """What was lost against the accepted run in one metric, in points, or in the ``unit`` of own figures.

    ``loss`` is how much better the accepted run is, paired by example; ``spread`` that of retraining, None where
    neither side has several seeds. ``retrained`` says whether there is training that could be repeated at all.
    """

    loss: Mean
    seeds: tuple[int, int]
    spread: Spread | None
    retrained: bool
    tolerance: float
    plan: GatePlan
    unit: str = "points"

    @property
    def unknown(self) -> bool:
        """Whether it is unknown how far retraining moves the score."""
        return self.retrained and self.spread is None

    @property
    def unmoved(self) -> bool:
        """Whether every example's score is unchanged, and no retraining error is known."""
        return not self.loss.error and self.loss.value == 0

    @property
    def alike(self) -> bool:
        """Whether every example lost, or gained, the same."""
        values = self.loss.values
        return self.loss.value != 0 and bool(max(values) - min(values) <= ROUNDING * abs(self.loss.value))

    @property
    def moved(self) -> bool:
        """Whether the score has moved significantly, either way: where its interval excludes zero."""
        return self.loss.p < 1 - self.loss.sampling.confidence

    @property
    def bound(self) -> float:
        """What a loss must be significantly above, to be a miss: the tolerance, or zero where any loss fails.

        Where the spread of retraining is unknown, it is allowed as much as the tolerance: the loss must be above twice
        the tolerance, whatever ``any_loss`` says.
        """
        if self.unknown:
            return 2 * self.tolerance
        return 0.0 if self.plan.any_loss == "fails" else self.tolerance

    @cached_property
    def p_held(self) -> float | None:
        """One-sided p against a loss at or above the tolerance (non-inferiority). None where `unknown`.

        It is never below the smallest p that so few examples can give.
        """
        if self.unmoved:
            return 0.0  # it is the accepted run
        return None if self.unknown else max(self.loss.p_below(self.tolerance), self.loss.surest())

    def p_missed(self, tests: int) -> float:
        """One-sided p against a loss at or below its bound, as one of so many claims (Bonferroni, 1936)."""
        return min(1.0, tests * self._p_above)

    @cached_property
    def _p_above(self) -> float:
        return self.loss.p_above(self.bound)

    def outcome(self, tests: int) -> Outcome:
        """Missed where the loss is significantly above its bound as one of so many claims, or is no number.

        Held where it is significantly below the tolerance, each claim by itself.
        """
        if self.p_missed(tests) <= self.plan.alpha or isnan(self.loss.value):
            return Outcome.MISSED
        held = self.p_held is not None and self.p_held <= self.plan.alpha
        return Outcome.HELD if held else Outcome.CANNOT_TELL

    @property
    def resolution(self) -> Resolution:
        """What the comparison resolves, from which follow the visible loss and what it takes to hold the claim."""
        return Resolution(self.loss, self.seeds, self.spread, self.plan.power)

    def visible(self, tests: int) -> float:
        """The smallest true loss that is red with the plan's power, if all examples share it."""
        return self.bound + self.resolution.at(self.plan.alpha / tests)

    @property
    def resolved(self) -> bool:
        """Whether a run that lost nothing is held with the plan's power."""
        return not self.unknown and self.resolution.at(self.plan.alpha) <= self.tolerance

    def evidence(self, tests: int) -> Evidence:
        """The evidence for the verdict."""
        interval = self.loss.interval
        return Evidence(
            low=interval.low,
            high=interval.high,
            confidence=self.loss.sampling.confidence,
            alpha=self.plan.alpha,
            p_held=self.p_held,
            p_missed=self.p_missed(tests),
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
    matched(f"the accepted run of {run.method}", names, accepted.scores)
    measured = run.scores.metrics[metric]
    now = rounded(run.scores.replicates(metric), measured.scale)
    both = accepted.replicates(metric, names), now
    return paired(both, measured.scale, measured.limits, tolerance, plan, retrained=is_retrained(run))


def matched(thing: str, names: Collection[str], accepted: Collection[str]) -> None:
    """Raises `SetupError` where the ``thing`` has other examples than were accepted."""
    if odd := [*_without(names, set(accepted)), *_without(accepted, set(names))]:
        raise SetupError(
            thing,
            f"does not match the dataset: only one of them has {odd[0]}",
            "give the examples their ids back, or accept a new run",
        )


def _without(names: Iterable[str], others: set[str]) -> Iterator[str]:
    return (name for name in names if name not in others)


def is_retrained(run: Run) -> bool:
    """Whether training a run's method again could move its predictions."""
    return run.training is not None or run.retrained


def paired(  # noqa: PLR0913  all of a comparison
    both: tuple[Replicates, Replicates],
    scale: Scale,
    limits: tuple[float, float],
    tolerance: float,
    plan: GatePlan,
    *,
    retrained: bool,
    unit: str = "points",
) -> Loss:
    """The loss from accepted values to measured ones, each of shape (seeds, examples), in points of their scale.

    ``limits`` are the lowest and the highest value that an example can have.
    """
    before, now = (_points(each, scale) for each in both)
    known = spread(before, now)
    low, high = sorted(scale.gain(limit, 0.0) for limit in limits)
    return Loss(
        loss=difference(before, now, plan.sampling, known, limits=(low, high)),
        seeds=(len(before), len(now)),
        spread=known,
        retrained=retrained,
        tolerance=tolerance,
        plan=plan,
        unit=unit,
    )


def _points(scores: Replicates, scale: Scale) -> list[list[float]]:
    """The scores in points, the higher the better."""
    return [[scale.gain(score, 0.0) for score in seed] for seed in scores]
