"""The command line: finds the subcommand and hands it the other arguments."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from peft_bench import place

COMMANDS: Final[Mapping[str, str]] = {
    "run": "carry out profiles and judge their claims",
    "init": "write a first profile from a model and data",
    "profiles": "list the profiles that ship with the suite",
    "report": "render records again, without training",
    "compare": "say what changed between two records",
    "plan": "count the parameters and bytes of methods before renting a GPU",
    "export": "write a trained model to a folder, for use without the suite",
}
"""Each is a module of this package: its ``main`` takes the arguments and returns the exit code."""

_STOPPED: Final = 2
"""The exit code after Ctrl-C, as pytest's."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the subcommand that the first argument names; returns its exit code: 4 for what the user can fix."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    name: str = _parser().parse_args(given[:1] or ["--help"]).command
    place.enter()
    from fixtures import process
    from fixtures.errors import USAGE_ERROR, SuiteError

    process.prepare()
    try:
        code: int = import_module(f"peft_bench.{name}").main(given[1:])
    except SuiteError as error:
        print(error, file=sys.stderr)
        return USAGE_ERROR
    except KeyboardInterrupt:
        print("peft-bench: stopped", file=sys.stderr)
        return _STOPPED
    return code


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    parser = argparse.ArgumentParser(
        prog="peft-bench",
        usage="peft-bench COMMAND ...",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Compares methods of fine-tuning, and gates their results.\n\ncommands:\n"
        + "\n".join(f"  {name:{width}}  {text}" for name, text in COMMANDS.items()),
        epilog="peft-bench COMMAND --help describes a command's own options.",
    )
    parser.add_argument("--version", action="version", version=f"peft-bench {_version()}")
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help=argparse.SUPPRESS)
    return parser


def _version() -> str:
    try:
        return version("peft-bench")
    except PackageNotFoundError:
        return "(a checkout that is not installed)"
