"""Tests of `peft_bench.positional`."""

from pathlib import Path

import pytest

from peft_bench.positional import split


@pytest.mark.parametrize(
    ("argument", "is_test"),
    [
        ("pocket", False),
        ("pokket", False),
        ("nightly.toml", False),
        ("eval/nightly.toml", False),
        ("tests", True),
        ("./pocket", True),
        ("tests/gone.py", True),
        ("tests/test_a.py::test_b", True),
        ("test_a.py::test_b[x.toml]", True),
    ],
)
def test_profiles_are_told_from_tests(argument: str, is_test: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """By their ending, by what the folder has, and by the signs of a path."""
    (tmp_path / "tests").mkdir()
    found = split([argument], tmp_path)
    assert found.tests == ((argument,) if is_test else ())
    assert found.profiles == (() if is_test else (argument,))
