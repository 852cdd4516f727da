"""Charts as static SVG: quality against cost, and loss curves. Colour is never the only sign."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import vl_convert
from markupsafe import Markup, escape

from fixtures.run import Point
from reports import figures
from reports.comparison import metrics
from reports.record import Record

# At least 3 : 1 against the page in light and in dark; lengths without a common factor, so that the
# combinations of colour with shape or dash repeat late.
COLOURS = ("#2f7fd1", "#c8660a", "#1c8f62", "#a35bc9", "#d0455a", "#11859a", "#9c6c34", "#74808c")
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right")
_DASHES = ([1, 0], [6, 3], [2, 2], [9, 3, 2, 3], [12, 4])

Spec = dict[str, Any]


@dataclass(frozen=True)
class Chart:
    """A chart with what it shows in words."""

    title: str
    caption: str
    svg: Markup


def charts(record: Record) -> tuple[Chart, ...]:
    """The charts that have something to show."""
    return tuple(filter(None, (quality(record), losses(record))))


def quality(record: Record) -> Chart | None:
    """Headline metric against trainable parameters; None with fewer than two methods, or without quality."""
    counted = [(run, run.parameters) for run in record.runs if run.parameters]
    if len(counted) < 2 or not metrics(record):  # noqa: PLR2004  one point compares nothing
        return None
    metric = metrics(record)[0]
    rows = [
        {"method": run.method, "trainable": parameters.trainable, **run.scores.of(metric).model_dump()}
        for run, parameters in counted
    ]
    name = figures.title(metric)
    y = {"type": "quantitative", "title": name, "scale": {"zero": False}, "axis": {"offset": 10}}
    bar: Spec = {
        "mark": {"type": "rule", "strokeWidth": 2},
        "encoding": {"y": {"field": "low", **y}, "y2": {"field": "high"}},
    }
    dot: Spec = {
        "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
        "encoding": {"y": {"field": "value", **y}, "shape": _sign(record, "shape", rows)},
    }
    shared = {"x": _trainable_axis(record), "color": _sign(record, "color", rows)}
    confidence = f"{100 * record.runs[0].scores.confidence:g} %"
    caption = f"{name} with its {confidence} interval, by the number of trainable parameters."
    return _draw("Quality against cost", caption, rows, {"encoding": shared, "layer": [bar, dot]})


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
        "color": _sign(record, "color", rows),
        "strokeDash": {**_sign(record, "strokeDash", rows), "legend": None},  # the mark is in the legend
    }
    train = {"transform": [_only("train")], "mark": {"type": "line", "strokeWidth": 1, "opacity": 0.6}}
    validation = {"transform": [_only("validation")], "mark": {"type": "line", "strokeWidth": 2.5}}
    marks = {
        "transform": [_only("validation")],
        "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
        "encoding": {"shape": _sign(record, "shape", rows)},
    }
    caption = "Training loss is the thin line, validation loss the thick one with marks."
    return _draw("Loss curves", caption, rows, {"encoding": shared, "layer": [train, validation, marks]})


def _trainable_axis(record: Record) -> Spec:
    """A logarithmic axis that holds zero left of the smallest count, and a decade more than the largest needs."""
    counts = [run.parameters.trainable for run in record.runs if run.parameters and run.parameters.trainable] or [1]
    decades = range(math.floor(math.log10(min(counts))), math.floor(math.log10(max(counts))) + 2)
    ticks = [0, *(10**decade for decade in decades)]
    return {
        "field": "trainable",
        "type": "quantitative",
        "title": "trainable parameters",
        "scale": {"type": "symlog", "constant": ticks[1] / 10, "domain": [0, ticks[-1]], "nice": False},
        "axis": {"values": ticks, "labelExpr": "datum.value ? format(datum.value, '~s') : '0'"},
    }


def _sign(record: Record, channel: str, rows: list[Spec]) -> Spec:
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


def _draw(title: str, caption: str, rows: list[Spec], layers: Spec) -> Chart:
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
