"""What was measured: the metrics of quality, or why there are none."""

from fixtures.profile.plans import MAIN
from fixtures.results.run import QUALITY
from reports.record import Record


def metrics(record: Record, protocol: str = MAIN) -> tuple[str, ...]:
    """The metrics with which every run of a record was scored, the headline first; none without quality."""
    if unmeasured(record):
        return ()
    first = record.runs[0].by(protocol).metrics if record.runs else ()
    return tuple(metric for metric in first if all(metric in run.by(protocol).metrics for run in record.runs))


def unmeasured(record: Record) -> str:
    """Why the scores of a record do not measure quality; empty if they do."""
    return next((run.missing[QUALITY] for run in record.runs if QUALITY in run.missing), "")
