"""Training and cost: loss curves, where the time went, and what each method took to train and to generate."""

from dataclasses import dataclass
from typing import ClassVar

from reports.analysis import costs, validation
from reports.charts import chart, curves, phases
from reports.sections.section import Section
from reports.sections.subject import Subject


@dataclass(frozen=True)
class CostSection(Section):
    """The charts, a row of validation losses for each method under ``head``, and the costs of all methods."""

    charts: tuple[chart.Chart, ...]
    losses: tuple[tuple[str, ...], ...]
    costs: costs.Costs
    head: tuple[str, ...] = validation.HEAD
    caption: str = "Validation loss in nats per token, of the first seed."

    key: ClassVar[str] = "cost"
    title: ClassVar[str] = "Training and cost"

    @classmethod
    def of(cls, subject: Subject) -> "CostSection | None":
        """Charts and tables do not depend on each other; None without any."""
        record, part = subject.record, subject.omissions.part
        drawn = (
            *part("Loss curves", lambda: curves.curves(record), ()),
            *part("Where the time went", lambda: phases.phases(record), ()),
        )
        losses = part("Validation loss", lambda: validation.validation(record), ())
        found = part("Costs", lambda: costs.costs(record), costs.NOTHING)
        return cls(drawn, losses, found) if drawn or found.training or found.generation else None
