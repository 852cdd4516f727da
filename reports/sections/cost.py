"""Training and cost: loss curves, where the time went, and what each method took to train and to generate."""

from dataclasses import dataclass
from typing import ClassVar

from reports.analysis import costs
from reports.charts import chart, curves, phases
from reports.sections.section import Section
from reports.sections.subject import Subject


@dataclass(frozen=True)
class CostSection(Section):
    """The charts, and the costs of all methods."""

    charts: tuple[chart.Chart, ...]
    costs: costs.Costs

    key: ClassVar[str] = "cost"
    title: ClassVar[str] = "Training and cost"

    @classmethod
    def of(cls, subject: Subject) -> "CostSection | None":
        """Charts and table do not depend on each other; None without either."""
        record, part = subject.record, subject.omissions.part
        drawn = (
            *part("Loss curves", lambda: curves.curves(record), ()),
            *part("Where the time went", lambda: phases.phases(record), ()),
        )
        found = part("Costs", lambda: costs.costs(record), costs.NOTHING)
        return cls(drawn, found) if drawn or found.training or found.generation else None
