"""Tests of `reports.invocation`."""

import pytest

from reports.invocation import command

TYPED = ["benchmark", "--profile", "my profile.toml"]


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        (["/usr/bin/pytest", "benchmark"], "pytest benchmark --profile 'my profile.toml'"),
        (["/lib/pytest/__main__.py"], "pytest benchmark --profile 'my profile.toml'"),
        ([], "pytest benchmark --profile 'my profile.toml'"),
        (["/usr/bin/peft-bench", "run", "pocket"], "peft-bench run pocket"),
        (["/lib/peft_bench/__main__.py", "run", "a b"], "peft-bench run 'a b'"),
    ],
)
def test_the_command_is_what_was_typed(argv: list[str], expected: str) -> None:
    """Without where the program is, and without what ``peft-bench`` adds for pytest."""
    assert command(argv, TYPED) == expected
