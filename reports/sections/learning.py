"""Learning curve: how much data each method needs, as charts and a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from fixtures.profile.nouns import Nouns
from fixtures.results.curve import CurvePoint
from fixtures.results.estimate import Estimate
from fixtures.scoring.metrics.scale import Scale
from reports import formatting, gfm
from reports.analysis.measured import metrics, scale, titles
from reports.charts.learning import Learning, curves
from reports.record import Record
from reports.sections.section import Section
from reports.sections.subject import Subject

CAPTION = (
    "Each method is trained on so many rows of the training split, for the same number of epochs. Smaller numbers take "
    "some of the rows of larger ones. Scores are of the test split, with intervals over {examples} and seeds. Claims "
    "are about the largest number of rows."
)

COSTS = ("validation loss", "steps", "training, all seeds")
OUTCOME = "outcome"
"""The last column, where a number of rows has failed."""


@dataclass(frozen=True)
class LearningSection(Section):
    """A chart for each metric, and a row of text for each method and number of rows."""

    charts: tuple[Learning, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str

    key: ClassVar[str] = "learning"
    title: ClassVar[str] = "Learning curve"

    @classmethod
    def of(cls, subject: Subject) -> "LearningSection | None":
        """None where no method has a curve."""
        record, part = subject.record, subject.omissions.part
        if not record.curves:
            return None
        drawn, by = part("Learning curves", lambda: curves(record), ()), metrics(record)
        head = ("method", "training rows", *titles(record, by), *COSTS)
        failed = any(point.failure for points in record.curves.values() for point in points)
        rows = tuple(_row(record, name, each, by) for name, points in record.curves.items() for each in points)
        return cls(
            charts=drawn,
            head=(*head, OUTCOME) if failed else head,
            rows=rows if failed else tuple(row[: len(head)] for row in rows),
            caption=CAPTION.format(examples=record.profile.dataset.plural),
        )

    def markdown(self, nouns: Nouns) -> Iterator[str]:  # noqa: ARG002  the caption has them
        """The table below what it shows."""
        yield gfm.plain(self.caption)
        yield gfm.table(self.head, self.rows)


def _row(record: Record, name: str, point: CurvePoint, by: tuple[str, ...]) -> tuple[str, ...]:
    loss, steps, seconds = point.validation_loss, point.steps, point.seconds
    return (
        name,
        f"{point.rows:,}",
        *(_score(scale(record, each), point.scores.get(each)) for each in by),
        formatting.NONE if loss is None else f"{loss:.4f}",
        formatting.NONE if steps is None else f"{steps:,}",
        formatting.NONE if seconds is None else formatting.seconds(seconds),
        f"failed: {point.failure}" if point.failure else "",
    )


def _score(of: Scale, found: Estimate | None) -> str:
    return f"{formatting.score(of, found.value)} {formatting.interval(of, found)}" if found else formatting.NONE
