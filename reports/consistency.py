"""Consistency of a record that was read: its parts agree with each other, and its numbers are possible."""

import math
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import chain

from fixtures.results.cost import Generation, Scoring, Training
from fixtures.results.deployment import Deployed
from fixtures.results.run import MetricScores, Run, Scores
from fixtures.values import LARGEST
from reports.record import Record

_DEEPEST = 100  # levels of a record's JSON, which has a dozen


def impossible(data: object) -> str:
    """Why JSON cannot be a record: it has too large a number or too many levels; empty where it can."""
    levels: list[object] = [data]
    for _ in range(_DEEPEST):
        if any(_beyond(each) for each in levels):
            return f"holds a number beyond {LARGEST:.0e}"
        levels = [each for level in levels for each in _below(level)]
        if not levels:
            return ""
    return f"has more than {_DEEPEST} levels"


def complaint(record: Record) -> str:
    """The first contradiction; empty where there is none."""
    return next(_complaints(record), "")


def _complaints(record: Record) -> Iterator[str]:
    profile = record.profile
    for role, method in {"baseline": profile.baseline, "reference": profile.reference}.items():
        if method not in profile.methods:
            yield f"profile.{role}: no method is called {method}"
    yield from (f"two runs are of the method {name}" for name in _repeated(run.method for run in record.runs))
    yield from (f"two examples have the id {name}" for name in _repeated(each.id for each in record.examples))
    if not record.seconds >= 0:
        yield f"seconds: {record.seconds} is not a duration"
    known = {each.id for each in record.examples}
    for run in record.runs:
        yield from (f"runs.{run.method}: {wrong}" for wrong in _of_run(run, known, profile.methods))
    yield from _of_curves(record)
    for name, deployment in record.deployments.items():
        for form in deployment.forms:
            yield from (f"deployments.{name}.{form.form}: {wrong}" for wrong in _of_form(form, record.run(name)))
    for each in record.rounds:
        if not _positive(each.seconds):
            yield f"rounds: {each.seconds} s is not a duration"


def _of_curves(record: Record) -> Iterator[str]:
    for name, points in record.curves.items():
        run = record.run(name)
        if run is None:
            yield f"curves.{name}: there is no run of the method"
        elif any(not point.failure and set(point.scores) != set(run.scores.metrics) for point in points):
            yield f"curves.{name}: other metrics than those of the run"
        if any(point.rows < 1 for point in points):
            yield f"curves.{name}: not a number of rows"


def _of_run(run: Run, known: set[str], methods: Container[str]) -> Iterator[str]:
    names = [prediction.example for prediction in run.predictions]
    if run.method not in methods:
        yield "the profile has no such method"
    yield from (f"two predictions are of the example {name}" for name in _repeated(names))
    yield from (f"there is no example {name}" for name in names if name not in known)
    yield from _of_scores(run.scores, len(names), whole=True)
    for scores in run.protocols.values():
        yield from _of_scores(scores, len(names), whole=False)
    if run.parameters and min(run.parameters.base, run.parameters.total) <= 0:
        yield "parameters: a model has some"
    yield from _of_forgetting(run)
    yield from _of_costs(run)


def _of_form(form: Deployed, run: Run | None) -> Iterator[str]:
    names = [prediction.example for prediction in form.predictions]
    if run is None or names != [prediction.example for prediction in run.predictions]:
        yield "its predictions are not those of the method's examples"
    elif form.scores.metrics.keys() != run.scores.metrics.keys():
        yield "its metrics are not those of the method"
    yield from _of_scores(form.scores, len(names), whole=True)


def _of_scores(scores: Scores, count: int, *, whole: bool) -> Iterator[str]:
    if not scores.metrics:
        yield "scores: there are none"
    for metric, each in scores.metrics.items():
        numbers = [*each.mean.model_dump().values(), *each.best.model_dump().values()]
        contributions = list(each.contributions.values())
        if not each.values or len(each.values) > count or (whole and len(each.values) < count):
            yield f"scores.{metric}: {len(each.values)} values of {count} predictions"
        if not all(each.values) or not all(map(each.scale.contains, chain(*each.values))):
            yield f"scores.{metric}: a value is missing or out of its range"
        if any(len(values) != len(each.values) for values in contributions):
            yield f"scores.{metric}: not a contribution of each example"
        if not all(map(_possible(each), (*numbers, *chain(*contributions)))):
            yield f"scores.{metric}: an estimate is out of its range"
    yield from _of_seeds(scores)


def _of_seeds(scores: Scores) -> Iterator[str]:
    for name, seeds in scores.by_seed.items():
        values = scores.metrics[name].values if name in scores.metrics else ()
        if not seeds or any(len(seed) != len(values) for seed in seeds):
            yield f"scores.by_seed.{name}: not a score of each example"
        if name in scores.metrics and not all(map(_possible(scores.metrics[name]), chain(*seeds))):
            yield f"scores.by_seed.{name}: a score is out of its range"


def _of_forgetting(run: Run) -> Iterator[str]:
    if losses := run.forgetting:
        if any(len(each) != len(losses.tokens) for each in (losses.base, *losses.by_seed)) or not losses.by_seed:
            yield "forgetting: not a loss on each text"
        if not losses.tokens or min(losses.tokens) < 1:
            yield "forgetting.tokens: a text has some"


def _of_costs(run: Run) -> Iterator[str]:
    parts: tuple[Training | Generation | Scoring | None, ...] = (*run.trainings, run.generation, run.scoring)
    for part in (each for each in parts if each):
        if not _positive(part.seconds):
            yield f"{type(part).__name__.lower()}.seconds: {part.seconds} is not a duration"
        for name, value in part.model_dump().items():
            if isinstance(value, int | float) and not value >= 0:
                yield f"{type(part).__name__.lower()}.{name}: {value} is not a count"
    wording = run.scores.wording
    if wording and not wording.reference_words >= 0:
        yield f"scores.wording: {wording.reference_words} is not a number of words"


def _positive(value: float) -> bool:
    return math.isfinite(value) and value > 0


def _possible(scores: MetricScores) -> Callable[[float], bool]:
    """Whether a value can be a mean over examples, or an example's contribution to one."""
    return math.isfinite if scores.contributions else scores.scale.contains


def _repeated(names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield name
        seen.add(name)


def _beyond(value: object) -> bool:
    return isinstance(value, int | float) and not -LARGEST <= value <= LARGEST


def _below(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
