"""Searches: the validation loss of each point over its learning rate, and over its rank."""

from collections.abc import Iterator
from math import isfinite
from typing import Final

from fixtures.profile.grid import RATE
from fixtures.results.search import Searched
from reports.charts.chart import LABELLED, Chart, Spec, draw, short, sign
from reports.record import Record

_AXES: Final = {RATE: "learning rate", "r": "rank"}
"""The settings that have a chart, and what they are called."""


def searches(record: Record) -> tuple[Chart, ...]:
    """A chart for each setting of which a search tried several values."""
    rows = {key: _rows(record, key) for key in _AXES}
    return tuple(_chart(record, key, each) for key, each in rows.items() if len({row["value"] for row in each}) > 1)


def _rows(record: Record, key: str) -> list[Spec]:
    """The points that were trained; the best of those that differ in other settings alone is on the line."""
    return [row for name, search in record.searches.items() for row in _of_method(name, key, search.points)]


def _of_method(name: str, key: str, points: tuple[Searched, ...]) -> Iterator[Spec]:
    tried = [
        (value, each.loss, each.spelled) for each in points if _on_axis(value := each.settings.get(key), each.loss)
    ]
    best = {value: min(loss for other, loss, _ in tried if other == value) for value, _, _ in tried}
    for value, loss, spelled in tried:
        label = f"{short(name)}: validation loss {loss:.4f} with {spelled}"
        yield {"method": short(name), "value": value, "loss": loss, "best": loss == best[value], "label": label}


def _on_axis(value: object, loss: float) -> bool:
    """Whether a logarithmic axis can show a value, and the other one its loss."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0 and isfinite(loss)


def _chart(record: Record, key: str, rows: list[Spec]) -> Chart:
    base = 10 if key == RATE else 2
    ticks = {"values": sorted({row["value"] for row in rows}), "format": "~g"}
    shared = {
        "x": {
            "field": "value",
            "type": "quantitative",
            "title": _AXES[key],
            "scale": {"type": "log", "base": base, "nice": False, "padding": 12},
            "axis": {**ticks, "labelOverlap": True},
        },
        "y": {
            "field": "loss",
            "type": "quantitative",
            "title": "validation loss, nats per token",
            "scale": {"zero": False},
        },
        "color": sign(record, "color", rows),
        "strokeDash": {**sign(record, "strokeDash", rows), "legend": None},  # the legend shows the colour's mark
    }
    lines = {"transform": [{"filter": "datum.best"}], "mark": {"type": "line", "aria": False, "strokeWidth": 2}}
    dots = {
        "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
        "encoding": LABELLED | {"shape": sign(record, "shape", rows)},
    }
    caption = "Each mark is a point of a grid; the line joins the best for each value. Points that failed are left out."
    title = f"Validation loss over the {_AXES[key]}"
    return draw(title, caption, rows, {"encoding": shared, "layer": [lines, dots]})
