"""Programs in processes forked from one that has imported their libraries, which takes seconds each time."""

import atexit
import gc
import json
import os
import runpy
import subprocess
import sys
import threading
import warnings
from collections.abc import Collection, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

import pytest

import benchmark
import fixtures
import reports

ROOT = Path(__file__).parents[1]
MODELS = (
    *("torch", "transformers", "accelerate", "peft", "datasets", "evaluate", "rouge_score.rouge_scorer"),
    *("scipy.stats", "sacrebleu", "transformers.trainer_seq2seq", "transformers.models.t5.modeling_t5"),
)
"""What a session imports that trains."""

OWN = tuple(
    module.name
    for package in (fixtures, benchmark, reports)
    for module in walk_packages(package.__path__, f"{package.__name__}.")
    if not module.name.rpartition(".")[2].startswith(("test_", "__main__"))
)
"""All modules of the suite. Each session needs most of them, and making their classes takes longer than a short one."""

PYTEST = Path(pytest.__file__).with_name("__main__.py")
QUIETLY = (
    *("-p", "no:hypothesispytest"),  # it looks for objects that have been put out of sight
    *("-W", "ignore:Module already imported so cannot be rewritten:pytest.PytestAssertRewriteWarning"),
)

Done = subprocess.CompletedProcess[str]


class Forks:
    """A process that forks, alive until it is closed. It shares nothing with this one.

    It has imported the ``libraries``; of these, what is to be imported ``anew`` each time (names of packages and
    modules) reads the settings of each program.
    """

    def __init__(self, libraries: Collection[str], anew: Collection[str] = (), options: Sequence[str] = ()) -> None:
        self.process = subprocess.Popen(
            [sys.executable, *options, "-m", "tests.forked", json.dumps([*libraries]), json.dumps([*anew])],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(
        self, program: Path, arguments: Sequence[object], environment: Mapping[str, str], folder: Path = ROOT
    ) -> Done:
        """What ``python program`` does with the arguments in a folder, with the repository's root in its path."""
        given = [str(program), *map(str, arguments)]
        assert self.process.stdin
        assert self.process.stdout
        with TemporaryDirectory() as own:
            files = [Path(own, name) for name in ("out", "err")]
            order = {"arguments": given, "environment": dict(environment), "folder": str(folder)}
            self.process.stdin.write(json.dumps({**order, "files": [str(file) for file in files]}) + "\n")
            self.process.stdin.flush()
            code = int(self.process.stdout.readline())
            return subprocess.CompletedProcess(given, code, *(file.read_text("utf-8") for file in files))

    def pytest(self, arguments: Sequence[object], environment: Mapping[str, str], folder: Path = ROOT) -> Done:
        """What ``python -m pytest`` does."""
        return self.run(PYTEST, (*arguments, *QUIETLY), environment, folder)

    def close(self) -> None:
        """Ends it."""
        self.process.communicate()


def serve(libraries: Collection[str], anew: Collection[str]) -> dict[str, Any]:
    """Forks for each line of standard input. In the forked process, returns what the line asks for."""
    for library in libraries:
        import_module(library)
    for name in [name for name in sys.modules if any(f"{name}.".startswith(f"{each}.") for each in anew)]:
        del sys.modules[name]
    gc.freeze()  # else each collection of garbage in a forked process looks at all that the libraries have made
    for line in sys.stdin:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # libraries may have threads, which do nothing yet
            forked = os.fork()
        if not forked:
            order: dict[str, Any] = json.loads(line)
            return order
        print(os.waitstatus_to_exitcode(os.waitpid(forked, 0)[1]), flush=True)  # noqa: T201  this is the answer
    sys.exit()


def carry_out(order: Mapping[str, Any]) -> None:
    """Becomes the program that was asked for, with its own arguments, environment, output and end."""
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    for descriptor, file in enumerate((os.devnull, *order["files"])):
        os.dup2(os.open(file, os.O_RDWR | os.O_CREAT), descriptor)
    sys.argv[:] = order["arguments"]
    try:
        runpy.run_path(sys.argv[0], run_name="__main__")
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        leave(end.code)
    leave(0)


def leave(code: int) -> NoReturn:
    """Ends the program as the interpreter does, but takes nothing apart that the libraries have made.

    That would take half a second. `multiprocessing` ends its processes in the same way.
    """
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001  no public name
    atexit._run_exitfuncs()  # noqa: SLF001
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)


if __name__ == "__main__":
    carry_out(serve(*map(json.loads, sys.argv[1:])))
