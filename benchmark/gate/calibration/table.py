"""Tables in Markdown."""

from collections.abc import Iterable, Iterator, Sequence

_FEW = 0.1


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], words: int = 1) -> Iterator[str]:
    """The lines of a table: so many columns of words, the rest of numbers."""
    yield _line(columns)
    yield _line(["---"] * words + ["---:"] * (len(columns) - words))
    for row in rows:
        yield _line([str(cell) for cell in row])


def percent(share: float) -> str:
    """A share, with no more digits than a few hundred draws carry."""
    return f"{100 * share:.{1 if 0 < share < _FEW else 0}f} %"


def several(seeds: tuple[int, int]) -> str:
    """How many trainings are accepted and measured."""
    return f"{seeds[0]} and {seeds[1]}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
