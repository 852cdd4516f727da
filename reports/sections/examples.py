"""Test examples with their references and every method's prediction, to be read side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from fixtures.results.run import Run
from reports import anchors, formatting
from reports.measured import metrics, scale, titles
from reports.record import Example, Record
from reports.sections import published


@dataclass(frozen=True)
class Attempt:
    """A method's prediction of an example, with its score on each metric; ``capped`` says it was cut off."""

    method: str
    text: str
    capped: bool
    scores: tuple[str, ...]


@dataclass(frozen=True)
class ShownExample:
    """An example. ``anchor`` is its place on the page."""

    id: str
    anchor: str
    topic: str
    text: str
    references: tuple[str, ...]
    attempts: tuple[Attempt, ...]


@dataclass(frozen=True)
class Quote:
    """What somebody else's method wrote of the same example."""

    method: str
    source: str
    text: str


@dataclass(frozen=True)
class Spotlight:
    """The example that the profile shows first, what others wrote of it, and a note where it is another one.

    ``metrics`` are those of each attempt's scores.
    """

    example: ShownExample
    note: str
    quotes: tuple[Quote, ...]
    metrics: tuple[str, ...]


def shown_examples(record: Record, place: int = 1) -> tuple[ShownExample, ...]:
    """Every test example of the ``place``-th record on the page."""
    by_method = [dict(_attempts(record, run)) for run in record.runs]
    return tuple(
        _shown(each, place, tuple(attempts[each.id] for attempts in by_method if each.id in attempts))
        for each in record.examples
    )


def spotlight(record: Record, shown: tuple[ShownExample, ...]) -> Spotlight | None:
    """The profile's spotlight, or the first example; None where there is none."""
    if not shown:
        return None
    wanted = record.profile.get("spotlight")
    found = next((each for each in shown if each.id == wanted), None)
    by = titles(record, metrics(record))
    if found:
        return Spotlight(found, "", tuple(_quotes(record)), by)
    why = f"{wanted} is not in the test split" if wanted else "the profile names no spotlight"
    return Spotlight(shown[0], f"{why}; this is the first example", (), by)


def _quotes(record: Record) -> Iterator[Quote]:
    """The published texts, as the profile has them."""
    for name, each in published.entries(record).items():
        if each.spotlight:
            yield Quote(each.method or name, each.source, each.spotlight)


def _shown(example: Example, place: int, attempts: tuple[Attempt, ...]) -> ShownExample:
    return ShownExample(
        id=example.id,
        anchor=anchors.example(place, example.id),
        topic=example.topic or "",
        text=example.source,
        references=example.references,
        attempts=attempts,
    )


def _attempts(record: Record, run: Run) -> Iterator[tuple[str, Attempt]]:
    """A run's predictions by example."""
    by = metrics(record)
    columns, scales = [run.scores.by_example(metric) for metric in by], [scale(record, metric) for metric in by]
    for prediction, *scores in zip(run.predictions, *columns, strict=True):
        by_metric = tuple(formatting.score(of, score) for of, score in zip(scales, scores, strict=True))
        yield prediction.example, Attempt(run.method, prediction.text, prediction.capped, by_metric)
