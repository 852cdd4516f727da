"""The comparison of methods: scores with their intervals, and paired differences in points."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from fixtures import paired
from fixtures.expectations import METRICS, Metric
from fixtures.intervals import Mean
from fixtures.plans import MAIN, Sampling
from fixtures.run import QUALITY, Run, Scores
from reports import figures
from reports.record import Record


@dataclass(frozen=True)
class Score:
    """A headline score with its interval, and beside it the one by the other way to use the references."""

    value: str
    interval: str
    other: str


@dataclass(frozen=True)
class Row:
    """A method: what is trained and saved, and its score on each metric."""

    method: str
    role: str
    trainable: str
    share: str
    seconds: str
    remembered: bool
    saved: str
    scores: tuple[Score, ...]


@dataclass(frozen=True)
class Difference:
    """Points between two methods, with a two-sided p. ``sign`` is same where the interval holds zero."""

    value: str
    interval: str
    p: str
    sign: Literal["better", "worse", "same"]


@dataclass(frozen=True)
class Gap:
    """A method against another, on each metric; no differences where their dialogues are not the same."""

    method: str
    against: str
    differences: tuple[Difference, ...]


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


def metrics(record: Record, protocol: str = MAIN) -> tuple[Metric, ...]:
    """The metrics that every run of a record was scored by; the first is the headline. None where they say nothing."""
    if unmeasured(record):
        return ()
    return tuple(metric for metric in METRICS if all(metric in run.by(protocol).metrics for run in record.runs))


def unmeasured(record: Record) -> str:
    """Why the scores of a record say nothing about quality; empty where they do."""
    return next((run.missing[QUALITY] for run in record.runs if QUALITY in run.missing), "")


def compare(record: Record) -> Comparison | None:
    """The comparison of all runs; None where nothing was carried out."""
    if not record.runs:
        return None
    by, scores = metrics(record), record.runs[0].scores
    return Comparison(
        metrics=tuple(map(figures.title, by)),
        confidence=f"{100 * scores.confidence:g} %",
        headline=scores.headline,
        other="mean" if scores.headline == "best" else "best",
        rows=tuple(_row(record, run, by) for run in record.runs),
        absent=tuple(
            (method, record.failures.get(method) or _absence(plan))
            for method, plan in record.profile["methods"].items()
            if record.run(method) is None
        ),
        signatures=tuple(dict.fromkeys(run.scores.signature for run in record.runs)),
        gaps=tuple(_gap(record, run, against, by) for run, against in _pairs(record) if by),
        unmeasured=unmeasured(record),
    )


def _absence(plan: Mapping[str, Any]) -> str:
    return "not carried out in this session" if plan.get("enabled", True) else "enabled = false in the profile"


def difference(record: Record, run: Run, against: Run, metric: Metric, protocol: str = MAIN) -> Mean | None:
    """Run minus the other in a metric (0 to 1), over dialogues and seeds; None where their dialogues differ."""
    if [each.dialogue for each in run.summaries] != [each.dialogue for each in against.summaries]:
        return None
    ours, theirs = run.by(protocol), against.by(protocol)
    plan = record.profile["scoring"] if protocol == MAIN else record.profile["protocols"][protocol]
    one, other = ours.replicates(metric), theirs.replicates(metric)
    sampling = Sampling(plan["resamples"], plan["seed"], ours.confidence)
    return paired.difference(one, other, sampling, paired.spread(one, other), weights=ours.weights(metric))


def pairs(record: Record) -> tuple[tuple[str, str], ...]:
    """Each method of the profile with the baseline, and with the reference where that says more."""
    baseline, reference = record.profile["baseline"], record.profile["reference"]
    return tuple(
        (method, against)
        for against in dict.fromkeys((baseline, reference))
        for method in record.profile["methods"]
        if method not in {baseline, against}
    )


def _row(record: Record, run: Run, by: tuple[Metric, ...]) -> Row:
    training = run.training
    roles = {record.profile["reference"]: "reference", record.profile["baseline"]: "baseline"}
    untrained = run.missing.get("training", figures.NOT_MEASURED)
    return Row(
        method=run.method,
        role=roles.get(run.method, ""),
        trainable=figures.trainable(run.parameters),
        share=figures.share(run.parameters.share_of_base) if run.parameters else figures.NONE,
        seconds=figures.seconds(training.seconds) if training else untrained,
        remembered=bool(training and training.remembered),
        saved=figures.size(training.saved_bytes) if training else untrained,
        scores=tuple(_score(run.scores, metric) for metric in by),
    )


def _score(scores: Scores, metric: Metric) -> Score:
    headline, both = scores.of(metric), scores.metrics[metric]
    other = both.mean if scores.headline == "best" else both.best
    return Score(f"{headline.value:.3f}", figures.interval(headline), f"{other.value:.3f}")


def _pairs(record: Record) -> Iterator[tuple[Run, Run]]:
    """The pairs of which both were carried out."""
    for method, other in pairs(record):
        run, against = record.run(method), record.run(other)
        if run and against:
            yield run, against


def _gap(record: Record, run: Run, against: Run, by: tuple[Metric, ...]) -> Gap:
    found = [difference(record, run, against, metric) for metric in by]
    return Gap(run.method, against.method, tuple(_difference(each) for each in found if each))


def _difference(found: Mean) -> Difference:
    points = found.interval
    sign: Literal["better", "worse", "same"] = "better" if points.low > 0 else "worse" if points.high < 0 else "same"
    return Difference(figures.points(points.value), figures.points_interval(points), figures.p(found.p), sign)
