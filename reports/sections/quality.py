"""Quality against cost: a chart for each kind of cost, in the metric that the reader picks."""

from dataclasses import dataclass
from typing import ClassVar

from reports.charts import quality
from reports.sections.section import Section
from reports.sections.subject import Subject


@dataclass(frozen=True)
class QualitySection(Section):
    """The charts, those of the first metric picked."""

    qualities: tuple[quality.Quality, ...]

    key: ClassVar[str] = "quality"
    title: ClassVar[str] = "Quality against cost"

    @classmethod
    def of(cls, subject: Subject) -> "QualitySection | None":
        """None if there is nothing to compare."""
        found = quality.qualities(subject.record)
        return cls(found) if found else None
