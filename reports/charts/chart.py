"""Charts as static SVG; each mark is labelled with its exact values, and colour is never the only sign."""

import re
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from reports.charts import drawing
from reports.record import Record

# At least 3 : 1 against the page in light and in dark; lengths without a common factor, so that the
# combinations of colour with shape or dash repeat late.
COLOURS = ("#2f7fd1", "#c8660a", "#1c8f62", "#a35bc9", "#d0455a", "#11859a", "#9c6c34", "#74808c")
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right")
_DASHES = ([1, 0], [6, 3], [2, 2], [9, 3, 2, 3], [12, 4])

_WIDTH = 400
_LONGEST = 40  # characters of a name
_PATIENCE = 120  # seconds; the slowest chart of a busy machine takes some
_PLACES = re.compile(r'(?<= )(d|transform)="[^"<>]*"')
_DIGITS = re.compile(r"(\.\d\d)\d+")  # nobody sees a hundredth of a pixel

Spec = dict[str, Any]


@dataclass(frozen=True)
class Chart:
    """A chart: what it shows in words, and the SVG that Vega draws in the background.

    Reading ``svg`` waits for the drawing. It raises the error of a failed drawing, or `TimeoutError`.
    """

    title: str
    caption: str
    drawn: Future[str]

    @property
    def svg(self) -> Markup:
        """The drawing, named for screen readers."""
        short = _PLACES.sub(lambda found: _DIGITS.sub(r"\1", found[0]), self.drawn.result(_PATIENCE))
        name = escape(f"{self.title}. {self.caption}")
        return Markup(short.replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1))  # noqa: S704  Vega escapes


def short(method: str) -> str:
    """A method's name, cut for a chart: Vega takes minutes to measure a hundred thousand characters."""
    return method if len(method) <= _LONGEST else f"{method[: _LONGEST - 1]}…"


def sign(record: Record, channel: str, rows: list[Spec]) -> Spec:
    """The encoding of methods in a channel, the same in every chart of a record; the legend names those in the rows."""
    signs = {"color": COLOURS, "shape": _SHAPES, "strokeDash": _DASHES}[channel]
    methods = list(map(short, record.profile.methods))
    scale = {"domain": methods, "range": [signs[place % len(signs)] for place in range(len(methods))]}
    named = list(dict.fromkeys(row["method"] for row in rows))
    legend = {"values": named, "columns": columns(named)}
    return {"field": "method", "type": "nominal", "title": None, "scale": scale, "legend": legend}


def columns(names: list[str]) -> int:
    """How many names of a legend fit side by side."""
    return max(1, min(4, _WIDTH // (30 + 8 * max(map(len, names)))))


def draw(title: str, caption: str, rows: list[Spec], layers: Spec) -> Chart:
    """The chart, in the page's own text colour (style.css sets it).

    A mark with the encoding `LABELLED` is named by the ``label`` of its row; set ``"aria": False`` on every other mark.
    """
    return Chart(title, caption, drawing.svg({"data": {"values": rows}, **_FRAME, **layers}))


LABELLED: Spec = {"description": {"field": "label", "type": "nominal"}}
"""The encoding that names a mark by its row's label."""

_FRAME: Spec = {
    "width": _WIDTH,
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
            "labelLimit": 0,
            "columnPadding": 24,
            "symbolSize": 110,
            "symbolOpacity": 1,
            "symbolStrokeWidth": 0,
        },
    },
}
