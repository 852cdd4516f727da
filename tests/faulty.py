"""A plugin that does harm where a file or a folder is about to get its name, or a function is called."""

import errno
import os
import signal
from collections.abc import Callable
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any

NAMED = "FAULT_NAMED"
"""The variable with the names, separated by commas; each does harm the first time."""

CALLED = "FAULT_CALLED"
"""The variable with ``module:Class.function`` and, after another colon, at which call it does harm, from 1; several are
separated by commas.
"""

HOW = "FAULT_HOW"
"""The variable with the name of a signal or of an error number."""


def _harm() -> None:
    how = os.environ[HOW]
    if how.startswith("SIG"):
        os.kill(os.getpid(), signal.Signals[how])
    else:
        number = vars(errno)[how]
        raise OSError(number, os.strerror(number))


def _before(harm: Callable[..., object], act: Callable[..., Any]) -> Callable[..., Any]:
    def both(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        harm(*arguments)
        return act(*arguments, **options)

    return both


def pytest_configure() -> None:
    """Does harm from now on."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, as by a background job, it is inherited
    names = os.environ.get(NAMED, "").split(",")

    def named(_: Path, target: Path) -> None:
        if Path(target).name in names:
            names.remove(Path(target).name)
            _harm()

    for name in ("replace", "rename"):
        setattr(Path, name, _before(named, getattr(Path, name)))
    for called in filter(None, os.environ.get(CALLED, "").split(",")):
        _harm_at(*called.split(":"))


def _harm_at(module: str, path: str, which: str) -> None:
    """Does harm at one call of a function."""
    owner, _, name = path.rpartition(".")
    place, left = attrgetter(owner)(import_module(module)), [int(which)]

    def counted(*_: object) -> None:
        left[0] -= 1
        if not left[0]:
            _harm()

    setattr(place, name, _before(counted, getattr(place, name)))
