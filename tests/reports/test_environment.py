"""Tests of `reports.environment`."""

from pathlib import Path

from reports.environment import collect


def test_outside_a_checkout_there_is_no_commit(tmp_path: Path) -> None:
    """The environment is told without git too."""
    environment = collect(tmp_path, "abacus")
    assert environment.commit is None
    assert not environment.dirty
    assert environment.device == "abacus"
    assert {"torch", "peft", "rouge_score"} <= set(environment.packages)
