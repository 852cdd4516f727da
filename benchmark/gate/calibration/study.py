"""The study of how often the gate is wrong: ``python -m benchmark.gate.calibration.study`` prints its tables.

All numbers are drawn from fixed seeds. Each table is one run: whatever is compared in it decides about the same draws.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence

from benchmark.gate.calibration.comparison import false_alarms, false_greens, power
from benchmark.gate.calibration.coverage import coverage
from benchmark.gate.calibration.held import held
from benchmark.gate.calibration.sequential import sequential
from benchmark.gate.calibration.sight import sight
from benchmark.gate.calibration.suite import suite
from benchmark.gate.calibration.yardsticks import yardsticks

TABLES: Mapping[str, Callable[[int], Iterator[str]]] = {
    "false-alarms": false_alarms,
    "false-greens": false_greens,
    "power": power,
    "sight": sight,
    "held": held,
    "coverage": coverage,
    "seeds": sequential,
    "suite": suite,
    "yardsticks": yardsticks,
}
"""The tables of docs/gate.md by name."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints all tables, or some."""
    parser = argparse.ArgumentParser(prog="python -m benchmark.gate.calibration.study", description=__doc__)
    parser.add_argument("--draws", type=int, default=500, help="for each number (%(default)s)")
    parser.add_argument("--only", choices=TABLES, action="append", help="a table; may be given again")
    given = parser.parse_args(arguments)
    for name in given.only or TABLES:
        print(f"{name}:\n", flush=True)  # noqa: T201  the answer of this command
        for line in TABLES[name](given.draws):
            print(line, flush=True)  # noqa: T201
        print()  # noqa: T201


if __name__ == "__main__":
    main()
