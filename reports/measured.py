"""What was measured: the metrics that say something about quality, or why none does."""

from fixtures.profile.plans import MAIN
from fixtures.results.run import QUALITY
from reports.record import Record


def metrics(record: Record, protocol: str = MAIN) -> tuple[str, ...]:
    """The metrics that every run of a record was scored by; the first is the headline. None where they say nothing."""
    if unmeasured(record):
        return ()
    first = record.runs[0].by(protocol).metrics if record.runs else ()
    return tuple(metric for metric in first if all(metric in run.by(protocol).metrics for run in record.runs))


def unmeasured(record: Record) -> str:
    """Why the scores of a record say nothing about quality; empty where they do."""
    return next((run.missing[QUALITY] for run in record.runs if QUALITY in run.missing), "")
