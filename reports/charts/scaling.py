"""The chart of scaling: ``python -m reports.charts.scaling FILE.json -o FILE.svg``."""

import argparse
from pathlib import Path

from benchmark.speed.scaling import ScaledExperiment, Scaling
from reports.charts import drawing

_SIZE = {"width": 230, "height": 200}
_STAGES = ("training", "generation", "gathering", "start of workers and rest")


def main() -> None:
    """Reads what was measured and writes its chart."""
    parser = argparse.ArgumentParser(prog="python -m reports.charts.scaling", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE.json")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.svg")
    chosen = parser.parse_args()
    scaling = Scaling.model_validate_json(chosen.file.read_text(encoding="utf-8"))
    chosen.output.write_text(plot(scaling), encoding="utf-8")


def plot(scaling: Scaling) -> str:
    """An SVG: wall seconds and efficiency as measured, what worker seconds are made of, and efficiency on paper."""
    rows = [
        {
            "trainings": each.trainings,
            "workers": f"{each.workers} worker{'s' * (each.workers > 1)}",
            "seconds": each.seconds,
            "share": each.efficiency,
        }
        for each in scaling.points
    ]
    largest = max(each.trainings for each in scaling.points)
    made_of = [row for each in scaling.points if each.trainings == largest for row in _made_of(each)]
    paper = [
        {"GPUs": each.gpus, "length": f"{each.seconds:,.0f} s each", "share": each.efficiency} for each in scaling.paper
    ]
    panels = [
        _lines(rows, "trainings", "seconds", "workers", "wall seconds", "log"),
        _lines(rows, "trainings", "share", "workers", "efficiency, measured", "linear"),
        _bars(made_of, f"worker seconds of {largest} trainings"),
        _lines(paper, "GPUs", "share", "length", "efficiency on paper, 50 trainings", "linear"),
    ]
    spec = {
        "concat": panels,
        "columns": 2,
        "background": "white",
        "config": {"font": "system-ui, sans-serif"},
        "resolve": {"scale": {"color": "independent"}},
    }
    return drawing.svg(spec).result()


def _lines(rows: list[dict[str, object]], x: str, y: str, by: str, title: str, scale: str) -> dict[str, object]:  # noqa: PLR0913, PLR0917  a chart
    return {
        **_SIZE,
        "data": {"values": rows},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": x, "type": "quantitative", "scale": {"type": "log", "base": 2}},
            "y": {"field": y, "type": "quantitative", "title": title, "scale": {"type": scale}},
            "color": {"field": by, "type": "nominal", "title": None, "sort": None},
        },
    }


def _bars(rows: list[dict[str, object]], title: str) -> dict[str, object]:
    return {
        **_SIZE,
        "data": {"values": rows},
        "mark": "bar",
        "encoding": {
            "x": {"field": "workers", "type": "nominal", "title": "workers"},
            "y": {"field": "seconds", "type": "quantitative", "title": title},
            "color": {"field": "stage", "type": "nominal", "title": None, "sort": _STAGES},
            "order": {"field": "place", "type": "quantitative"},
        },
    }


def _made_of(point: ScaledExperiment) -> list[dict[str, object]]:
    """What the time of all workers is made of: the seconds of each stage, and all others."""
    known = [point.training, point.generation, point.gathering]
    seconds = [*known, max(0.0, point.workers * point.seconds - sum(known))]
    return [
        {"workers": point.workers, "stage": stage, "seconds": each, "place": place}
        for place, (stage, each) in enumerate(zip(_STAGES, seconds, strict=True))
    ]


if __name__ == "__main__":
    main()
