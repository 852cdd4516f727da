"""Scale: what each step from reading to report takes with many rows, examples and methods, and how that grows.

``python -m tests.scale FOLDER`` invents data there and measures three sizes, each in a process of its own: 200,000
training rows, and 50,000 test examples with three references and the outputs of twelve methods; half and a quarter of
both. It prints a table in Markdown: CPU seconds of a step in all of its processes, which other work on the machine
hardly changes, and the peak of the session's own memory during the step, which Linux alone can reset.
"""

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn, TypeVar

from benchmark.claims import claims
from benchmark.gate import accepted
from benchmark.gate.gate import Gate
from fixtures.data.dataset import load
from fixtures.experiment.experiment import Experiment
from fixtures.profile.profile import read as read_profile
from fixtures.profile.sources import DatasetSource
from fixtures.progress import SILENT
from fixtures.results.run import Run
from fixtures.scoring import estimates
from fixtures.store.store import Store
from reports.acceptance import accept
from reports.collector import Account, part
from reports.output import html
from reports.reading import read as read_record
from reports.record import Environment
from tests.scale_data import write_outputs, write_training

ROWS, EXAMPLES, METHODS = 200_000, 50_000, 12
SHARES = (0.25, 0.5, 1.0)

_ENVIRONMENT = Environment(commit=None, dirty=None, python="", platform="", device="", packages={})
_Made = TypeVar("_Made")


@dataclass
class Steps:
    """CPU seconds and peak bytes by step."""

    taken: dict[str, tuple[float, int]] = field(default_factory=dict)

    def measured(self, name: str, step: Callable[[], _Made]) -> _Made:
        """What a step gives, carried out and measured."""
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # resets VmHWM: proc(5)
        start = _cpu()
        made = step()
        self.taken[name] = _cpu() - start, _peak()
        sys.stderr.write(f"{name}: {_shown(self.taken[name])}\n")
        return made


def main() -> None:
    """Measures every size, or the one that a process is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.scale", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--examples", type=int, default=EXAMPLES)
    parser.add_argument("--methods", type=int, default=METHODS)
    parser.add_argument("--one", action="store_true", help="this size alone, as JSON")
    asked = parser.parse_args()
    if asked.one:
        steps = Steps()
        training(steps, asked.folder, asked.rows)
        record = outputs(steps, asked.folder, asked.examples, asked.methods)
        steps.measured("record: read", lambda: read_record(record))
        sys.stdout.write(json.dumps(steps.taken))
        return
    sys.stdout.write(table([_apart(asked, share) for share in SHARES]))


def training(steps: Steps, folder: Path, rows: int) -> None:
    """Training rows read, checked and fingerprinted."""
    file = write_training(folder, rows)
    source = DatasetSource.model_validate({"train": file, "test": file, "rows": {"test": 1}})
    dataset = steps.measured("training rows: read and checked", lambda: load(source))
    steps.measured("training rows: fingerprint", lambda: dataset.fingerprint)


def outputs(steps: Steps, folder: Path, examples: int, methods: int) -> Path:
    """Everything that a session does with external predictions; returns the record's file."""
    profile = read_profile(write_outputs(folder, examples, methods))
    experiment = Experiment(profile, _no_device, Store(folder, print), SILENT)
    steps.measured("examples: read and checked", lambda: experiment.dataset)
    runs = steps.measured("methods: read, scored, with intervals", lambda: [*map(experiment.run, profile.methods)])
    sampling = profile.scoring.sampling
    steps.measured(
        "gains over the first, paired, with intervals",
        lambda: [estimates.gain(run, runs[0], "rouge1", sampling).interval for run in runs[1:]],
    )
    account = Account()
    account.add([part(profile, experiment)], "")
    (record,) = account.records(_ENVIRONMENT, 1.0)
    earlier = record.model_copy(update={"runs": _exchanged(record.runs)})
    steps.measured("accepted file: written", lambda: accept(earlier, profile, anyway=True))
    before = steps.measured("accepted file: read", lambda: accepted.read(profile))
    lost = [*claims([profile], "lost")]
    gate = Gate(profile, before, lost, experiment.run)
    steps.measured("gate: every method", lambda: [gate.finding(claim) for claim in lost if not gate.obstacle(claim)])
    (record,) = steps.measured("record: made", lambda: account.records(_ENVIRONMENT, 1.0, {profile.name: before}))
    path = steps.measured("record: written", lambda: record.write(folder))
    steps.measured("report", lambda: html.show([record], folder))
    return path


def _exchanged(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Each method with the outputs of the one before it, so that everything has changed since."""
    return tuple(
        other.model_copy(update={"method": run.method}) for run, other in zip(runs, (runs[-1], *runs), strict=False)
    )


def table(sizes: list[dict[str, tuple[float, int]]]) -> str:
    """The steps of all sizes in Markdown."""
    heads = [f"{share:g} of the size" for share in SHARES]
    rows = [[name, *(_shown(size[name]) for size in sizes)] for name in sizes[0]]
    lines = (["step", *heads], ["---"] * (len(heads) + 1), *rows)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _shown(taken: tuple[float, int]) -> str:
    return f"{taken[0]:.1f} s, {taken[1] / 1e6:,.0f} MB"


def _apart(asked: argparse.Namespace, share: float) -> dict[str, tuple[float, int]]:
    """One size in a process and a folder of its own."""
    folder = asked.folder / f"{share:g}"
    folder.mkdir(parents=True, exist_ok=True)
    sizes = ("--rows", int(asked.rows * share), "--examples", int(asked.examples * share), "--methods", asked.methods)
    command = [sys.executable, "-m", "tests.scale", str(folder), *map(str, sizes), "--one"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, tuple[float, int]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _no_device() -> NoReturn:
    """External predictions need none."""
    raise NotImplementedError


def _cpu() -> float:
    """Seconds of this process and of those that it has waited for."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in usages)


def _peak() -> int:
    """Bytes."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (line,) = (line for line in lines if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


if __name__ == "__main__":
    main()
