"""Learning curves: each method's score over the number of its training rows."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from fixtures.results.curve import CurvePoint
from fixtures.scoring.metrics.scale import Scale
from reports import formatting
from reports.analysis.measured import metrics, scale
from reports.charts.chart import LABELLED, Chart, Spec, draw, short, sign
from reports.record import Record

_APART = 0.02
"""How far apart the intervals of methods with the same number of rows are drawn, as a share of the axis."""


@dataclass(frozen=True)
class Learning:
    """The chart of one metric, which is the ``metric``-th of the record (from 1)."""

    metric: int
    chart: Chart


def curves(record: Record) -> tuple[Learning, ...]:
    """A chart for each metric; none without quality, or without a point."""
    found = ((place, metric, _rows(record, metric)) for place, metric in enumerate(metrics(record), start=1))
    return tuple(Learning(place, _chart(record, metric, rows)) for place, metric, rows in found if rows)


def _rows(record: Record, metric: str) -> list[Spec]:
    of, count = scale(record, metric), len(record.curves)
    sizes = [point.rows for points in record.curves.values() for point in points]
    step = (max(sizes) / min(sizes)) ** _APART
    return [
        {**point, "at": point["rows"] * step ** (place - (count - 1) / 2)}
        for place, (method, points) in enumerate(record.curves.items())
        for point in _of_method(method, points, metric, of)
    ]


def _of_method(method: str, points: tuple[CurvePoint, ...], metric: str, of: Scale) -> Iterator[Spec]:
    for each in (point for point in points if metric in point.scores):
        score = each.scores[metric]
        ends = {"value": score.value, "low": score.low, "high": score.high}
        words = f"{formatting.score(of, score.value)} {formatting.interval(of, score)}"
        yield {
            "method": short(method),
            "rows": each.rows,
            **{end: of.points * (at if math.isfinite(at) else score.value) for end, at in ends.items()},
            "label": f"{short(method)}: {of.title} {words} with {each.rows:,} training rows",
        }


def _chart(record: Record, metric: str, rows: list[Spec]) -> Chart:
    of = scale(record, metric)
    y = {"type": "quantitative", "title": of.title, "scale": {"zero": False}, "axis": {"offset": 10}}
    shared = {
        "x": {
            "field": "at",
            "type": "quantitative",
            "title": "training rows",
            "scale": {"type": "log", "nice": False, "padding": 20},
            "axis": {"values": sorted({row["rows"] for row in rows}), "format": ",d", "labelOverlap": True},
        },
        "color": sign(record, "color", rows),
        "strokeDash": {**sign(record, "strokeDash", rows), "legend": None},  # the legend shows the colour's mark
    }
    value = {"y": {"field": "value", **y}}
    line: Spec = {"mark": {"type": "line", "strokeWidth": 2, "aria": False}, "encoding": value}
    bar: Spec = {
        "mark": {"type": "rule", "strokeWidth": 2, "aria": False},
        "encoding": {"y": {"field": "low", **y}, "y2": {"field": "high"}, "strokeDash": {"value": [1, 0]}},
    }
    dot: Spec = {
        "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1},
        "encoding": {**value, **LABELLED, "shape": sign(record, "shape", rows)},
    }
    confidence = formatting.confidence(record.runs[0].scores.confidence)
    caption = f"{of.title} on the test split with its {confidence} interval, over the number of training rows."
    layers = [line, bar, dot]
    baseline = record.run(record.profile.baseline)
    if baseline and not baseline.training:
        layers.insert(0, _level(of.points * baseline.scores.of(metric).value, y))
        caption += f" The thin line is {short(baseline.method)}, which is not trained."
    return draw(f"{of.title} by training rows", caption, rows, {"encoding": shared, "layer": layers})


def _level(value: float, y: Spec) -> Spec:
    """A line across the chart, in no method's colour."""
    return {
        "data": {"values": [{"value": value}]},
        "mark": {"type": "rule", "strokeWidth": 1, "aria": False},
        "encoding": {
            "x": {"value": 0},
            "x2": {"value": "width"},
            "y": {"field": "value", **y},
            "color": {"value": "#74808c"},
            "strokeDash": {"value": [3, 3]},
        },
    }
