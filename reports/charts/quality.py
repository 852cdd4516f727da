"""Quality against cost: the headline score by each kind of cost, and the methods that no other method beats in both."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fixtures.figures import number
from fixtures.results.cost import Training, timed_together
from fixtures.results.estimate import Estimate
from fixtures.results.run import Run
from fixtures.scoring.metrics.scale import Scale
from reports import formatting
from reports.analysis.measured import metrics, scale
from reports.charts.chart import LABELLED, Chart, Spec, draw, short, sign
from reports.record import Record


class Axis(NamedTuple):
    """A kind of cost: its name, its value for a run (None if unknown), whether it spans decades, and a value in words.

    ``alike`` says whether the costs of these trainings may be compared.
    """

    name: str
    cost: Callable[[Run], float | None]
    decades: bool
    words: Callable[[float], str]
    alike: Callable[[Sequence[Training]], bool] = lambda _: True


def _trained(cost: Callable[[Training], float | None]) -> Callable[[Run], float | None]:
    """The cost of a training: zero if nothing is trained, unknown without a model."""
    return lambda run: cost(run.training) if run.training else 0.0 if run.parameters else None


def _on_one_device(trainings: Sequence[Training]) -> bool:
    return len({training.device for training in trainings}) <= 1


def _bytes(count: float) -> str:
    return formatting.size(int(count))


AXES = (
    Axis(
        "trainable parameters",
        lambda run: run.parameters.trainable if run.parameters else None,
        decades=True,
        words=number,
    ),
    Axis(
        "training time, s",
        _trained(lambda training: training.seconds),
        decades=False,
        words=formatting.seconds,
        alike=timed_together,
    ),
    Axis(
        "peak memory in training, bytes",
        _trained(lambda training: training.memory.peak),
        decades=False,
        words=_bytes,
        alike=_on_one_device,
    ),
    Axis("saved weights, bytes", _trained(lambda training: training.saved_bytes), decades=True, words=_bytes),
)


@dataclass(frozen=True)
class Quality:
    """The chart of one kind of cost and one metric, which is the ``metric``-th of the record (from 1)."""

    axis: str
    metric: int
    chart: Chart


def qualities(record: Record) -> tuple[Quality, ...]:
    """A chart for each metric and each kind of cost that is known for two methods or more; none without quality."""
    return tuple(
        each for place, metric in enumerate(metrics(record), start=1) for each in _charts(record, metric, place)
    )


def _charts(record: Record, metric: str, place: int) -> Iterator[Quality]:
    for axis in AXES:
        costs = [(run, cost) for run in record.runs if (cost := axis.cost(run)) is not None]
        if len(costs) > 1:
            yield Quality(axis.name.partition(",")[0], place, _chart(record, axis, costs, metric))


def _ends(found: Estimate, of: Scale) -> dict[str, float]:
    """The score with its interval, in points; both ends are the score where it has none."""
    ends = {"value": found.value, "low": found.low, "high": found.high}
    return {end: of.points * (at if math.isfinite(at) else found.value) for end, at in ends.items()}


def _chart(record: Record, axis: Axis, costs: list[tuple[Run, float]], metric: str) -> Chart:
    of = scale(record, metric)
    rows: list[Spec] = [
        {
            "method": short(run.method),
            "cost": cost,
            **_ends(run.scores.of(metric), of),
            "label": _label(axis, run, cost, metric, of),
        }
        for run, cost in costs
    ]
    alike = axis.alike([run.training for run, _ in costs if run.training])
    for row in rows:
        row["front"] = alike and not any(_beats(other, row, of.sign) for other in rows)
    name = of.title
    y = {"type": "quantitative", "title": name, "scale": {"zero": False}, "axis": {"offset": 10}}
    front: Spec = {
        "transform": [{"filter": "datum.front"}],
        "mark": {
            "type": "line",
            "interpolate": "step-after",
            "strokeDash": [3, 3],
            "strokeWidth": 1,
            "opacity": 0.7,
            "aria": False,
        },
        "encoding": {"y": {"field": "value", **y}, "color": {"value": "#74808c"}},
    }
    bar: Spec = {
        "mark": {"type": "rule", "strokeWidth": 2, "aria": False},
        "encoding": {"y": {"field": "low", **y}, "y2": {"field": "high"}, "color": sign(record, "color", rows)},
    }
    dot: Spec = {
        "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
        "encoding": {
            "y": {"field": "value", **y},
            **LABELLED,
            "shape": sign(record, "shape", rows),
            "color": sign(record, "color", rows),
        },
    }
    confidence = formatting.confidence(record.runs[0].scores.confidence)
    unbeaten = ", ".join(row["method"] for row in sorted(rows, key=lambda row: row["cost"]) if row["front"])
    remark = (
        f"The dashed line joins what no method beats in both: {unbeaten}."
        if alike
        else "The costs were not taken alike, in one session on one device, so no method is said to beat another."
    )
    caption = f"{name} with its {confidence} interval. {remark}"
    return draw(
        f"{name} by {axis.name.partition(',')[0]}",
        caption,
        rows,
        {"encoding": {"x": _x(axis, rows)}, "layer": [front, bar, dot]},
    )


def _label(axis: Axis, run: Run, cost: float, metric: str, of: Scale) -> str:
    score = run.scores.of(metric)
    quality = f"{of.title} {formatting.score(of, score.value)} {formatting.interval(of, score)}"
    return f"{short(run.method)}: {quality}, {axis.name.partition(',')[0]} {axis.words(cost)}"


def _beats(one: Spec, other: Spec, sign: int) -> bool:
    """Whether a method is no worse in cost and quality, and better in one."""
    no_worse = one["cost"] <= other["cost"] and sign * one["value"] >= sign * other["value"]
    return bool(no_worse and (one["cost"], one["value"]) != (other["cost"], other["value"]))


def _x(axis: Axis, rows: list[Spec]) -> Spec:
    """From zero; a logarithmic axis has zero left of the smallest cost, and ends a decade after the largest."""
    label = "format(datum.value, '~s')" + ("+ 'B'" if axis.name.endswith("bytes") else "")
    words = f"datum.value ? {label} : '0'"
    title = axis.name.removesuffix(", bytes")
    axes = {"labelExpr": words, "tickCount": 5}
    spec: Spec = {"field": "cost", "type": "quantitative", "title": title, "axis": axes}
    known = [row["cost"] for row in rows if row["cost"]]
    if not axis.decades or not known:
        return spec
    decades = range(math.floor(math.log10(min(known))), math.floor(math.log10(max(known))) + 2)
    ticks = [0, *(10**decade for decade in decades)]
    return {
        **spec,
        "scale": {"type": "symlog", "constant": ticks[1] / 10, "domain": [0, ticks[-1]], "nice": False},
        "axis": {"values": ticks, "labelExpr": words},
    }
