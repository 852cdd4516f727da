"""The invocation of a session: the command that was typed, with which it can be repeated."""

import shlex
from collections.abc import Sequence
from pathlib import Path

_COMMAND = "peft-bench"
_MODULE = "peft_bench"


def command(argv: Sequence[str], arguments: Sequence[object]) -> str:
    """The process's ``argv`` where it is ``peft-bench``, which adds options of its own; else pytest's ``arguments``."""
    program = Path(argv[0]) if argv else Path()
    if program.stem == _COMMAND or program.parent.name == _MODULE:
        return shlex.join([_COMMAND, *argv[1:]])
    return shlex.join(["pytest", *map(str, arguments)])
