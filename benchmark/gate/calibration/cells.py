"""Cells of the tables: many draws of one kind, each put to every decider."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TypeVar
from zlib import crc32

import numpy as np

from benchmark.gate.calibration.deciders import Decider
from benchmark.gate.calibration.draw import Draw, DrawSource
from benchmark.verdict import Outcome

PROCESSES = 2

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Cell:
    """A kind of draw: its source, the number of examples, the seeds of both runs, and the mean loss in points."""

    source: DrawSource
    examples: int
    seeds: tuple[int, int]
    loss: float

    def draws(self, count: int) -> Iterable[Draw]:
        """Yields ``count`` draws, the same ones each time."""
        random = generator(f"{self.source.name}, {self.examples}, {self.seeds}, {self.loss}")
        return (self.source.draw(random, self.examples, self.seeds, self.loss) for _ in range(count))


@dataclass(frozen=True)
class Counted:
    """The share of draws with each outcome, from 0 to 1."""

    held: float
    missed: float
    cannot_tell: float

    @classmethod
    def of(cls, outcomes: Counter[Outcome]) -> "Counted":
        """The shares of all counted outcomes."""
        kinds = (Outcome.HELD, Outcome.MISSED, Outcome.CANNOT_TELL)
        return cls(*(outcomes[kind] / outcomes.total() for kind in kinds))


@dataclass(frozen=True)
class Tally:
    """Puts each draw of a cell to all deciders."""

    deciders: Mapping[str, Decider]
    draws: int

    def __call__(self, cell: Cell) -> Mapping[str, Counted]:
        """The shares of each decider."""
        found = {name: Counter[Outcome]() for name in self.deciders}
        for draw in cell.draws(self.draws):
            for name, decider in self.deciders.items():
                found[name][decider.decide(draw)] += 1
        return {name: Counted.of(outcomes) for name, outcomes in found.items()}


def spread_out(work: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Result]:
    """The results of all tasks in order, computed by two processes."""
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        return list(pool.map(work, tasks))


def generator(what: str) -> np.random.Generator:
    """A random number generator seeded by its purpose, so that every run draws the same."""
    return np.random.default_rng(crc32(what.encode()))
