"""The gate beside other deciders, on the very same draws: false alarms, false greens, and what each sees."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from benchmark.gate.calibration.cells import Cell, Counted, Tally, spread_out
from benchmark.gate.calibration.deciders import TOLERANCE, deciders
from benchmark.gate.calibration.draw import DrawSource
from benchmark.gate.calibration.generated import Generated
from benchmark.gate.calibration.plants import Plant
from benchmark.gate.calibration.recorded import Recorded
from benchmark.gate.calibration.recording import METHOD, REGRESSED, read
from benchmark.gate.calibration.table import percent, table

EXAMPLES = (100, 500)
SEEDS = (5, 3)
LOSSES = (0.5, 1.0, 2.0, 3.0, 4.0)
SPREADS = (0.4, 0.8, 1.2)

USUAL = 0.8
"""Points by which seeds spread in sources that are special in another way."""

Found = Mapping[str, Counted]


def recorded() -> tuple[DrawSource, ...]:
    """What is recorded: the planted regression first, then every sound recipe with a loss that strikes a few."""
    sound = [recipe for recipe in read() if recipe != REGRESSED]
    return (Recorded(METHOD, worse=REGRESSED), *map(Recorded, sound))


def generated() -> tuple[DrawSource, ...]:
    """Other spreads of seeds, and other kinds of scores and losses."""
    kinds = tuple(Generated(USUAL, plant) for plant in Plant if plant is not Plant.EVERYWHERE)
    shares = (Generated(USUAL, zeros=0.2), Generated(USUAL, ties=0.5), Generated(USUAL, Plant.COLLAPSE, ties=0.5))
    return (*(Generated(spread) for spread in SPREADS), *kinds, *shares)


def false_alarms(draws: int) -> Iterator[str]:
    """A table of how often a run that lost nothing is called worse, and how often that cannot be told."""
    sources = {source.kind: source for source in (*recorded(), *generated())}  # without a loss others are the same
    yield from _rates(draws, sources, 0.0, lambda found: found.missed)


def false_greens(draws: int) -> Iterator[str]:
    """A table of how often a run that lost as much as is allowed is held, and how often that cannot be told."""
    sources = {source.name: source for source in (*recorded(), *generated())}
    yield from _rates(draws, sources, TOLERANCE, lambda found: found.held)


def power(draws: int) -> Iterator[str]:
    """A table of how often losses turn each decider red."""
    sources = (recorded()[0], Generated(USUAL), Generated(USUAL, Plant.COLLAPSE))
    cells = [Cell(source, examples, SEEDS, loss) for source in sources for examples in EXAMPLES for loss in LOSSES]
    found = dict(zip(cells, _tallied(cells, draws), strict=True))
    columns = ("scores", "decider", "examples", *(f"{loss:g}" for loss in LOSSES))
    yield from table(columns, _powers(sources, found), words=2)


def _powers(sources: Sequence[DrawSource], found: Mapping[Cell, Found]) -> Iterator[Sequence[object]]:
    for source in sources:
        for examples in EXAMPLES:
            rates = [found[Cell(source, examples, SEEDS, loss)] for loss in LOSSES]
            for name in rates[0]:
                yield source.name, name, examples, *(percent(rate[name].missed) for rate in rates)


def _rates(
    draws: int, sources: Mapping[str, DrawSource], loss: float, share: Callable[[Counted], float]
) -> Iterator[str]:
    """A table with a row for each source and number of examples, and a column for each decider.

    In brackets is how often the decider could not tell, if it ever could not.
    """
    named = [(name, Cell(source, count, SEEDS, loss)) for name, source in sources.items() for count in EXAMPLES]
    found = _tallied([cell for _, cell in named], draws)
    rows = (
        (name, cell.examples, *(_with(share(rate), rate.cannot_tell) for rate in rates.values()))
        for (name, cell), rates in zip(named, found, strict=True)
    )
    yield from table(("scores", "examples", *deciders()), rows)


def _with(share: float, cannot_tell: float) -> str:
    return f"{percent(share)} ({percent(cannot_tell)})" if cannot_tell else percent(share)


def _tallied(cells: Sequence[Cell], draws: int) -> list[Found]:
    return spread_out(Tally(deciders(), draws), cells)
