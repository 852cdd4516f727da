"""Against the accepted run: what each method lost or gained since then."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from fixtures.profile.nouns import Nouns
from reports import gfm
from reports.analysis.differences import BETTER_OR_WORSE, LEGEND, brief
from reports.analysis.losses import Losses
from reports.sections.section import Section
from reports.sections.subject import Subject


@dataclass(frozen=True)
class AcceptedSection(Section):
    """Every method with an accepted run, and the examples that changed most."""

    losses: Losses

    key: ClassVar[str] = "accepted"
    title: ClassVar[str] = "Against the accepted run"

    @classmethod
    def of(cls, subject: Subject) -> "AcceptedSection | None":
        """None without accepted runs."""
        return cls(subject.losses) if subject.losses else None

    def markdown(self, nouns: Nouns) -> Iterator[str]:
        """A row for each method, then the examples that lost and gained most."""
        losses, width = self.losses, len(self.losses.metrics)
        cells = [[*map(brief, row.changes)] or [f"cannot be compared: {row.why}"] for row in losses.rows]
        yield gfm.table(
            ("method", "seeds", *losses.metrics),
            [
                (row.method, row.seeds, *(each + [""] * width)[:width])
                for row, each in zip(losses.rows, cells, strict=True)
            ],
        )
        about = f"{BETTER_OR_WORSE} now than {losses.then}, with paired {losses.confidence} intervals: {LEGEND}."
        yield " ".join(filter(None, (about, losses.note)))
        for moves, verb in ((losses.lost, "lost"), (losses.gained, "gained")):
            if moves:
                yield f"{nouns.plural.capitalize()} that {verb} most in {losses.metric}:"
                head = (nouns.noun, "method", losses.then, "now", "points")
                yield gfm.table(head, [(each.example, each.method, each.then, each.now, each.change) for each in moves])
