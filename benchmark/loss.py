"""A loss against the accepted run: how large, how sure, and what that says of a claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from benchmark.accepted import AcceptedRun, rounded
from benchmark.verdict import Evidence, Outcome
from fixtures.errors import SetupError
from fixtures.intervals import Mean
from fixtures.paired import Spread, difference, spread
from fixtures.plans import GatePlan
from fixtures.run import Run

POINTS = 100
"""Points in a whole: a ROUGE score of 0.25 is 25 points."""

_ROUNDS = 30  # of a fixed-point iteration that settles after a few


@dataclass(frozen=True)
class Loss:
    """What a method lost against the accepted run in one metric, in points.

    ``loss`` is accepted less measured, paired by dialogue; ``spread`` that of retraining, in points, None where neither
    side has several seeds. ``retrained`` says whether there is training that could be repeated at all.
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
        return self.tolerance if self.retrained and self.spread is None else self.plan.floor

    @cached_property
    def p(self) -> float:
        """One-sided p of the loss if it were not above the floor."""
        return self.loss.p_above(self.floor)

    def outcome(self, p: float) -> Outcome:
        """Held where the interval rules out the tolerance; else missed where p, adjusted, is significant."""
        if self.loss.interval.high < self.tolerance:
            return Outcome.HELD
        return Outcome.MISSED if p <= self.plan.alpha else Outcome.CANNOT_TELL

    def visible(self, tests: int) -> float:
        """The smallest true loss that this gate turns red with the plan's power, as one of so many tests.

        To be red a loss must exceed the floor by its critical value, and its interval must reach the tolerance. A loss
        also adds to the variance: it is taken to strike some dialogues, each by a standard deviation.
        """
        deviation, dialogues = self.loss.variance**0.5, len(self.loss.values)
        significant, sided, power = (self._quantile(p) for p in self._levels(tests))
        found = self.floor
        for _ in range(_ROUNDS):
            variance = self.loss.variance + found * deviation
            error = (variance / dialogues + self.loss.retraining.error**2) ** 0.5
            found = max(self.floor + significant * error, self.tolerance - sided * error) + power * error
        return float(found)

    def _levels(self, tests: int) -> tuple[float, float, float]:
        """Probabilities: of no false alarm as one of so many tests, of an interval's end, and of seeing a loss."""
        return 1 - self.plan.alpha / tests, 1 - self.plan.alpha / 2, self.plan.power

    def _quantile(self, probability: float) -> float:
        """Of Student's t with the degrees of freedom of both parts of the error (Satterthwaite, 1946)."""
        from scipy.stats import t

        dialogues, seeds = self.loss.variance / len(self.loss.values), self.loss.retraining.error**2
        if not dialogues + seeds:
            return float(t.ppf(probability, len(self.loss.values)))
        rest = dialogues**2 / max(1, len(self.loss.values) - 1) + seeds**2 / self.loss.retraining.freedom
        return float(t.ppf(probability, (dialogues + seeds) ** 2 / rest))

    def needed(self, tests: int) -> str:
        """How many dialogues or seeds would let the gate see a loss of the tolerance, or nothing if it sees it."""
        significant, _, power = self._levels(tests)
        reach = self._quantile(significant) + self._quantile(power)
        allowed = ((self.tolerance - self.floor) / reach) ** 2
        retraining, dialogues = self.loss.retraining.error**2, len(self.loss.values)
        if self.floor >= self.tolerance:
            return "several seeds, accepted and measured, to know what training again moves"
        if retraining < allowed:
            return f"about {ceil(self.loss.variance / (allowed - retraining)):,} dialogues"
        rest = allowed - self.loss.variance / dialogues
        if self.spread and rest > 0:
            return f"about {ceil(2 * self.spread.deviation**2 / rest)} seeds on either side"
        return "more dialogues and more seeds"

    def evidence(self, p: float, tests: int) -> Evidence:
        """What the verdict rests on."""
        interval = self.loss.interval
        return Evidence(
            low=interval.low,
            high=interval.high,
            p=self.p,
            adjusted_p=p,
            tests=tests,
            visible=self.visible(tests),
            dialogues=len(self.loss.values),
            seeds=self.seeds,
            spread=self.spread.deviation if self.spread else None,
        )


def measure(run: Run, accepted: AcceptedRun, metric: str, tolerance: float, plan: GatePlan) -> Loss:
    """The loss of a run. Raises `SetupError` where other dialogues were accepted."""
    names = tuple(summary.dialogue for summary in run.summaries)
    missing = [name for name in names if name not in accepted.scores]
    if missing or len(names) < len(accepted.scores):
        odd = missing or sorted(set(accepted.scores) - set(names))
        raise SetupError(
            f"the accepted run of {run.method}",
            f"does not fit the corpus: {odd[0]} is in one of them alone",
            "give the dialogues their ids back, or accept a new run",
        )
    before = _points(accepted.replicates(metric, names))
    now = _points(rounded(run.scores.replicates(metric)))
    known = spread(before, now)
    return Loss(
        loss=difference(before, now, plan.sampling, known),
        seeds=(len(before), len(now)),
        spread=known,
        retrained=run.training is not None,
        tolerance=tolerance,
        plan=plan,
    )


def _points(scores: Sequence[Sequence[float]]) -> list[list[float]]:
    return [[POINTS * score for score in seed] for seed in scores]
