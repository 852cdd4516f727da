"""Attempts: every method's prediction for each test example, beside its references."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from fixtures.data.example import Example
from fixtures.results.run import Run
from reports import anchors, formatting
from reports.analysis.measured import metrics, scale
from reports.record import Record

_DIGITS = 4
"""Of the scores by which the page sorts examples, as in accepted files."""


@dataclass(frozen=True)
class Attempt:
    """A method's prediction for an example, with its score on each metric; ``capped`` means cut off.

    ``values`` are the scores as numbers, on the metrics' own scales.
    """

    method: str
    text: str
    capped: bool
    scores: tuple[str, ...]
    values: tuple[float, ...]


@dataclass(frozen=True)
class ShownExample:
    """An example with all attempts at it; ``anchor`` is its id on the page."""

    id: str
    anchor: str
    topic: str
    text: str
    references: tuple[str, ...]
    attempts: tuple[Attempt, ...]


def shown_examples(record: Record, place: int = 1, places: Iterable[int] | None = None) -> tuple[ShownExample, ...]:
    """The test examples of the ``place``-th record on the page: those in some of its ``places``, or all."""
    examples = record.examples if places is None else [record.examples[each] for each in places]
    names = {each.id for each in examples}
    by_method = [dict(_attempts(record, run, names)) for run in record.runs]
    return tuple(
        _shown(each, place, tuple(attempts[each.id] for attempts in by_method if each.id in attempts))
        for each in examples
    )


def _shown(example: Example, place: int, attempts: tuple[Attempt, ...]) -> ShownExample:
    return ShownExample(
        id=example.id,
        anchor=anchors.example(place, example.id),
        topic=example.topic or "",
        text=example.source,
        references=example.references,
        attempts=attempts,
    )


def _attempts(record: Record, run: Run, names: Container[str]) -> Iterator[tuple[str, Attempt]]:
    """A run's attempts by example, at those of these names."""
    by = metrics(record)
    columns, scales = [run.scores.by_example(metric) for metric in by], [scale(record, metric) for metric in by]
    for prediction, *scores in zip(run.predictions, *columns, strict=True):
        if prediction.example not in names:
            continue
        by_metric = tuple(formatting.score(of, score) for of, score in zip(scales, scores, strict=True))
        values = tuple(round(score, _DIGITS) for score in scores)
        yield prediction.example, Attempt(run.method, prediction.text, prediction.capped, by_metric, values)
