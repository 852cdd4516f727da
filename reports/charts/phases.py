"""Phases: the time that each method spent on training, evaluation and predictions."""

from collections.abc import Iterator

from fixtures.results.cost import timed_together
from fixtures.results.run import Run
from reports import formatting
from reports.charts.chart import COLOURS, LABELLED, Chart, Spec, draw, short
from reports.record import Record

PHASES = ("training", "evaluation", "predictions")


def phases(record: Record) -> tuple[Chart, ...]:
    """A bar for each method; no chart if no time is known."""
    rows = [row for run in record.runs for row in _rows(run)]
    return (_chart(record, rows),) if rows else ()


def _rows(run: Run) -> Iterator[Spec]:
    training, generation = run.training, run.generation
    known = {
        "training": training.seconds if training else None,
        "evaluation": training.evaluation_seconds if training else None,
        "predictions": generation.seconds if generation else None,
    }
    for place, phase in enumerate(PHASES):
        if (seconds := known[phase]) is not None:
            label = f"{short(run.method)}: {phase} {formatting.seconds(seconds)}"
            yield {"method": short(run.method), "phase": phase, "place": place, "seconds": seconds, "label": label}


def _chart(record: Record, rows: list[Spec]) -> Chart:
    colours = {"domain": list(PHASES), "range": list(COLOURS[: len(PHASES)])}
    encoding = LABELLED | {
        "y": {"field": "method", "type": "nominal", "title": None, "sort": list(map(short, record.profile.methods))},
        "x": {"field": "seconds", "type": "quantitative", "title": "seconds, of the first seed"},
        "color": {"field": "phase", "type": "nominal", "title": None, "scale": colours, "legend": {"columns": 3}},
        "order": {"field": "place"},
    }
    examples = record.profile.dataset.plural
    caption = f"Training, its evaluations, and generating the predictions for all test {examples}, from left to right."
    if not timed_together([run.training for run in record.runs if run.training]):
        caption += " The methods were timed in different sessions, on different devices or beside more or fewer others."
    return draw("Where the time went", caption, rows, {"mark": {"type": "bar", "height": 18}, "encoding": encoding})
