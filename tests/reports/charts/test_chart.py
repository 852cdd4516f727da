"""Tests of `reports.charts.chart`."""

from math import nan
from xml.etree import ElementTree as ET

import pytest

from fixtures.results.cost import Point
from reports.charts.chart import COLOURS, Chart, columns
from reports.charts.curves import curves
from reports.charts.phases import phases
from reports.charts.quality import qualities
from reports.record import Record
from tests.reports.conftest import MakeRecord, MakeRun

HOSTILE = "</svg><script>alert(1)</script>"


def charts(record: Record) -> tuple[Chart, ...]:
    """Every chart of a record."""
    return (*(each.chart for each in qualities(record)), *curves(record), *phases(record))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 has it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("page", ["#ffffff", "#14171b"])
@pytest.mark.parametrize("colour", COLOURS)
def test_colours_can_be_seen_on_light_and_dark(colour: str, page: str) -> None:
    """WCAG asks for 3 : 1 in graphics."""
    darker, lighter = sorted((luminance(colour), luminance(page)))
    assert (lighter + 0.05) / (darker + 0.05) >= 3


def test_charts_are_named_svg(new_record: MakeRecord) -> None:
    """Well-formed, with a name for screen readers, and every method in the legend."""
    drawn = charts(new_record())
    assert len(drawn) == 18, "four costs by four metrics, and two more"
    assert [chart.title for chart in drawn[16:]] == ["Loss curves", "Where the time went"]
    for chart in drawn:
        root = ET.fromstring(chart.svg)  # noqa: S314  our own
        assert root.get("role") == "img"
        assert root.get("aria-label") == f"{chart.title}. {chart.caption}"
    assert all(f">{method}<" in drawn[0].svg for method in ("zero-shot", "full", "lora"))
    assert ">zero-shot<" not in drawn[-2].svg, "it has no loss"
    for label in ("full: training 40 s", "full: evaluation 1.5 s", "full: predictions 2 s"):
        assert f'aria-label="{label}"' in drawn[-1].svg
    assert 'aria-label="full: validation loss 1.250 at step 20"' in drawn[-2].svg


def test_a_name_of_any_length_is_drawn(new_record: MakeRecord, new_run: MakeRun) -> None:
    """Cut where it would take Vega minutes."""
    names = ["zero-shot", "x" * 100_000]
    drawn = charts(new_record([new_run(name, 0.2, 5, None) for name in names], methods={name: {} for name in names}))
    assert drawn
    assert all("xxx" in chart.svg and "x" * 50 not in chart.svg for chart in drawn)


def test_long_names_have_room_in_the_legend() -> None:
    """So many columns as fit, one at least."""
    assert [columns(["x" * length]) for length in (4, 12, 20, 90)] == [4, 3, 2, 1]


def test_names_are_escaped(new_record: MakeRecord, new_run: MakeRun) -> None:
    """A method may be called anything."""
    runs = [new_run("zero-shot", 0.1, 0, None), new_run(HOSTILE, 0.2, 5, None)]
    for each in qualities(new_record(runs, methods={"zero-shot": {}, HOSTILE: {}})):
        assert "<script" not in each.chart.svg
        assert "&lt;script&gt;" in each.chart.svg


def test_nothing_to_show_is_no_chart(new_record: MakeRecord, new_run: MakeRun) -> None:
    """One method compares nothing; without training there is no loss."""
    untrained = [new_run("zero-shot", 0.1, 0, None)]
    assert qualities(new_record(untrained)) == ()
    assert charts(new_record([])) == ()
    assert phases(new_record([])) == ()
    assert curves(new_record([*untrained, new_run("lora", 0.2, 0, None)])) == ()
    assert qualities(new_record([*untrained, new_run("lora", 0.2, 0, None)])), "zero has its place on the axis"


def test_a_kept_step_is_marked(new_record: MakeRecord) -> None:
    """By a ring, in the label and in the caption; none where the last weights were kept."""
    record = new_record()
    full = record.runs[1]
    assert full.training
    kept = full.training.model_copy(update={"kept_step": 20})
    (usual,), (marked,) = curves(record), curves(new_record([full.model_copy(update={"training": kept})]))
    assert "full: validation loss 1.250 at step 20, kept" in marked.svg
    assert marked.caption.endswith("A ring marks the step whose weights were kept.")
    assert "kept" not in usual.svg + usual.caption


def test_a_diverged_loss_is_left_out(new_record: MakeRecord) -> None:
    """NaN has no place on an axis."""
    full = new_record().runs[1]
    assert full.training
    diverged = full.training.model_copy(update={"train_loss": (Point(step=1, loss=nan),), "validation_loss": ()})
    assert curves(new_record([full.model_copy(update={"training": diverged})])) == ()
