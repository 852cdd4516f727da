"""A loss that all methods share: seen by the claim over all of them, and method by method."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmark.gate.calibration.cells import generator, spread_out
from benchmark.gate.calibration.comparison import SEEDS
from benchmark.gate.calibration.deciders import OwnGate
from benchmark.gate.calibration.generated import Generated
from benchmark.gate.calibration.plants import Plant
from benchmark.gate.calibration.table import percent, table
from benchmark.gate.shift import together
from benchmark.verdict import Outcome

METHODS = (3, 5, 10)
LOSSES = (0.0, 0.5, 1.0)
EXAMPLES = 200
SPREAD = 0.4  # points, as in the recording
TOLERANCE = 0.25
"""Points that each method, and their mean, may lose."""


@dataclass(frozen=True)
class Shift:
    """A number of methods whose examples all lose the same, ``loss`` points."""

    methods: int
    loss: float


@dataclass(frozen=True)
class Seen:
    """Shares of draws with a miss: of the claim over all methods, of any method, and of a method on average."""

    together: float
    any: float
    each: float


@dataclass(frozen=True)
class Compare:
    """Draws suites and asks the gate about both."""

    draws: int

    def __call__(self, shift: Shift) -> Seen:
        """The shares, each claim adjusted for all of them."""
        random = generator(repr(shift))
        missed = np.array([self._missed(random, shift) for _ in range(self.draws)])
        alone = missed[:, 1:]
        return Seen(float(missed[:, 0].mean()), float(alone.any(axis=1).mean()), float(alone.mean()))

    def _missed(self, random: np.random.Generator, shift: Shift) -> list[bool]:
        """Whether the claim over all methods is missed, and that of each method."""
        lost = Plant.EVERYWHERE.lost(random, EXAMPLES, shift.loss)
        source, gate = Generated(SPREAD), OwnGate(TOLERANCE)
        losses = [gate.measured(source.losing(random, lost, SEEDS)) for _ in range(shift.methods)]
        claims = [together(losses, TOLERANCE), *losses]
        return [claim.outcome(len(claims)) is Outcome.MISSED for claim in claims]


def suite(draws: int) -> Iterator[str]:
    """A table of how often a common loss is a miss."""
    shifts = [Shift(methods, loss) for methods in METHODS for loss in LOSSES]
    rows = (
        (shift.methods, f"{shift.loss:g}", *map(percent, (seen.together, seen.any, seen.each)))
        for shift, seen in zip(shifts, spread_out(Compare(draws), shifts), strict=True)
    )
    yield from table(("methods", "points lost by all", "over all", "by at least one", "by each"), rows, words=0)
