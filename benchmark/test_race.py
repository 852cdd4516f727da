"""The race between the suite and a notebook's recipe. It claims nothing; the report shows its ratios."""

import time
from typing import TYPE_CHECKING

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmark.speed.rounds import ROUND, Round, Way

if TYPE_CHECKING:  # imports torch
    from benchmark.speed.race import Race


@pytest.mark.speed
@pytest.mark.race
def test_race(race: "Race", turn: tuple[str, int, Way], benchmark: BenchmarkFixture, record_property: object) -> None:
    """One way through one stage, once."""
    stage, number, way = turn
    benchmark.group = f"race: {race.experiment.profile.name}, {stage}"
    race.prepare(stage, way)
    start = time.perf_counter()
    benchmark.pedantic(race.stage(stage, way), rounds=1)
    seconds = time.perf_counter() - start
    done = Round(
        profile=race.experiment.profile.name,
        stage=stage,
        round=number,
        way=way,
        seconds=seconds,
        losses=race.losses_of(way) if stage.startswith("training") else {},
        scores=race.scores_of(way) if stage == "scoring" else {},
    )
    assert callable(record_property)
    record_property(ROUND, done.model_dump_json())
