"""A row of the comparison for each method: its scores, what it differs by from others, and what it cost."""

from collections.abc import Iterator
from dataclasses import dataclass

from fixtures.results.run import Run, Scores
from reports import formatting
from reports.analysis.differences import Difference, MethodGap
from reports.analysis.losses import ACCEPTED, Losses
from reports.analysis.measured import metrics, scale
from reports.record import Record


@dataclass(frozen=True)
class HeadlineScore:
    """A headline score with its interval; ``best`` means that no method scores better."""

    value: str
    interval: str
    best: bool


@dataclass(frozen=True)
class RowDifferences:
    """A method minus another method or its accepted run, on each metric."""

    name: str
    differences: tuple[Difference | None, ...]


@dataclass(frozen=True)
class ComparisonRow:
    """A method: its headline score on each metric, the other aggregate over references, and its cost.

    ``others`` is empty where it is the same. ``apart`` says that its time, ``elsewhere`` that its memory cannot be
    compared with the reference method's.
    """

    method: str
    role: str
    scores: tuple[HeadlineScore, ...]
    others: tuple[str, ...]
    against: tuple[RowDifferences, ...]
    trainable: str
    share: str
    seconds: str
    remembered: bool
    apart: bool
    memory: str
    elsewhere: bool
    saved: str


def rows(record: Record, found: tuple[MethodGap, ...], lost: Losses | None) -> tuple[ComparisonRow, ...]:
    """A row for each run; ``found`` are the gaps between methods, ``lost`` the losses since the accepted run."""
    return tuple(_row(record, run, tuple(_against(run.method, found, lost))) for run in record.runs)


def _against(method: str, found: tuple[MethodGap, ...], lost: Losses | None) -> Iterator[RowDifferences]:
    """The other methods, then the accepted run; only what can be compared."""
    for gap in found:
        if gap.method == method and gap.differences:
            yield RowDifferences(gap.against, gap.differences)
    for row in lost.rows if lost else ():
        if row.method == method and row.changes:
            yield RowDifferences(ACCEPTED, row.changes)


def _row(record: Record, run: Run, against: tuple[RowDifferences, ...]) -> ComparisonRow:
    training, by = run.training, metrics(record)
    roles = {record.profile.reference: "reference", record.profile.baseline: "baseline"}
    peak = training.memory.peak if training else None
    reference = record.run(record.profile.reference)
    against_it = reference.training if reference and reference is not run else None
    scores, others = tuple(_score(record, run, metric) for metric in by), tuple(_other(run.scores, each) for each in by)
    return ComparisonRow(
        method=run.method,
        role=roles.get(run.method, ""),
        scores=scores,
        others=() if others == tuple(each.value for each in scores) else others,
        against=against,
        trainable=formatting.trainable(run.parameters),
        share=formatting.share(run.parameters.share_of_base) if run.parameters else formatting.NONE,
        seconds=formatting.seconds(training.seconds) if training else formatting.NONE,
        remembered=bool(training and training.remembered),
        apart=bool(training and against_it and not training.timed_with(against_it)),
        memory=formatting.NONE if peak is None else formatting.size(peak),
        elsewhere=bool(training and against_it and training.device != against_it.device),
        saved=formatting.size(training.saved_bytes) if training else formatting.NONE,
    )


def _score(record: Record, run: Run, metric: str) -> HeadlineScore:
    found, of = run.scores.of(metric), scale(record, metric)
    best = len(record.runs) > 1 and found.value == of.best(each.scores.of(metric).value for each in record.runs)
    return HeadlineScore(formatting.score(of, found.value), formatting.interval(of, found), best)


def _other(scores: Scores, metric: str) -> str:
    both = scores.metrics[metric]
    other = both.mean if scores.headline == "best" else both.best
    return formatting.score(both.scale, other.value)
