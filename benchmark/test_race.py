"""The race between the suite's way and the recipe's. It claims nothing; its ratios stand in the report."""

import time
from typing import TYPE_CHECKING

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmark.speed.rounds import LAP, Round, Way

if TYPE_CHECKING:  # imports torch
    from benchmark.speed.race import Race


@pytest.mark.speed
@pytest.mark.race
def test_race(race: "Race", leg: tuple[str, int, Way], benchmark: BenchmarkFixture, record_property: object) -> None:
    """One way through one stage, once."""
    stage, lap, way = leg
    benchmark.group = f"race: {race.experiment.profile.name}, {stage}"
    race.prepare(stage, way)
    start = time.perf_counter()
    benchmark.pedantic(race.stage(stage, way), rounds=1)
    seconds = time.perf_counter() - start
    done = Round(
        profile=race.experiment.profile.name,
        stage=stage,
        round=lap,
        way=way,
        seconds=seconds,
        losses=race.losses_of(way) if stage.startswith("training") else {},
        scores=race.scores_of(way) if stage == "scoring" else {},
    )
    assert callable(record_property)
    record_property(LAP, done.model_dump_json())
