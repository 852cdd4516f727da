"""Curves: the loss of each method over its training."""

import math
from collections.abc import Iterator

from fixtures.results.cost import Point, Training
from reports.charts.chart import LABELLED, Chart, Spec, draw, short, sign
from reports.record import Record

_RING: Spec = {"type": "point", "filled": False, "size": 260, "strokeWidth": 2, "aria": False}


def curves(record: Record) -> tuple[Chart, ...]:
    """Loss after each optimizer step; no chart if nothing was trained."""
    rows = list(_rows(record))
    return (_chart(record, rows),) if rows else ()


def _rows(record: Record) -> Iterator[Spec]:
    for run, training in ((run, run.training) for run in record.runs if run.training):
        for split, curve in (("training", training.train_loss), ("validation", _validation(training))):
            for point in _finite(curve):
                kept = split == "validation" and point.step == training.kept_step
                label = f"{short(run.method)}: {split} loss {point.loss:.3f} at step {point.step:,}{', kept' * kept}"
                yield {"method": short(run.method), "split": split, **point.model_dump(), "label": label, "kept": kept}


def _validation(training: Training) -> tuple[Point, ...]:
    """The validation loss from before the first step on, where that is known."""
    start = () if training.start_loss is None else (Point(step=0, loss=training.start_loss),)
    return (*start, *training.validation_loss)


def _finite(curve: tuple[Point, ...]) -> Iterator[Point]:
    """The points that an axis can show: a diverged loss is not finite."""
    yield from (point for point in curve if math.isfinite(point.loss))


def _chart(record: Record, rows: list[Spec]) -> Chart:
    shared = {
        "x": {"field": "step", "type": "quantitative", "title": "optimizer step"},
        "y": {"field": "loss", "type": "quantitative", "title": "loss, nats per token", "scale": {"zero": False}},
        "color": sign(record, "color", rows),
        "strokeDash": {**sign(record, "strokeDash", rows), "legend": None},  # the legend shows the colour's mark
    }
    line, dot = {"type": "line", "aria": False}, {"type": "point", "filled": True}
    layers = [
        _only("training", {**line, "strokeWidth": 1, "opacity": 0.6}),
        _only("validation", {**line, "strokeWidth": 2.5}),
        _only("training", {**dot, "size": 30, "opacity": 0}, LABELLED),  # invisible, for the pointer
        _only("validation", {**dot, "size": 70, "opacity": 1}, LABELLED | _shape(record, rows)),
    ]
    caption = "Training loss is the thin line, validation loss the thick one with marks; both of the first seed."
    if any(row["kept"] for row in rows):
        layers.append({"transform": [{"filter": {"field": "kept", "equal": True}}], "mark": _RING})
        caption += " A ring marks the step whose weights were kept."
    return draw("Loss curves", caption, rows, {"encoding": shared, "layer": layers})


def _shape(record: Record, rows: list[Spec]) -> Spec:
    return {"shape": sign(record, "shape", rows)}


def _only(split: str, mark: Spec, encoding: Spec | None = None) -> Spec:
    return {"transform": [{"filter": {"field": "split", "equal": split}}], "mark": mark, "encoding": encoding or {}}
