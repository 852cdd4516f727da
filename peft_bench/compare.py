"""``peft-bench compare``: what changed between two records of one profile, in the terminal."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str]) -> int:
    """Prints what changed; returns 1 where something got worse and ``--fail-on-regression`` is given.

    Raises `SetupError` where a record cannot be read, or the two are not of one profile.
    """
    from fixtures.line import encodable
    from reports import reading
    from reports.output import compared

    options = _parser().parse_args(arguments)
    found = compared.compare(*reading.read_all([options.old, options.new]))
    print(encodable(found.text, sys.stdout.encoding))
    return int(options.fail_on_regression and bool(found.worse))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="peft-bench compare", description="Says what changed between two records.")
    parser.add_argument("old", type=Path, metavar="OLD.json", help="the record to compare with")
    parser.add_argument("new", type=Path, metavar="NEW.json", help="the record that may be better or worse")
    parser.add_argument(
        "--fail-on-regression",
        action="store_true",
        help="exit with 1 where a score is significantly worse, a claim no longer holds or a method fails",
    )
    return parser
