"""The tutorials work as they stand: each file and each command of them, in order."""

import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.tutorial import Command, File, steps
from tests.forked import Forks

PAGES = sorted((ROOT / "docs/tutorials").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_tutorial_does_what_it_says(page: Path, forks: Forks, tmp_path: Path) -> None:
    """Commands succeed, except where the page says that they fail; what a command is said to leave is there."""
    commands = 0
    for step in steps(page):
        if isinstance(step, File):
            (tmp_path / step.name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / step.name).write_text(step.text, encoding="utf-8")
        else:
            done = _typed(step, forks, tmp_path)
            commands += 1
            assert done.returncode == (1 if step.fails else 0), f"{step}\n{done.stdout}\n{done.stderr}"
    assert commands


def _typed(step: Command, forks: Forks, folder: Path) -> subprocess.CompletedProcess[str]:
    raise NotImplementedError
