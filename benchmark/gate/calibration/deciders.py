"""Deciders: what may turn a comparison of two runs red, this gate among them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from scipy import stats

from benchmark.gate.calibration.draw import PLAN, Draw
from benchmark.gate.calibration.evalsig_gate import evalsig_gates
from benchmark.gate.loss import Loss
from benchmark.verdict import Outcome
from fixtures.profile.gating import GatePlan

TOLERANCE = 2.0
"""Points of loss that are allowed."""

FIXED = 1.0
"""Points of loss that the fixed threshold allows."""

_ANY_LOSS = PLAN.model_copy(update={"any_loss": "fails"})


class Decider(Protocol):
    """Says whether the second run of a draw lost too much."""

    def decide(self, draw: Draw) -> Outcome:
        """Held (green), missed (red) or cannot tell."""


@dataclass(frozen=True)
class OwnGate:
    """The gate of this suite, for one claim: at most so many points are lost."""

    tolerance: float = TOLERANCE
    plan: GatePlan = PLAN

    def decide(self, draw: Draw) -> Outcome:
        """As the gate decides."""
        return self.measured(draw).outcome(1)

    def measured(self, draw: Draw) -> Loss:
        """The loss as the gate measures it."""
        return Loss(draw.loss, draw.seeds, draw.known, draw.trained, self.tolerance, self.plan)


@dataclass(frozen=True)
class FixedThreshold:
    """Red where the mean dropped by more than some points."""

    points: float = FIXED

    def decide(self, draw: Draw) -> Outcome:
        """Of the means alone."""
        return _red(float(draw.before.mean() - draw.now.mean()) > self.points)


@dataclass(frozen=True)
class RowByRow:
    """Red where a paired t test over rows is significant (one-sided, Student, 1908).

    A row is an example with one of its references, averaged over seeds: the references of an example are taken to be
    independent, and training again to change nothing.
    """

    alpha: float = PLAN.alpha

    def decide(self, draw: Draw) -> Outcome:
        """Of the rows' differences."""
        rows = (draw.before.mean(axis=0) - draw.now.mean(axis=0)).ravel()
        error = rows.std(ddof=1) / len(rows) ** 0.5
        return _red(bool(rows.mean() > stats.t.ppf(1 - self.alpha, len(rows) - 1) * error))


def deciders() -> Mapping[str, Decider]:
    """All that are compared, by the names that the tables give them."""
    return {
        "this gate": OwnGate(),
        'any_loss = "fails"': OwnGate(plan=_ANY_LOSS),
        f"threshold of {FIXED:g} point": FixedThreshold(),
        "t test by row": RowByRow(),
        **evalsig_gates(TOLERANCE),
    }


def _red(lost: bool) -> Outcome:  # noqa: FBT001  the answer itself
    return Outcome.MISSED if lost else Outcome.HELD
