"""Growth is measured on experiments that differ in one size only, and plotted."""

from pathlib import Path

from benchmark.speed.growth import ADAPTERS, Growth, SizedExperiment, cut, experiments
from fixtures.checksum import fingerprint
from fixtures.profile.profile import read
from reports.charts.growth import plot

POCKET = read(Path(__file__).parents[3] / "benchmark/profiles/pocket.toml")


def test_no_adapter_is_remembered_for_another() -> None:
    """Each adapter has a fingerprint of its own."""
    methods = cut(POCKET, adapters=3).methods
    assert list(methods) == ["zero-shot", "lora-0", "lora-1", "lora-2"]
    assert len({fingerprint(method) for method in methods.values()}) == 4


def test_axes_grow_one_size_each() -> None:
    """Adapters, rows, examples with all their references."""
    grown = {axis: [profile for at, _, profile in experiments(POCKET) if at == axis] for axis in AXES}
    assert [len(profile.methods) - 1 for profile in grown["adapters"]] == list(ADAPTERS)
    assert len({fingerprint(profile.dataset) for profile in grown["adapters"]}) == 1
    assert [profile.dataset.rows["test"] for profile in grown["test examples"]] == [75, 150, 300]
    assert all(len(profile.methods) == 2 for profile in grown["training examples"])


AXES = ("adapters", "training examples", "test examples")


def test_plot_shows_each_axis() -> None:
    """As static SVG, with the time outside all stages."""
    stages = {"training": 2.0, "generation": 1.0, "scoring": 0.1}
    points = [
        SizedExperiment(axis=axis, size=size, seconds=3.5 * size, stages=stages, peak_memory=size << 20)
        for axis in AXES
        for size in (1, 2)
    ]
    svg = plot(Growth(created="2026", device="abacus", packages={}, points=tuple(points), seconds={}))
    assert svg.startswith("<svg")
    for word in (*AXES, "rest", "peak, MiB"):
        assert word in svg
