"""The metrics of a record with their scales, or why its quality is not measured."""

from collections.abc import Iterable

from fixtures.profile.plans import MAIN
from fixtures.results.run import QUALITY
from fixtures.scoring.metrics import registry
from fixtures.scoring.metrics.scale import Scale
from reports.record import Record


def metrics(record: Record, protocol: str = MAIN) -> tuple[str, ...]:
    """The metrics with which every run of a record was scored, the headline first; none without quality."""
    if unmeasured(record):
        return ()
    first = record.runs[0].by(protocol).metrics if record.runs else ()
    return tuple(metric for metric in first if all(metric in run.by(protocol).metrics for run in record.runs))


def scale(record: Record, metric: str) -> Scale:
    """The scale of a metric: the scores' own, else (for published figures) that of the suite's metric of this name."""
    for run in record.runs:
        for scores in (run.scores, *run.protocols.values()):
            if metric in scores.metrics:
                return scores.metrics[metric].scale
    return registry.scale(metric) or Scale(title=metric)


def titles(record: Record, metrics: Iterable[str]) -> tuple[str, ...]:
    """The metrics as papers write them."""
    return tuple(scale(record, metric).title for metric in metrics)


def unmeasured(record: Record) -> str:
    """Why the scores of a record do not measure quality; empty if they do."""
    return next((run.missing[QUALITY] for run in record.runs if QUALITY in run.missing), "")
