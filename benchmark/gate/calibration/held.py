"""How often a run is held that lost as much as is allowed, by seeds: the error of "held"."""

from collections.abc import Iterator

from benchmark.gate.calibration.cells import Cell, Tally, spread_out
from benchmark.gate.calibration.comparison import SPREADS, recorded
from benchmark.gate.calibration.deciders import TOLERANCE, OwnGate
from benchmark.gate.calibration.draw import DrawSource
from benchmark.gate.calibration.generated import Generated
from benchmark.gate.calibration.table import percent, several, table

SEEDS = ((1, 1), (5, 1), (5, 3), (5, 5))
"""Trainings accepted and measured."""

EXAMPLES = 500


def held(draws: int) -> Iterator[str]:
    """A table of how often a true loss of the tolerance is held, and in brackets a run that lost nothing."""
    sources = (recorded()[0], *(Generated(spread) for spread in SPREADS))
    losses = (TOLERANCE, 0.0)
    cells = [Cell(source, EXAMPLES, seeds, loss) for source in sources for seeds in SEEDS for loss in losses]
    gate = Tally({"gate": OwnGate()}, draws)
    shares = {cell: rates["gate"].held for cell, rates in zip(cells, spread_out(gate, cells), strict=True)}

    def shown(source: DrawSource, seeds: tuple[int, int]) -> str:
        wrong, right = (percent(shares[Cell(source, EXAMPLES, seeds, loss)]) for loss in losses)
        return f"{wrong} ({right})"

    rows = ((source.name, *(shown(source, seeds) for seeds in SEEDS)) for source in sources)
    yield from table(("scores", *map(several, SEEDS)), rows)
