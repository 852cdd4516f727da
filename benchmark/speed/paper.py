"""Scaling on paper: how long experiments take with more GPUs than there are here, from parts that were measured."""

from collections.abc import Iterator
from math import ceil
from typing import Final

from fixtures.values import Value

TRAININGS: Final = 50
"""Ten methods with five seeds each."""

GPUS: Final = (1, 2, 4, 8, 16, 32, 50, 64)
SECONDS: Final = (30.0, 180.0, 3600.0)
"""Of a training with its predictions: a small one, the notebook's experiment on one GPU, and a large one."""


class Parts(Value):
    """Seconds of each part of an experiment.

    A worker takes ``start`` until libraries are imported and ``reading`` until it has data and model, once. A task
    takes ``training``, ``generation`` and the ``rest``: fingerprints, files and models made and read again. The session
    takes ``gathering`` for each run, when all are done: it reads and scores them one after the other.
    """

    start: float
    reading: float
    training: float
    generation: float
    rest: float
    gathering: float


class PaperPoint(Value):
    """So many trainings of so many ``seconds`` each on so many GPUs: ``wall`` seconds, and the ``efficiency``.

    ``serial`` is the share of the wall seconds in which one process works and all GPUs wait.
    """

    trainings: int
    gpus: int
    seconds: float
    wall: float
    efficiency: float
    serial: float


def on_paper(parts: Parts) -> Iterator[PaperPoint]:
    """Each length of a training on each number of GPUs."""
    for seconds in SECONDS:
        for gpus in GPUS:
            yield point(parts, TRAININGS, gpus, seconds)


def point(parts: Parts, trainings: int, gpus: int, seconds: float) -> PaperPoint:
    """The wall time: all workers start together, trainings come in rounds, and the session gathers at the end.

    With more GPUs than trainings some have nothing to do, and the last round need not be full: that is the first
    limit. The second is what one process does alone, which is in proportion to the number of trainings.
    """
    rounds, gathering = ceil(trainings / gpus), trainings * parts.gathering
    wall = parts.start + parts.reading + rounds * (seconds + parts.rest) + gathering
    return PaperPoint(
        trainings=trainings,
        gpus=gpus,
        seconds=seconds,
        wall=wall,
        efficiency=trainings * seconds / (gpus * wall),
        serial=gathering / wall,
    )
