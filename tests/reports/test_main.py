"""Tests of `reports.__main__`, in a process where torch cannot be imported."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.reports.conftest import MakeRecord

PROGRAM = """
import runpy, sys

HEAVY = {"torch", "transformers", "datasets", "peft"}

class Barrier:
    def find_spec(self, name, path=None, target=None):
        assert name.partition(".")[0] not in HEAVY, f"{name} is imported"

sys.meta_path.insert(0, Barrier())
try:
    runpy.run_module("reports", run_name="__main__", alter_sys=True)
finally:
    assert not HEAVY & set(sys.modules)
"""


def reports(root: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """``python -m reports`` without heavy imports."""
    command = [sys.executable, "-c", PROGRAM, *map(str, arguments)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_records_are_rendered_again(new_record: MakeRecord, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """Several on one page, in a folder that is made."""
    paths = [new_record(name=name).write(tmp_path) for name in ("one", "two")]
    output = tmp_path / "new" / "page.html"
    done = reports(pytestconfig.rootpath, *paths, "-o", output)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{output}\n", "")
    page = output.read_text(encoding="utf-8")
    assert "<title>one and two</title>" in page
    assert [path.name for path in output.parent.iterdir()] == ["page.html"]


def test_a_wrong_record_is_one_line_and_exit_code_4(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """As pytest has it for usage errors."""
    path = tmp_path / "no.json"
    done = reports(pytestconfig.rootpath, path)
    assert done.returncode == 4
    assert done.stderr == f"{path}: cannot be read: No such file or directory; name a record-<profile>.json\n"


def test_an_output_that_cannot_be_written_is_exit_code_4(
    new_record: MakeRecord, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """The error names the file and the option."""
    path = new_record().write(tmp_path)
    done = reports(pytestconfig.rootpath, path, "-o", path / "page.html")
    assert done.returncode == 4
    assert done.stderr.endswith("name another file with -o\n")
    assert done.stderr.count("\n") == 1


def test_history_of_a_folder(new_record: MakeRecord, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """A page of trends; records and a folder at once are too much."""
    path = new_record().write(tmp_path)
    output = tmp_path / "history.html"
    done = reports(pytestconfig.rootpath, "--history", tmp_path, "-o", output)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{output}\n", "")
    assert "small: history" in output.read_text(encoding="utf-8")
    assert reports(pytestconfig.rootpath, path, "--history", tmp_path).returncode == 2
