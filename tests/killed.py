"""A plugin that kills its own process, by a signal that nothing can catch, where it is about to keep a checkpoint."""

import os
import signal

import pytest

from fixtures.store.checkpoints import Checkpoints

WHICH = "KILLED_BEFORE_CHECKPOINT"
"""The variable that says at which one, from 1."""


@pytest.hookimpl
def pytest_configure() -> None:
    """Counts checkpoints from now on."""
    keep, left = Checkpoints.keep, [int(os.environ[WHICH])]

    def killed(*arguments: object) -> None:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        keep(*arguments)  # type: ignore[arg-type]

    Checkpoints.keep = killed  # type: ignore[method-assign]
