"""Tests of `reports.output.lookahead`; `tests.benchmark` runs whole sessions."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.profile import profile
from reports.output import lookahead


@pytest.mark.parametrize(("name", "concerned"), [("test_b[tiny-lora]", 1), ("test_b[other]", 0), ("test_b", 0)])
@pytest.mark.parametrize("file", ["benchmark/test_a.py::", "mine[1]/test_a.py::TestA::"])
def test_profile_that_a_test_is_about(write_profile: Callable[..., Path], file: str, name: str, concerned: int) -> None:
    """By the test's name, whatever the folder is called."""
    tiny = profile.read(write_profile())
    assert list(lookahead.tested([file + name], [tiny])) == [tiny] * concerned
