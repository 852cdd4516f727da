"""Deployment: what each form of a method scores, takes and answers in, against the adapter as attached."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import fmean

from fixtures.figures import PERCENT, RATIO
from fixtures.profile.forms import ATTACHED
from fixtures.results.cost import Latency
from fixtures.results.deployment import Deployed, Deployment
from fixtures.results.run import Run
from fixtures.scoring import estimates
from reports import formatting
from reports.analysis.costs import first_token, latency, next_token
from reports.analysis.differences import Difference, mirrored
from reports.analysis.measured import metrics, scale
from reports.record import Record

_DIGITS = 2  # of differences that no training adds noise to


@dataclass(frozen=True)
class FormRow:
    """A form of a method: its ``differences`` from the adapter as attached, whose own row has ``scores`` instead.

    Latencies are those of one prediction and of a batch. ``reason`` says why there is nothing else.
    """

    method: str
    form: str
    scores: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    same: str = formatting.NONE
    size: str = formatting.NONE
    first_token: tuple[str, ...] = ()
    next_token: tuple[str, ...] = ()
    reason: str = ""


def forms(record: Record) -> Iterator[FormRow]:
    """The attached adapter of each method that is deployed, then its forms, made or not."""
    for name, deployment in record.deployments.items():
        if run := record.run(name):
            yield _attached(record, run, deployment)
            yield from (_form(record, run, each) for each in deployment.forms)
            yield from (FormRow(name, form, reason=why) for form, why in deployment.failures.items())


def _attached(record: Record, run: Run, deployment: Deployment) -> FormRow:
    """The predictions of the first seed: those of the other forms have its weights."""
    timed = deployment.forms[0].attached if deployment.forms else ()
    scores = ((scale(record, metric), _first_score(run, metric)) for metric in metrics(record))
    return FormRow(
        method=run.method,
        form=ATTACHED,
        scores=tuple(formatting.score(of, each) for of, each in scores),
        size=_size(run),
        first_token=tuple(latency((each,), first_token) for each in timed),
        next_token=tuple(latency((each,), next_token) for each in timed),
    )


def _first_score(run: Run, metric: str) -> float:
    """The score with the first seed."""
    return fmean(run.scores.replicates(metric)[0], run.scores.weights(metric))


def _size(run: Run) -> str:
    """The base's weights and the adapter's file."""
    base = run.parameters.base_bytes if run.parameters else None
    return formatting.size(base + run.training.saved_bytes) if base and run.training else formatting.NONE


def _form(record: Record, run: Run, each: Deployed) -> FormRow:
    same = [one.text == other.text for one, other in zip(each.predictions, run.predictions, strict=True)]
    sampling = replace(record.profile.scoring.sampling, confidence=run.scores.confidence)
    losses = (estimates.deployed_loss(each.scores, run, metric, sampling) for metric in metrics(record))
    return FormRow(
        method=run.method,
        form=each.form,
        differences=tuple(mirrored(loss, _DIGITS) for loss in losses),
        same=PERCENT.figure(fmean(same)),
        size=formatting.size(each.bytes),
        first_token=_against(each, first_token),
        next_token=_against(each, next_token),
    )


def _against(each: Deployed, seconds: Callable[[Latency], float]) -> tuple[str, ...]:
    """Such as 6 ms (0.80x) and 116 ms for 50 (0.90x)."""
    pairs = zip(each.generation.latencies, each.attached, strict=False)
    return tuple(
        f"{latency((own,), seconds)} ({RATIO.figure(seconds(own) / seconds(beside))})" for own, beside in pairs
    )
