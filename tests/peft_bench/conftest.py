"""The command, run from the checkout in any folder."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.forked import Forks

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def peft_bench(forks: Forks, tmp_path: Path) -> Command:
    """Runs ``peft-bench`` in the test's folder, in a process of its own."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        variables = {**os.environ, "COLUMNS": "200", "CI": ""}
        return forks.run(ROOT / "peft_bench/__main__.py", arguments, variables, tmp_path)

    return run
