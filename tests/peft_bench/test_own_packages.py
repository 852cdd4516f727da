"""Tests of `peft_bench.own_packages`."""

from pathlib import Path

from peft_bench.own_packages import OwnPackages
from tests.conftest import ROOT


def test_only_packages_with_code_are_meant(tmp_path: Path) -> None:
    """A folder of data is no package, and a module is one; the suite's own are not the user's."""
    (tmp_path / "fixtures").mkdir()
    (tmp_path / "fixtures/rows.csv").touch()
    (tmp_path / "reports.py").touch()
    assert OwnPackages(tmp_path).names == ["reports"]
    (tmp_path / "fixtures/rows.py").touch()
    assert OwnPackages(tmp_path).names == ["fixtures", "reports"]
    assert OwnPackages(ROOT).names == []


def test_tests_inside_such_a_package_are_refused(tmp_path: Path) -> None:
    """Python knows a module by its package's name, and would take the suite's. Without an ``__init__`` it does not."""
    test = tmp_path / "benchmark/test_own.py"
    test.parent.mkdir()
    test.touch()
    assert not OwnPackages(tmp_path).hides([test])
    (tmp_path / "benchmark/__init__.py").touch()
    complaint = OwnPackages(tmp_path).hides([test])
    assert complaint.endswith("remove benchmark/__init__.py, or move the tests")
