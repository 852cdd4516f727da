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
    """A kind of draw: where from, of how many examples, with how many seeds, and what was lost, in points."""

    source: DrawSource
    examples: int
    seeds: tuple[int, int]
    loss: float

    def draws(self, count: int) -> Iterable[Draw]:
        """So many draws, always the same."""
        random = generator(f"{self.source.name}, {self.examples}, {self.seeds}, {self.loss}")
        return (self.source.draw(random, self.examples, self.seeds, self.loss) for _ in range(count))


@dataclass(frozen=True)
class Counted:
    """Shares of the draws that came out so."""

    held: float
    missed: float
    cannot_tell: float


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
        return {name: self._shares(outcomes) for name, outcomes in found.items()}

    def _shares(self, outcomes: Counter[Outcome]) -> Counted:
        kinds = (Outcome.HELD, Outcome.MISSED, Outcome.CANNOT_TELL)
        return Counted(*(outcomes[kind] / self.draws for kind in kinds))


def spread_out(work: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Result]:
    """The results of all tasks in their order, worked on by two processes."""
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        return list(pool.map(work, tasks))


def generator(what: str) -> np.random.Generator:
    """A generator of random numbers of its own for each purpose, the same in every run."""
    return np.random.default_rng(crc32(what.encode()))
