"""Retraining: how far apart one recipe's trainings with several seeds come out."""

from dataclasses import dataclass
from statistics import fmean, stdev

from reports import formatting
from reports.measured import metrics, scale
from reports.record import Record

HEAD = ("method", "seeds", "mean of each seed", "spread, points")


@dataclass(frozen=True)
class Retraining:
    """A row of text for each method with several seeds; ``caption`` names the metric."""

    rows: tuple[tuple[str, ...], ...]
    caption: str
    head: tuple[str, ...] = HEAD


def retraining(record: Record) -> Retraining | None:
    """Every method that was trained with several seeds; None where none was, or without quality."""
    by = metrics(record)
    if not by:
        return None
    of = scale(record, by[0])
    rows = []
    for run in record.runs:
        means = [fmean(seed) for seed in run.scores.replicates(by[0])]
        if len(means) > 1:
            seeds = ", ".join(str(training.seed) for training in run.trainings)
            listed = ", ".join(formatting.score(of, mean) for mean in means)
            rows.append((run.method, seeds, listed, f"{of.points * stdev(means):.2f}"))
    caption = f"{of.title} of trainings that differ in their seed alone, and the standard deviation between them."
    return Retraining(tuple(rows), caption) if rows else None
