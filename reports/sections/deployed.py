"""As deployed: each form of a trained adapter against the adapter as attached, with the same weights."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from fixtures.profile.nouns import Nouns
from reports import formatting, gfm
from reports.analysis.deployment import FormRow, forms
from reports.analysis.differences import BETTER_OR_WORSE, LEGEND, brief
from reports.analysis.measured import metrics, titles
from reports.record import Record
from reports.sections.section import Section
from reports.sections.subject import Subject

SAME, REST = "same text", ("weights", "first token", "next token")


@dataclass(frozen=True)
class DeployedSection(Section):
    """A row for each form; ``metrics`` are the titles of their differences, ``seeds`` say whose weights they are."""

    rows: tuple[FormRow, ...]
    metrics: tuple[str, ...]
    confidence: str
    seeds: str
    legend: str = LEGEND
    heads: tuple[str, ...] = (SAME, *REST)

    key: ClassVar[str] = "deployed"
    title: ClassVar[str] = "As deployed"

    @classmethod
    def of(cls, subject: Subject) -> "DeployedSection | None":
        """None where no method is deployed in another form."""
        record = subject.record
        rows = tuple(forms(record))
        if not rows:
            return None
        confidence = formatting.confidence(record.runs[0].scores.confidence)
        return cls(rows, titles(record, metrics(record)), confidence, _seeds(record))

    def markdown(self, nouns: Nouns) -> Iterator[str]:
        """The same table."""
        head = ("method", "form", *self.metrics, SAME, *REST)
        rows = [
            (
                row.method,
                row.form,
                *(row.scores or map(brief, row.differences) or [formatting.NONE] * len(self.metrics)),
                *(row.same, row.size, ", ".join(row.first_token), ", ".join(row.next_token)),
            )
            for row in self.rows
            if not row.reason
        ]
        yield gfm.table(head, rows)
        what = f"with paired {self.confidence} intervals over {nouns.plural}"
        yield f"{BETTER_OR_WORSE} than the attached adapter, {what}: {LEGEND}. {self.seeds}".rstrip()
        if failed := [f"{row.method} {row.form}: {row.reason}" for row in self.rows if row.reason]:
            yield gfm.items(failed)


def _seeds(record: Record) -> str:
    """Of which seed the weights are, where a method has several."""
    several = {
        name: each.seed for name, each in record.deployments.items() if (run := record.run(name)) and run.repeats
    }
    if not several:
        return ""
    listed = ", ".join(f"{name}: {seed}" for name, seed in several.items())
    return f"Of several seeds, these are the weights of the first ({listed})."
