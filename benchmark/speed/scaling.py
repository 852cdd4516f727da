"""Scaling: how long experiments of 1 to 32 small trainings take with 1, 2 and 4 workers, and what workers cost.

``python -m benchmark.speed.scaling FILE.json`` measures cuts of the pocket profile, which takes some minutes on two
quiet cores; ``python -m reports.charts.scaling FILE.json -o FILE.svg`` plots it.
"""

import argparse
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmark.gate.calibration.recording import POCKET
from benchmark.speed.growth import cut
from benchmark.speed.paper import PaperPoint, Parts, on_paper
from fixtures.experiment.session import Session
from fixtures.files import write
from fixtures.libraries import TIMING, versions
from fixtures.profile.profile import Profile
from fixtures.profile.profile import read as read_profile
from fixtures.store.fingerprint import RUNTIME
from fixtures.store.place import Place
from fixtures.store.store import new_session
from fixtures.values import Value
from fixtures.workers import planning
from fixtures.workers.gathering import gather
from fixtures.workers.pool import Pool
from fixtures.workers.slot import Slot, slots
from fixtures.workers.travelling import NoScreen, travelling

TRAININGS = (1, 2, 4, 8, 16, 32)
WORKERS = (1, 2, 4)
_ROWS = {"train": 80, "test": 30}  # ten test examples with three references each
_ROUNDS = 3


class ScaledExperiment(Value):
    """So many trainings with so many workers: wall seconds until all runs are there.

    ``training`` and ``generation`` are seconds summed over trainings, ``gathering`` those in which the session read and
    scored. ``alone`` are the wall seconds of as many trainings with one worker.
    """

    trainings: int
    workers: int
    seconds: float
    training: float
    generation: float
    gathering: float
    alone: float

    @property
    def efficiency(self) -> float:
        """The share of the workers' time that one worker would have needed for the same."""
        return self.alone / (self.workers * self.seconds)


class Scaling(Value):
    """All measured experiments, the parts that their times are made of, and what follows for more GPUs on paper."""

    created: str
    device: str
    cores: int
    packages: dict[str, str]
    points: tuple[ScaledExperiment, ...]
    parts: Parts
    paper: tuple[PaperPoint, ...]


def main() -> None:
    """Measures the pocket profile and writes the result."""
    parser = argparse.ArgumentParser(prog="python -m benchmark.speed.scaling", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE.json")
    file = parser.parse_args().file
    write(file, measure(read_profile(POCKET)).model_dump_json(indent=1) + "\n")


def measure(profile: Profile, trainings: Sequence[int] = TRAININGS, workers: Sequence[int] = WORKERS) -> Scaling:
    """Measures experiments of each size; the number of workers changes from one to the next, in alternating order."""
    with TemporaryDirectory() as folder:
        device = _session(profile, Path(folder), 1).device.name
        started = [_start(_session(cut(profile, **_ROWS), Path(folder), 1)) for _ in range(_ROUNDS)]
    points = list[ScaledExperiment]()
    for place, size in enumerate(trainings):
        sized = cut(profile, size, **_ROWS)
        found = {count: _carry_out(sized, size, count) for count in workers[:: -1 if place % 2 else 1]}
        alone = found[1].seconds
        points += [found[count].model_copy(update={"alone": alone}) for count in workers]
    parts = _parts(started, [each for each in points if each.workers == 1])
    return Scaling(
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        device=device,
        cores=len(slots(1, "cpu")[0].cores),
        packages=versions(TIMING),
        points=tuple(points),
        parts=parts,
        paper=tuple(on_paper(parts)),
    )


def _session(profile: Profile, folder: Path, workers: int) -> Session:
    place, mark = Place(folder), new_session()
    session = Session((profile,), place, mark, fresh=True, choice="cpu", screen=NoScreen(), workers=workers)
    Slot(threads=1).take()
    return session


def _carry_out(profile: Profile, trainings: int, workers: int) -> ScaledExperiment:
    """Carries out all adapters of a profile, each worker with one thread; more workers than cores share these."""
    cores = slots(1, "cpu")[0].cores
    own = [Slot(cores=(cores[number % len(cores)],), threads=1) for number in range(workers)]
    adapters = [name for name in profile.methods if name != profile.baseline]
    start = time.perf_counter()
    with TemporaryDirectory() as folder:
        session = _session(profile, Path(folder), workers)
        tasks = [task for name in adapters for task in planning.tasks(profile, name)]
        gather(session, tasks, lambda board: Pool(travelling(session), own, board.show, board.say))
        carried_out = time.perf_counter()
        runs = [session.of(profile).run(name) for name in adapters]
    end = time.perf_counter()
    return ScaledExperiment(
        trainings=trainings,
        workers=workers,
        seconds=end - start,
        training=sum(each.seconds + each.evaluation_seconds for run in runs for each in run.trainings),
        generation=sum(run.generation.seconds for run in runs if run.generation),
        gathering=end - carried_out,
        alone=end - start,
    )


def _start(session: Session) -> tuple[float, float]:
    """Seconds from the start of a process until it has imported the libraries, and until data and model are read."""
    context = get_context("spawn")
    answers: SimpleQueue[float] = context.SimpleQueue()
    start = time.time()
    process = context.Process(target=_started, args=(travelling(session), answers))
    process.start()
    imported, read = answers.get(), answers.get()
    process.join()
    return imported - start, read - imported


def _started(session: Session, answers: "SimpleQueue[float]") -> None:
    """Says when the libraries are imported, and when data and model are read."""
    Slot(threads=1).take()
    import_module(f"fixtures.{RUNTIME}")
    answers.put(time.time())
    experiment = session.of(session.profiles[0])
    experiment.check()
    runtime = experiment.runtime
    counts = runtime.parameters  # reads the model
    assert counts.base  # noqa: S101  which has some
    answers.put(time.time())


def _parts(started: Sequence[tuple[float, float]], alone: Sequence[ScaledExperiment]) -> Parts:
    """Seconds of each part, by the experiments with one worker; what no part explains is overhead of each training."""
    imported, read = (median(each) for each in zip(*started, strict=True))
    largest = max(alone, key=lambda each: each.trainings)
    count = largest.trainings
    each = {"training": largest.training / count, "generation": largest.generation / count}
    gathering = largest.gathering / count
    rest = (largest.seconds - imported - read) / count - sum(each.values()) - gathering
    return Parts(start=imported, reading=read, gathering=gathering, rest=max(0.0, rest), **each)


if __name__ == "__main__":
    main()
