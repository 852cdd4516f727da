"""Tests of `reports.environment`."""

from collections.abc import Callable
from pathlib import Path

from fixtures.profile import profile
from reports.environment import collect


def test_outside_a_checkout_there_is_no_commit(write_profile: Callable[..., Path]) -> None:
    """The environment is described without git, too."""
    environment = collect(profile.read(write_profile()), "abacus", "pytest benchmark")
    assert environment.commit is None
    assert environment.dirty is False
    assert environment.unknown == ""
    assert environment.device == "abacus"
    assert environment.command == "pytest benchmark"
    assert {"torch", "peft", "rouge_score"} <= set(environment.packages)
