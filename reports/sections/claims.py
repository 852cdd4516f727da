"""The claims: their tally and one table of them, in which those that held are folded away."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from benchmark.verdict import OWN
from fixtures.profile.nouns import Nouns
from reports import gfm
from reports.analysis.claim_table import ClaimTable, claim_table
from reports.analysis.verdicts import TITLES, Verdicts, decided, own_claims
from reports.sections.section import Section
from reports.sections.subject import Subject


@dataclass(frozen=True)
class ClaimsSection(Section):
    """All verdicts of the record."""

    verdicts: Verdicts
    table: ClaimTable
    note: str
    own: tuple[str, ...]

    key: ClassVar[str] = "claims"
    title: ClassVar[str] = "Claims"

    @classmethod
    def of(cls, subject: Subject) -> "ClaimsSection | None":
        """None without claims."""
        found, record = subject.verdicts, subject.record
        if not found or not found.families:
            return None
        return cls(found, claim_table(found), decided(record), own_claims(record))

    def markdown(self, nouns: Nouns) -> Iterator[str]:  # noqa: ARG002  it names no example
        """How they are decided, those that did not hold, and all own claims; the head counts the others."""
        if self.note:
            yield gfm.plain(self.note)
        if self.verdicts.open:
            yield gfm.items(each.words for each in self.verdicts.open)
        if self.own:
            yield f"#### {gfm.plain(TITLES[OWN])}"
            yield gfm.items(self.own)
