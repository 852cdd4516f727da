"""Tests of `peft_bench.run` and of what it gives pytest."""

from pathlib import Path

import pytest

from tests.peft_bench.conftest import Command
from tests.peft_bench.test_installed import PROFILE, ROWS


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "names no profile; name your own TOML file, or one of"),
        (("pokket",), "did you mean pocket?"),
        (("gone.toml",), "gone.toml: is neither a file nor a shipped profile"),
        (("pocket", "-m", "qualty"), "did you mean quality?"),
        (("pocket", "gone/test_own.py"), "file or directory not found: gone/test_own.py"),
    ],
)
def test_wrong_arguments_are_one_line(peft_bench: Command, arguments: list[str], complaint: str) -> None:
    """Exit code 4, before anything is carried out."""
    done = peft_bench("run", *arguments)
    (line,) = (line for line in done.stderr.splitlines() if line.startswith("ERROR"))
    assert complaint in line
    assert done.returncode == 4
    assert "Traceback" not in done.stdout + done.stderr


def test_unknown_options_are_those_of_the_command(peft_bench: Command) -> None:
    """What is wrong is said in the name of what was typed."""
    done = peft_bench("run", "pocket", "--acept")
    assert done.returncode == 4
    assert "peft-bench run: error: unrecognized arguments: --acept" in done.stderr


def test_options_may_come_before_profiles(peft_bench: Command) -> None:
    """An option's value that is a profile's name is none."""
    done = peft_bench("run", "-k", "pocket", "pocket", "--collect-only", "-q", "-m", "dataset")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "test_dataset.py::" in done.stdout


def test_a_plugin_with_the_same_options_is_refused(peft_bench: Command, tmp_path: Path) -> None:
    """No plugin is loaded but those that are named; one of these cannot have an option of the suite's."""
    (tmp_path / "clash.py").write_text('def pytest_addoption(parser): parser.addoption("--device")', encoding="utf-8")
    done = peft_bench("run", "pocket", "-p", "clash")
    assert done.returncode == 4
    assert done.stderr.startswith("a plugin named by -p cannot be used together with the suite: ")
    assert "Traceback" not in done.stderr


def test_own_tests_run_beside_a_checkout(peft_bench: Command, tmp_path: Path) -> None:
    """Its conftest file names plugins that are named already."""
    (tmp_path / "systems.toml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "systems.csv").write_text(ROWS, encoding="utf-8")
    own = "def test_own(run_of):\n    assert run_of('new').scores.of('rouge1').value > 0.5\n"
    (tmp_path / "test_own.py").write_text(own, encoding="utf-8")
    done = peft_bench("run", "systems.toml", "test_own.py")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 passed" in done.stdout
    assert (tmp_path / "peft-bench-report/report.html").exists()
