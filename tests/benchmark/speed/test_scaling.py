"""Scaling is measured on experiments that differ in the number of trainings and of workers, and plotted."""

from pathlib import Path

import pytest

from benchmark.speed.paper import Parts, on_paper, point
from benchmark.speed.scaling import ScaledExperiment, Scaling, measure
from fixtures.profile.profile import read
from reports.charts.scaling import plot

POCKET = read(Path(__file__).parents[3] / "benchmark/profiles/pocket.toml")
PARTS = Parts(start=10.0, reading=5.0, training=20.0, generation=10.0, rest=2.0, gathering=1.0)


@pytest.mark.parametrize(
    ("gpus", "wall"),
    [
        pytest.param(8, 15 + 7 * 32 + 50, id="the last round has two of eight"),
        pytest.param(50, 15 + 32 + 50, id="one round"),
        pytest.param(64, 15 + 32 + 50, id="fourteen have nothing to do"),
    ],
)
def test_time_on_paper(gpus: int, wall: float) -> None:
    """Start and reading once, trainings in rounds, and the session's own work at the end."""
    found = point(PARTS, trainings=50, gpus=gpus, seconds=30.0)
    assert found.wall == wall
    assert found.efficiency == pytest.approx(50 * 30 / (gpus * wall))
    assert found.serial == pytest.approx(50 / wall)


def test_plot_shows_what_was_measured_and_what_follows() -> None:
    """As static SVG."""
    points = [
        ScaledExperiment(
            trainings=size,
            workers=count,
            seconds=20 + 30 * size / count,
            training=20.0 * size,
            generation=10.0 * size,
            gathering=1.0 * size,
            alone=20.0 + 30 * size,
        )
        for size in (1, 8)
        for count in (1, 2)
    ]
    paper = tuple(on_paper(PARTS))
    made = Scaling(
        created="2026", device="abacus", cores=2, packages={}, points=tuple(points), parts=PARTS, paper=paper
    )
    svg = plot(made)
    assert svg.startswith("<svg")
    for word in ("2 workers", "worker seconds of 8 trainings", "efficiency on paper", "180 s each", "gathering"):
        assert word in svg


@pytest.mark.slow
def test_small_experiments_are_measured() -> None:
    """Each with its parts; one worker is what others are held against."""
    scaling = measure(POCKET, trainings=(1, 2), workers=(1, 2))
    assert [(each.trainings, each.workers) for each in scaling.points] == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert all(each.training > 0 < each.generation for each in scaling.points)
    assert scaling.points[0].efficiency == 1
    assert scaling.parts.start > 0 < scaling.parts.reading
