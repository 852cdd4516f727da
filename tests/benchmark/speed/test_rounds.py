"""Tests of `benchmark.speed.rounds`."""

from benchmark.speed.rounds import ROUNDS, order, stages
from fixtures.profile.profile import read
from tests.conftest import Write

LORA = {"peft_type": "LORA", "r": 2, "target_modules": ["q", "v"]}
SPARE = {"kind": "adapter", "learning_rate": 1e-3, "enabled": False, "adapter": LORA}


def test_a_disabled_method_does_not_race(write_profile: Write) -> None:
    """Neither does one whose predictions are read."""
    profile = read(write_profile(methods={"spare": SPARE, "read": {"predictions": "outputs.csv"}}))
    assert list(stages(profile)) == ["training full", "training lora", "generation", "scoring"]


def test_the_ways_take_turns_at_going_first(write_profile: Write) -> None:
    """In each stage, from round to round."""
    turns = [(number, way) for stage, number, way in order(read(write_profile())) if stage == "scoring"]
    assert turns == [(0, "recipe"), (0, "suite"), (1, "suite"), (1, "recipe")]
    assert len(turns) == 2 * ROUNDS
