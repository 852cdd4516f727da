"""The smallest number that is enough, of examples or seeds, found by doubling and halving."""

from collections.abc import Callable
from itertools import count, takewhile

MOST = 2**24
"""More examples or seeds than anybody has."""


def smallest(enough: Callable[[int], bool], least: int) -> int | None:
    """The smallest number that is enough; None where none is of those that double from the least to the most.

    More need not be enough again: the more examples there are, the more the error is that of a handful of seeds.
    """
    doubled = takewhile(lambda number: number <= MOST, (least << power for power in count()))
    high = next(filter(enough, doubled), None)
    if high is None:
        return None
    low = least - 1 if high == least else high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high
