"""The comparison of methods: scores with their intervals, what they differ by, and what each method costs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fixtures.results.run import Run, Scores
from reports import formatting
from reports.differences import Difference, Gap, gaps
from reports.measured import metrics, scale, titles, unmeasured
from reports.record import Record
from reports.sections.losses import Losses

ACCEPTED = "accepted"
"""What the accepted run of the same method is called."""


@dataclass(frozen=True)
class Score:
    """A headline score with its interval; ``best`` says that no method scores better."""

    value: str
    interval: str
    best: bool


@dataclass(frozen=True)
class Against:
    """What a method is held against: another method or the accepted run, with the difference on each metric."""

    name: str
    differences: tuple[Difference | None, ...]


@dataclass(frozen=True)
class Row:
    """A method: its score on each metric and by the other way to use the references, and what it took."""

    method: str
    role: str
    scores: tuple[Score, ...]
    others: tuple[str, ...]
    against: tuple[Against, ...]
    trainable: str
    share: str
    seconds: str
    remembered: bool
    memory: str
    saved: str


@dataclass(frozen=True)
class Comparison:
    """All methods. ``absent`` names those of the profile that were not carried out, and says why.

    ``unmeasured`` says why there are no scores, where there are none.
    """

    metrics: tuple[str, ...]
    confidence: str
    headline: str
    other: str
    rows: tuple[Row, ...]
    absent: tuple[tuple[str, str], ...]
    signatures: tuple[str, ...]
    gaps: tuple[Gap, ...]
    unmeasured: str


def compare(record: Record, lost: Losses | None = None) -> Comparison | None:
    """The comparison of all runs; None where nothing was carried out. ``lost`` is the record against the accepted."""
    if not record.runs:
        return None
    by, scores, found = metrics(record), record.runs[0].scores, gaps(record)
    return Comparison(
        metrics=titles(record, by),
        confidence=formatting.confidence(scores.confidence),
        headline=scores.headline,
        other="mean" if scores.headline == "best" else "best",
        rows=tuple(_row(record, run, tuple(_against(run.method, found, lost))) for run in record.runs),
        absent=tuple(
            (method, record.failures.get(method) or _absence(plan))
            for method, plan in record.profile["methods"].items()
            if record.run(method) is None
        ),
        signatures=tuple(dict.fromkeys(formatting.signature(run.scores) for run in record.runs)),
        gaps=found,
        unmeasured=unmeasured(record),
    )


def _absence(plan: Mapping[str, Any]) -> str:
    return "not carried out in this session" if plan.get("enabled", True) else "enabled = false in the profile"


def _against(method: str, found: tuple[Gap, ...], lost: Losses | None) -> Iterator[Against]:
    """The other methods, and the accepted run; nothing that cannot be compared."""
    yield from (Against(gap.against, gap.differences) for gap in found if gap.method == method and gap.differences)
    yield from (
        Against(ACCEPTED, row.changes) for row in (lost.rows if lost else ()) if row.method == method and row.changes
    )


def _row(record: Record, run: Run, against: tuple[Against, ...]) -> Row:
    training, by = run.training, metrics(record)
    roles = {record.profile["reference"]: "reference", record.profile["baseline"]: "baseline"}
    peak = training.memory.peak if training else None
    return Row(
        method=run.method,
        role=roles.get(run.method, ""),
        scores=tuple(_score(record, run, metric) for metric in by),
        others=tuple(_other(run.scores, metric) for metric in by),
        against=against,
        trainable=formatting.trainable(run.parameters),
        share=formatting.share(run.parameters.share_of_base) if run.parameters else formatting.NONE,
        seconds=formatting.seconds(training.seconds) if training else formatting.NONE,
        remembered=bool(training and training.remembered),
        memory=formatting.NONE if peak is None else formatting.size(peak),
        saved=formatting.size(training.saved_bytes) if training else formatting.NONE,
    )


def _score(record: Record, run: Run, metric: str) -> Score:
    found, of = run.scores.of(metric), scale(record, metric)
    best = len(record.runs) > 1 and found.value == of.best(each.scores.of(metric).value for each in record.runs)
    return Score(formatting.score(of, found.value), formatting.interval(of, found), best)


def _other(scores: Scores, metric: str) -> str:
    both = scores.metrics[metric]
    other = both.mean if scores.headline == "best" else both.best
    return formatting.score(both.scale, other.value)
