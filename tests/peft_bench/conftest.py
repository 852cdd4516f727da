"""The command: run from the checkout in any folder, and installed as a wheel."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
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


def run(*command: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a command does, without variables of this session's."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "PYTHON"))}
    variables = {**kept, "COLUMNS": "200", "PYTEST_ADDOPTS": "--other", **environment}
    words = [str(each) for each in command]
    return subprocess.run(words, cwd=cwd, env=variables, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what goes into it: building leaves files behind."""
    folder = tmp_path_factory.mktemp("source")
    for name in ("benchmark", "fixtures", "peft_bench", "reports"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "out"))
    for name in ("LICENSE", "README.md", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    options = ("--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check")
    done = run(sys.executable, "-m", "pip", "wheel", *options, folder, "-w", folder / "dist")
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = (folder / "dist").glob("*.whl")
    return file


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but the wheel; it borrows this one's libraries."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    python = folder / "bin/python"
    options = ("--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check")
    done = run(sys.executable, "-m", "pip", "--python", python, "install", *options, wheel)
    assert done.returncode == 0, done.stdout + done.stderr
    (packages,) = folder.glob("lib/*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def command(environment: Path) -> Command:
    """The installed command."""

    def peft_bench(*arguments: object, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
        return run(environment / "bin/peft-bench", *arguments, cwd=cwd, **variables)

    return peft_bench
