"""Charts as static SVG, and the one of loss curves. Colour is never the only sign."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import vl_convert
from markupsafe import Markup, escape

from fixtures.cost import Point
from fixtures.run import Run
from reports import figures
from reports.record import Record

# At least 3 : 1 against the page in light and in dark; lengths without a common factor, so that the
# combinations of colour with shape or dash repeat late.
COLOURS = ("#2f7fd1", "#c8660a", "#1c8f62", "#a35bc9", "#d0455a", "#11859a", "#9c6c34", "#74808c")
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right")
_DASHES = ([1, 0], [6, 3], [2, 2], [9, 3, 2, 3], [12, 4])

_PHASES = ("training", "evaluation", "summaries")

Spec = dict[str, Any]


@dataclass(frozen=True)
class Chart:
    """A chart with what it shows in words."""

    title: str
    caption: str
    svg: Markup


def charts(record: Record) -> tuple[Chart, ...]:
    """The charts of training that have something to show."""
    return tuple(filter(None, (losses(record), phases(record))))


def phases(record: Record) -> Chart | None:
    """Where the time went, method by method; None where nothing was generated."""
    rows: list[Spec] = [
        {"method": run.method, "phase": phase, "seconds": seconds}
        for run in record.runs
        for phase, seconds in _phases(run)
    ]
    if not rows:
        return None
    colours = {"domain": list(_PHASES), "range": list(COLOURS[: len(_PHASES)])}
    encoding = {
        "y": {"field": "method", "type": "nominal", "title": None, "sort": list(record.profile["methods"])},
        "x": {"field": "seconds", "type": "quantitative", "title": "seconds, of the first seed"},
        "color": {"field": "phase", "type": "nominal", "title": None, "scale": colours},
        "order": {"field": "place"},
    }
    for row in rows:
        row["place"] = _PHASES.index(row["phase"])
    words = "; ".join(f"{row['method']} {row['phase']} {figures.seconds(row['seconds'])}" for row in rows)
    return draw("Where the time went", f"{words}.", rows, {"mark": {"type": "bar", "height": 18}, "encoding": encoding})


def _phases(run: Run) -> Iterator[tuple[str, float]]:
    training, generation = run.training, run.generation
    seconds = (
        training.seconds if training else None,
        training.evaluation_seconds if training else None,
        generation.seconds if generation else None,
    )
    yield from ((phase, each) for phase, each in zip(_PHASES, seconds, strict=True) if each is not None)


def losses(record: Record) -> Chart | None:
    """Loss after each optimizer step; None where nothing was trained."""
    rows = [
        {"method": run.method, "split": split, "step": point.step, "loss": point.loss}
        for run in record.runs
        if run.training
        for split, curve in (("train", run.training.train_loss), ("validation", run.training.validation_loss))
        for point in _finite(curve)
    ]
    if not rows:
        return None
    shared = {
        "x": {"field": "step", "type": "quantitative", "title": "optimizer step"},
        "y": {"field": "loss", "type": "quantitative", "title": "loss, nats per token", "scale": {"zero": False}},
        "color": sign(record, "color", rows),
        "strokeDash": {**sign(record, "strokeDash", rows), "legend": None},  # the mark is in the legend
    }
    train = {"transform": [_only("train")], "mark": {"type": "line", "strokeWidth": 1, "opacity": 0.6}}
    validation = {"transform": [_only("validation")], "mark": {"type": "line", "strokeWidth": 2.5}}
    marks = {
        "transform": [_only("validation")],
        "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
        "encoding": {"shape": sign(record, "shape", rows)},
    }
    caption = "Training loss is the thin line, validation loss the thick one with marks."
    return draw("Loss curves", caption, rows, {"encoding": shared, "layer": [train, validation, marks]})


def sign(record: Record, channel: str, rows: list[Spec]) -> Spec:
    """What tells methods apart in a channel, the same in every chart of a record; the legend has those in the rows."""
    signs = {"color": COLOURS, "shape": _SHAPES, "strokeDash": _DASHES}[channel]
    methods = list(record.profile["methods"])
    scale = {"domain": methods, "range": [signs[place % len(signs)] for place in range(len(methods))]}
    legend = {"values": list(dict.fromkeys(row["method"] for row in rows))}
    return {"field": "method", "type": "nominal", "title": None, "scale": scale, "legend": legend}


def _only(split: str) -> Spec:
    return {"filter": {"field": "split", "equal": split}}


def _finite(curve: tuple[Point, ...]) -> Iterator[Point]:
    """A diverged loss has no place on an axis."""
    yield from (point for point in curve if math.isfinite(point.loss))


def draw(title: str, caption: str, rows: list[Spec], layers: Spec) -> Chart:
    """The chart in the page's own text colour (style.css sets it), named for screen readers."""
    spec = {
        "data": {"values": rows},
        "width": 400,
        "height": 250,
        "background": None,
        "config": {
            "font": "system-ui, sans-serif",
            "view": {"stroke": None},
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "gridOpacity": 0.5},
            "axisX": {"grid": False, "labelFlush": False},
            "axisY": {"titlePadding": 16},  # the reader's font may be wider than the one that Vega measures
            "legend": {
                "orient": "bottom",
                "labelFontSize": 12,
                "symbolSize": 110,
                "symbolOpacity": 1,
                "symbolStrokeWidth": 0,
                "columns": 4,
            },
        },
        **layers,
    }
    svg = vl_convert.vegalite_to_svg(spec)  # Vega escapes the names that it draws
    name = escape(f"{title}. {caption}")
    named = svg.replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1)
    return Chart(title, caption, Markup(named))  # noqa: S704  see above
