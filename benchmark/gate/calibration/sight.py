"""Sight: how often the gate is red at the smallest loss that it says it sees."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean

from benchmark.gate.calibration.cells import Cell, Tally, spread_out
from benchmark.gate.calibration.comparison import EXAMPLES, SEEDS, USUAL, recorded
from benchmark.gate.calibration.deciders import OwnGate
from benchmark.gate.calibration.generated import Generated
from benchmark.gate.calibration.plants import Plant
from benchmark.gate.calibration.table import percent, table


@dataclass(frozen=True)
class Sees:
    """What the gate says that it sees, on average over draws, in points."""

    draws: int

    def __call__(self, cell: Cell) -> float:
        """As one claim alone; infinite where it sees nothing in some draw."""
        return fmean(OwnGate().measured(draw).visible(1) for draw in cell.draws(self.draws))


def sight(draws: int) -> Iterator[str]:
    """A table of what is said to be seen in runs that lost nothing, and of how often such a loss is red."""
    sources = (recorded()[0], *(Generated(USUAL, plant) for plant in Plant))
    sound = [Cell(source, examples, SEEDS, 0.0) for source in sources for examples in EXAMPLES]
    visible = spread_out(Sees(draws), sound)
    lost = [Cell(each.source, each.examples, SEEDS, loss) for each, loss in zip(sound, visible, strict=True)]
    found = spread_out(Tally({"gate": OwnGate()}, draws), lost)
    rows = (
        (cell.source.name, cell.examples, f"{cell.loss:.1f}", percent(rates["gate"].missed))
        for cell, rates in zip(lost, found, strict=True)
    )
    yield from table(("scores", "examples", "says it sees", "red there"), rows)
