"""The chart of growth: ``python -m reports.charts.growth FILE.json -o FILE.svg``."""

import argparse
from pathlib import Path

from benchmark.speed.growth import Growth, SizedExperiment
from reports.charts import drawing

_SIZE = {"width": 250, "height": 200}
_STAGES = ("training", "generation", "scoring", "rest")


def main() -> None:
    """Reads the measured growth and writes its chart."""
    parser = argparse.ArgumentParser(prog="python -m reports.charts.growth", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE.json")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.svg")
    chosen = parser.parse_args()
    growth = Growth.model_validate_json(chosen.file.read_text(encoding="utf-8"))
    chosen.output.write_text(plot(growth), encoding="utf-8")


def plot(growth: Growth) -> str:
    """An SVG: for each axis the seconds by stage, and the peak of memory below them."""
    axes = dict.fromkeys(point.axis for point in growth.points)
    panels = [_panel(axis, [point for point in growth.points if point.axis == axis]) for axis in axes]
    spec = {"hconcat": panels, "background": "white", "config": {"font": "system-ui, sans-serif"}}
    return drawing.svg(spec).result()


def _panel(axis: str, points: list[SizedExperiment]) -> dict[str, object]:
    x = {"field": "size", "type": "quantitative", "title": axis, "scale": {"zero": True}}
    stacked = {
        **_SIZE,
        "data": {"values": [row for point in points for row in _rows(point)]},
        "mark": {"type": "area", "line": True, "opacity": 0.7},
        "encoding": {
            "x": x,
            "y": {"field": "seconds", "type": "quantitative", "title": "seconds", "stack": "zero"},
            "color": {"field": "stage", "type": "nominal", "title": None, "sort": _STAGES},
            "order": {"field": "place", "type": "quantitative"},
        },
    }
    memory = {
        **_SIZE,
        "height": 90,
        "data": {"values": [{"size": each.size, "peak": (each.peak_memory or 0) / 2**20} for each in points]},
        "mark": {"type": "line", "point": True},
        "encoding": {"x": x, "y": {"field": "peak", "type": "quantitative", "title": "peak, MiB"}},
    }
    return {"vconcat": [stacked, memory]}


def _rows(point: SizedExperiment) -> list[dict[str, object]]:
    """The seconds of each stage, and the rest."""
    stages = {**point.stages, "rest": point.seconds - sum(point.stages.values())}
    return [
        {"size": point.size, "stage": stage, "seconds": stages[stage], "place": place}
        for place, stage in enumerate(_STAGES)
    ]


if __name__ == "__main__":
    main()
