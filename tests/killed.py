"""A plugin that ends its own process where it is about to keep a checkpoint, or closes its output at the start."""

import os
import signal
from pathlib import Path
from typing import Any

from fixtures.store.checkpoints import Checkpoints

WHICH = "KILLED_BEFORE_CHECKPOINT"
"""The variable that says at which one, from 1."""

HOW = "KILLED_BY"
"""The variable with the name of the signal, or with `CLOSED`."""

CLOSED = "closed"


def pytest_configure() -> None:
    """Counts checkpoints from now on."""
    keep, left = Checkpoints.keep, [int(os.environ.get(WHICH, "0"))]

    def killed(checkpoints: Checkpoints, folder: Path, made_by: Any) -> Path:  # noqa: ANN401
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.Signals[os.environ[HOW]])
        return keep(checkpoints, folder, made_by)

    Checkpoints.keep = killed  # type: ignore[method-assign, assignment]


if os.environ.get(HOW) in {"SIGTERM", "SIGHUP"}:  # which may be ignored here, as under nohup
    signal.signal(signal.Signals[os.environ[HOW]], signal.SIG_DFL)
if os.environ.get(HOW) == CLOSED:  # now, before pytest captures what is written there
    nobody, ours = os.pipe()
    os.close(nobody)
    os.dup2(ours, 1)
