"""Tuning: the points of each method's grid, how they were judged, and what the searches took."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from fixtures.profile.nouns import Nouns
from fixtures.results.search import Search
from reports import formatting, gfm
from reports.analysis.tuning import SearchBudget
from reports.charts import chart
from reports.charts.searches import searches
from reports.record import Record
from reports.sections.section import Section
from reports.sections.subject import Subject

HEAD = ("method", "point", "validation loss", "steps", "training", "outcome")
CHOSEN = "chosen"
COSTS = ("method", "budget", "training of all points", "remembered", "training of the chosen point, all seeds")


@dataclass(frozen=True)
class TuningSection(Section):
    """Charts, a row of text for each point, and one for each search; the captions belong to these."""

    charts: tuple[chart.Chart, ...]
    rows: tuple[tuple[str, ...], ...]
    costs: tuple[tuple[str, ...], ...]
    caption: str = (
        "Each point is trained with the first seed and judged by its loss on the validation split, in nats per token. "
        "No test data is read before the choice."
    )
    price: str = "What the searches took. The chosen point's first training is reused, and is in both."
    head: tuple[str, ...] = HEAD
    cost_head: tuple[str, ...] = COSTS

    key: ClassVar[str] = "tuning"
    title: ClassVar[str] = "Tuning"

    @classmethod
    def of(cls, subject: Subject) -> "TuningSection | None":
        """None where no method has a grid."""
        record, part = subject.record, subject.omissions.part
        if not record.searches:
            return None
        drawn = part("Validation loss of the points", lambda: searches(record), ())
        rows = tuple(row for name, search in record.searches.items() for row in _points(name, search))
        return cls(drawn, rows, tuple(_cost(record, name, search) for name, search in record.searches.items()))

    def markdown(self, nouns: Nouns) -> Iterator[str]:  # noqa: ARG002  no examples are counted
        """The chosen points and what their searches took."""
        chosen = [row for row in self.rows if row[-1] == CHOSEN]
        yield gfm.table(HEAD[:-1], [row[:-1] for row in chosen])


def _points(name: str, search: Search) -> Iterator[tuple[str, ...]]:
    for place, point in enumerate(search.points):
        loss, steps, seconds = point.validation_loss, point.steps, point.seconds
        yield (
            name,
            point.spelled,
            formatting.NONE if loss is None else f"{loss:.4f}",
            formatting.NONE if steps is None else f"{steps:,}",
            formatting.NONE if seconds is None else formatting.seconds(seconds),
            f"failed: {point.failure}" if point.failure else CHOSEN if place == search.place else "",
        )


def _cost(record: Record, name: str, search: Search) -> tuple[str, ...]:
    run = record.run(name)
    trained = sum(training.seconds for training in run.trainings) if run else None
    return (
        name,
        str(SearchBudget(len(search.points), search.steps)),
        formatting.seconds(search.seconds),
        f"{search.remembered} of {len(search.points)}",
        formatting.NONE if trained is None else formatting.seconds(trained),
    )
