"""Retraining: how much one recipe varies between seeds."""

from dataclasses import dataclass
from statistics import fmean, stdev
from typing import ClassVar

from reports import formatting
from reports.analysis.measured import metrics, scale
from reports.record import Record
from reports.sections.section import Section
from reports.sections.subject import Subject

HEAD = ("method", "seeds", "mean of each seed", "spread, points")


@dataclass(frozen=True)
class RetrainingSection(Section):
    """A row of text for each method with several seeds; ``caption`` names the metric."""

    rows: tuple[tuple[str, ...], ...]
    caption: str
    head: tuple[str, ...] = HEAD

    key: ClassVar[str] = "retraining"
    title: ClassVar[str] = "Retraining"

    @classmethod
    def of(cls, subject: Subject) -> "RetrainingSection | None":
        """None without several seeds, or without quality."""
        return retraining(subject.record)


def retraining(record: Record) -> RetrainingSection | None:
    """Every method that was trained with several seeds; None without any, or without quality."""
    by = metrics(record)
    if not by:
        return None
    rows, of = [], scale(record, by[0])
    for run in record.runs:
        means = [fmean(seed) for seed in run.scores.replicates(by[0])]
        if len(means) > 1:
            seeds = ", ".join(map(str, run.seeds))
            listed = ", ".join(formatting.score(of, mean) for mean in means)
            rows.append((run.method, seeds, listed, f"{of.points * stdev(means):.2f}"))
    caption = f"{of.title} of trainings that differ only in their seed, and the standard deviation between them."
    return RetrainingSection(tuple(rows), caption) if rows else None
