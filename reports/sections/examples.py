"""Test dialogues with their references and every method's summary, to be read side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from fixtures.results.run import Run
from reports import anchors, formatting
from reports.measured import metrics
from reports.record import Dialogue, Record
from reports.sections import published


@dataclass(frozen=True)
class Attempt:
    """A method's summary of a dialogue, with its score on each metric; ``capped`` says it was cut off."""

    method: str
    text: str
    capped: bool
    scores: tuple[str, ...]


@dataclass(frozen=True)
class Example:
    """A dialogue. ``anchor`` is its place on the page."""

    id: str
    anchor: str
    topic: str
    text: str
    references: tuple[str, ...]
    attempts: tuple[Attempt, ...]


@dataclass(frozen=True)
class Quote:
    """What somebody else's method wrote of the same dialogue."""

    method: str
    source: str
    text: str


@dataclass(frozen=True)
class Spotlight:
    """The example that the profile shows first, what others wrote of it, and a note where it is another one.

    ``metrics`` are those of each attempt's scores.
    """

    example: Example
    note: str
    quotes: tuple[Quote, ...]
    metrics: tuple[str, ...]


def examples(record: Record, place: int = 1) -> tuple[Example, ...]:
    """Every test dialogue of the ``place``-th record on the page."""
    by_method = [dict(_attempts(record, run)) for run in record.runs]
    return tuple(
        _example(each, place, tuple(attempts[each.id] for attempts in by_method if each.id in attempts))
        for each in record.dialogues
    )


def spotlight(record: Record, shown: tuple[Example, ...]) -> Spotlight | None:
    """The profile's spotlight, or the first dialogue; None where there is none."""
    if not shown:
        return None
    wanted = record.profile.get("spotlight")
    found = next((each for each in shown if each.id == wanted), None)
    by = tuple(map(formatting.title, metrics(record)))
    if found:
        return Spotlight(found, "", tuple(_quotes(record)), by)
    why = f"{wanted} is not in the test split" if wanted else "the profile names no spotlight"
    return Spotlight(shown[0], f"{why}; this is the first dialogue", (), by)


def _quotes(record: Record) -> Iterator[Quote]:
    """The published texts, as the profile has them."""
    for name, each in published.entries(record).items():
        if each.spotlight:
            yield Quote(each.method or name, each.source, each.spotlight)


def _example(dialogue: Dialogue, place: int, attempts: tuple[Attempt, ...]) -> Example:
    return Example(
        id=dialogue.id,
        anchor=anchors.dialogue(place, dialogue.id),
        topic=dialogue.topic or "",
        text=dialogue.text,
        references=dialogue.references,
        attempts=attempts,
    )


def _attempts(record: Record, run: Run) -> Iterator[tuple[str, Attempt]]:
    """A run's summaries by dialogue."""
    columns = [run.scores.by_dialogue(metric) for metric in metrics(record)]
    for summary, *scores in zip(run.summaries, *columns, strict=True):
        by_metric = tuple(f"{score:.3f}" for score in scores)
        yield summary.dialogue, Attempt(run.method, summary.text, summary.capped, by_metric)
