"""Tests of `reports.charts.quality`."""

from reports import formatting
from reports.charts.quality import AXES, Quality, qualities
from reports.record import Record
from tests.reports.conftest import make_record, make_run, make_runs, make_training, scale_of


def test_a_chart_for_each_cost() -> None:
    """And for each metric; the titles name both."""
    found = qualities(make_record(make_runs()))
    axes = ["trainable parameters", "training time", "peak memory in training", "saved weights"]
    titles = ["ROUGE-1", "ROUGE-2", "ROUGE-L", "ROUGE-Lsum"]
    assert [axis.name.partition(",")[0] for axis in AXES] == axes
    assert [(each.metric, each.axis) for each in found] == [(place, axis) for place in range(1, 5) for axis in axes]
    assert [each.chart.title for each in found] == [f"{title} by {axis}" for title in titles for axis in axes]


def test_marks_say_their_values() -> None:
    """Score, interval and cost of each method, and which methods no other beats."""
    first, *_, last = _headline(make_record(make_runs()))
    assert first.chart.caption.endswith("beats in both: zero-shot, lora, full.")
    assert f'aria-label="{_scored()}, trainable parameters 20,000"' in first.chart.svg
    assert "saved weights 80 kB" in last.chart.svg


def test_times_of_different_sessions_beat_nobody() -> None:
    """Their marks are shown without a line; costs that do not depend on the session keep theirs."""
    zero_shot, full, _ = make_runs()
    lora = make_run("lora", 0.65, 20_000, make_training(30.0, 80_000, session="of another day"))
    charts = {each.axis: each.chart for each in _headline(make_record([zero_shot, full, lora]))}
    assert charts["training time"].caption.endswith("so no method is said to beat another.")
    assert f"{_scored()}, training time 30 s" in charts["training time"].svg
    for axis in ("trainable parameters", "peak memory in training", "saved weights"):
        assert "The dashed line joins" in charts[axis].caption


def test_unknown_cost_is_no_point() -> None:
    """Where fewer than two methods have a peak of memory, there is no chart of it."""
    unknown = {"memory": {"resident": None}}
    trained = [make_run(name, 0.7, 1000, make_training(1.0, 4000, **unknown)) for name in ("full", "lora")]
    found = qualities(make_record(trained))
    assert "peak memory in training" not in [each.axis for each in found]


def test_without_a_model_there_is_no_cost() -> None:
    """External predictions have only a score."""
    runs = [run.model_copy(update={"parameters": None, "training": None}) for run in make_runs()]
    assert qualities(make_record(runs)) == ()


def _headline(record: Record) -> list[Quality]:
    """The charts of the first metric."""
    return [each for each in qualities(record) if each.metric == 1]


def _scored() -> str:
    """What a mark says of LoRA's score."""
    found = make_runs()[2].scores.of("rouge1")
    return f"lora: ROUGE-1 68.1 {formatting.interval(scale_of('rouge1'), found)}"
