"""``peft-bench run``: pytest on the claims of profiles, and on the user's own tests, with settings of its own."""

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from peft_bench.place import PROFILES, SETTINGS

REPORT: Final = "peft-bench-report"
"""The folder for the report, unless --report-dir names another."""

HELP: Final = f"""\
usage: peft-bench run PROFILE... [TESTS...] [options]

Carries out profiles and judges their claims. PROFILE is your own TOML file or the name of a shipped
profile (peft-bench profiles lists them); TESTS are files or folders with tests of your own.

what to carry out:
  --fresh                train again, whatever is remembered
  --seeds 1,2,3          train each method once per seed; until-decided adds seeds until claims are decided
  --device DEVICE        auto, cpu, cuda or mps (auto: CUDA or the CPU)
  --race-steps N         race over so many optimizer steps, for models that take long
  --workers N            carry out N trainings at the same time, each with its own GPU or cores
  --ray ADDRESS          carry them out on a Ray cluster; local starts one here
  --processes N          share each training among N processes, each with its own GPU; auto: all GPUs
  --nnodes N             and among N machines, which all run this command,
  --rdzv-endpoint HOST:PORT
                         and meet there

what to keep:
  --accept               make this run the one that later runs are compared with
  --accept-anyway        the same in spite of missed claims or uncommitted changes, which are noted
  --report-dir DIR       where report and records go ({REPORT})
  --export DIR           write each trained model to its own folder
  --push OWNER           upload what --export wrote to the hub, if all claims held
  --store DIR_OR_URL     where trained models are remembered (~/.cache/peft-bench), also s3://bucket/folder

which claims, and how they are shown (options of pytest):
  -m MARKS               only claims with a mark: quality, parameters, cost, dataset, regression, speed, own
  -k WORDS               only claims whose names have these words
  -x                     stop at the first one that is missed
  -q                     show less
  --collect-only         list the claims, carry out nothing

All other options of pytest work, too: peft-bench run --help-all lists them. The exit code is pytest's:
0 all held, 1 something missed, 2 a file of tests cannot be read, 4 the profile or an option is wrong.
"""


def main(arguments: Sequence[str]) -> int:
    """Runs pytest in this process, which is nobody else's; returns its exit code."""
    if {"-h", "--help"} & set(arguments):
        print(HELP, end="")
        return 0
    import pytest

    from fixtures.errors import USAGE_ERROR

    for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS"):  # they are for other runs, which may have other plugins
        os.environ.pop(name, None)
    given = ["--help" if each == "--help-all" else each for each in arguments]
    try:
        return int(pytest.main([*_settings(Path.cwd()), *given]))
    except ValueError as error:  # as pytest says that two plugins have an option of one name
        print(f"a plugin named by -p cannot be used together with the suite: {error}", file=sys.stderr)
        return USAGE_ERROR


def _settings(folder: Path) -> list[str]:
    """Options that keep pytest from reading the folder's settings, and from writing outside it.

    pytest gives what a conftest file in its root folder defines to all tests, so the root is the folder above.
    """
    return [
        *("-c", str(SETTINGS), "--rootdir", str(folder.parent), "--confcutdir", str(folder)),
        *("-o", f"cache_dir={folder / '.pytest_cache/peft-bench'}"),
        *("-o", f"profiles={shlex.quote(str(PROFILES))}"),
        *("--report-dir", REPORT),
    ]
