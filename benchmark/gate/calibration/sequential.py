"""Seeds until decided: how many the gate takes, and how often it is wrong, where it looks after each training."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean

from benchmark.gate.calibration.cells import Cell, Counted, spread_out
from benchmark.gate.calibration.comparison import EXAMPLES, USUAL, recorded
from benchmark.gate.calibration.deciders import TOLERANCE, OwnGate
from benchmark.gate.calibration.draw import PLAN, Draw
from benchmark.gate.calibration.generated import Generated
from benchmark.gate.calibration.table import percent, table
from benchmark.spending import Spending
from benchmark.verdict import Outcome

SEEDS = (5, 5)
"""Trainings accepted, and measured at most."""

LOSSES = (0.0, TOLERANCE)


@dataclass(frozen=True)
class Sequential:
    """Looks at each of ``draws`` draws after each training until it is decided."""

    draws: int

    def __call__(self, cell: Cell) -> tuple[float, Counted]:
        """The mean number of seeds measured, and the share of each outcome."""
        seeds, outcomes = zip(*map(self.decide, cell.draws(self.draws)), strict=True)
        return fmean(seeds), Counted.of(Counter(outcomes))

    def decide(self, draw: Draw) -> tuple[int, Outcome]:
        """The number of seeds that it takes, at most all that the draw has, and what the gate says then."""
        accepted, most = draw.seeds
        for look in range(1, most + 1):
            outcome = OwnGate(plan=Spending(most).plan_at(PLAN, look, accepted)).decide(
                Draw(draw.before, draw.now[:look])
            )
            if outcome is not Outcome.CANNOT_TELL:
                break
        return look, outcome


def sequential(draws: int) -> Iterator[str]:
    """A table of seeds and outcomes; where as much is lost as is allowed, red and green are both wrong."""
    sources = (recorded()[0], Generated(USUAL))
    cells = [Cell(source, count, SEEDS, loss) for source in sources for count in EXAMPLES for loss in LOSSES]
    rows = (
        (
            *(cell.source.name, cell.examples, f"{cell.loss:g}", f"{seeds:.1f}"),
            *map(percent, (found.held, found.missed, found.cannot_tell)),
        )
        for cell, (seeds, found) in zip(cells, spread_out(Sequential(draws), cells), strict=True)
    )
    columns = ("scores", "examples", "points lost", "seeds measured", "green", "red", "cannot tell")
    yield from table(columns, rows)
