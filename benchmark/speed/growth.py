"""Growth: how long an experiment takes as it gets larger, and how long one waits when everything is remembered.

``python -m benchmark.speed.growth FILE.json`` measures the pocket profile, which takes some minutes on two cores;
``python -m reports.charts.growth FILE.json -o FILE.svg`` plots it.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmark.gate.calibration.recording import POCKET
from fixtures.files import write
from fixtures.libraries import TIMING, versions
from fixtures.profile.profile import Profile
from fixtures.profile.profile import read as read_profile
from fixtures.values import Value

METHOD = "lora"
ADAPTERS = (1, 2, 4, 8, 12)
ROWS = (80, 160, 320, 600)
EXAMPLES = (25, 50, 100)
_FEW = 160  # rows to train on where another size is measured
_REFERENCES = 3  # of a test example

_ROOT = Path(__file__).parents[2]
_ROUNDS = 3


class SizedExperiment(Value):
    """An experiment of one size: wall seconds, seconds by stage, and the peak of the process's memory in bytes.

    ``axis`` names what ``size`` counts; the stages are training with its evaluations, generation and scoring.
    """

    axis: str
    size: int
    seconds: float
    stages: Mapping[str, float]
    peak_memory: int | None


class Growth(Value):
    """All measured experiments, and the median ``seconds`` of each command with everything remembered."""

    created: str
    device: str
    packages: Mapping[str, str]
    points: tuple[SizedExperiment, ...]
    seconds: Mapping[str, float]


def main() -> None:
    """Measures the pocket profile and writes the result."""
    parser = argparse.ArgumentParser(prog="python -m benchmark.speed.growth", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE.json")
    file = parser.parse_args().file
    write(file, measure(read_profile(POCKET)).model_dump_json(indent=1) + "\n")


def measure(profile: Profile) -> Growth:
    """Measures a profile along each axis, one experiment after the other."""
    from fixtures.hardware import device as hardware

    seconds = waiting()
    _carry_out("warm-up", 1, cut(profile, train=_FEW))  # the first training of a process is slower
    return Growth(
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        device=hardware.choose("cpu").name,
        packages=versions(TIMING),
        points=tuple(_carry_out(axis, size, grown) for axis, size, grown in experiments(profile)),
        seconds=seconds,
    )


def experiments(profile: Profile) -> Iterator[tuple[str, int, Profile]]:
    """Axis, size, and the profile cut or extended to that size."""
    for count in ADAPTERS:
        yield "adapters", count, cut(profile, count, train=_FEW)
    for rows in ROWS:
        yield "training examples", rows, cut(profile, train=rows)
    for examples in EXAMPLES:
        yield "test examples", examples, cut(profile, train=_FEW, test=examples * _REFERENCES)


def cut(profile: Profile, adapters: int = 1, **rows: int) -> Profile:
    """The profile with its baseline and a number of adapters, for one epoch, on the first rows of its splits.

    The adapters' learning rates differ in the last digits, so that each is trained and none is found remembered.
    """
    short = profile.of_one_epoch()
    adapter = short.methods[METHOD]
    rate = adapter.model_dump()["learning_rate"]
    copies = {
        f"{METHOD}-{number}": adapter.model_copy(update={"learning_rate": rate * (1 + number / 1e6)})
        for number in range(adapters)
    }
    return short.model_copy(
        update={
            "methods": {profile.baseline: profile.methods[profile.baseline], **copies},
            "dataset": profile.dataset.model_copy(update={"rows": rows}),
        }
    )


def _carry_out(axis: str, size: int, profile: Profile) -> SizedExperiment:
    """Carries out all methods of a profile, with nothing remembered."""
    from fixtures.experiment.experiment import Experiment
    from fixtures.hardware import device as hardware
    from fixtures.hardware.memory import PeakMemory
    from fixtures.progress import SILENT
    from fixtures.store.store import Store

    device = hardware.choose("cpu")
    memory = PeakMemory(device)
    memory.reset()
    start = time.perf_counter()
    with TemporaryDirectory() as folder:
        experiment = Experiment(profile, lambda: device, Store(Path(folder), print), SILENT)
        runs = [experiment.run(name) for name in profile.methods]
    seconds = time.perf_counter() - start
    stages = {
        "training": sum(each.seconds + each.evaluation_seconds for run in runs for each in run.trainings),
        "generation": sum(run.generation.seconds for run in runs if run.generation),
        "scoring": sum(run.scoring.seconds for run in runs if run.scoring),
    }
    return SizedExperiment(axis=axis, size=size, seconds=seconds, stages=stages, peak_memory=memory.read().peak)


def waiting() -> dict[str, float]:
    """Seconds of each command, as medians over rounds in which the commands alternate; everything is remembered."""
    with TemporaryDirectory() as folder:
        run = ["pytest", "benchmark", "--profile", "pocket", "-p", "no:cacheprovider"]
        kept = [*run, "--store", f"{folder}/store", "--report-dir", folder]
        commands = {
            "import of the libraries": ["-c", f"import {', '.join(TIMING)}"],
            "run with everything remembered": ["-m", *kept],
            "--collect-only": ["-m", *run, "--collect-only", "-q"],
            "report from its record": ["-m", "reports", f"{folder}/record-pocket.json", "-o", f"{folder}/again.html"],
        }
        _seconds(["-m", *kept])  # trains
        rounds = [{name: _seconds(command) for name, command in commands.items()} for _ in range(_ROUNDS)]
    return {name: median(each[name] for each in rounds) for name in commands}


def _seconds(arguments: list[str]) -> float:
    """Wall time of a Python process. A missed claim (exit code 1) does not matter here."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], cwd=_ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise ChildProcessError(done.stdout + done.stderr)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
