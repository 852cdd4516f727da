"""Retraining: how much one recipe varies between seeds."""

from dataclasses import dataclass
from statistics import fmean, stdev
from typing import ClassVar

from benchmark.verdict import Outcome
from fixtures.results.run import Run
from fixtures.scoring.metrics.scale import Scale
from fixtures.scoring.paired import Replicates
from reports import formatting
from reports.analysis.measured import metrics, scale
from reports.record import Record
from reports.sections.section import Section
from reports.sections.subject import Subject

HEAD = ("method", "seeds", "mean of each seed", "spread, points")
STOPPED = "why it stopped"
"""The last column, where methods were trained until their claims were decided."""


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
    """Every method that was trained with several seeds or until decided; None without any, or without quality."""
    by = metrics(record)
    if not by:
        return None
    of, looked = scale(record, by[0]), {run.method: _stopped(record, run.method) for run in record.runs}
    runs = [run for run in record.runs if len(run.scores.replicates(by[0])) > 1 or looked[run.method]]
    if not runs:
        return None
    caption = f"{of.title} of trainings that differ only in their seed, and the standard deviation between them."
    rows = [_row(run, run.scores.replicates(by[0]), of) for run in runs]
    if not any(looked.values()):
        return RetrainingSection(tuple(rows), caption)
    reasons = [(looked[run.method] or formatting.NONE,) for run in runs]
    both = tuple(row + reason for row, reason in zip(rows, reasons, strict=True))
    return RetrainingSection(both, caption, (*HEAD, STOPPED))


def _row(run: Run, seeds: Replicates, of: Scale) -> tuple[str, ...]:
    means = [fmean(seed) for seed in seeds]
    return (
        run.method,
        ", ".join(map(str, run.seeds)),
        ", ".join(formatting.score(of, mean) for mean in means),
        f"{of.points * stdev(means):.2f}" if len(means) > 1 else formatting.NONE,
    )


def _stopped(record: Record, method: str) -> str:
    """Why a method was not trained again; empty where its claims were not looked at after each training.

    A look spends a part of the gate's alpha, so its level is lower.
    """
    own = [verdict for verdict in record.verdicts if verdict.method == method and verdict.evidence]
    levels = [each.evidence.alpha for each in own if each.evidence]
    if not levels or min(levels) >= record.profile.gate.alpha:
        return ""
    level = f"at a level of {formatting.percent(min(levels))}"
    unsure = sum(each.outcome is Outcome.CANNOT_TELL for each in own)
    if unsure:
        return f"no more seeds were allowed: {unsure} of {len(own)} claims cannot be told {level}"
    return f"all {len(own)} claims are told {level}"
