"""The claims: their tally, and every claim in its family."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from benchmark.verdict import OWN
from fixtures.profile.nouns import Nouns
from reports import gfm
from reports.analysis.verdicts import TITLES, Verdicts, decided, own_claims
from reports.sections.section import Section
from reports.sections.subject import Subject


@dataclass(frozen=True)
class ClaimsSection(Section):
    """All verdicts of the record."""

    verdicts: Verdicts
    note: str
    own: tuple[str, ...]

    key: ClassVar[str] = "claims"
    title: ClassVar[str] = "Claims"

    @classmethod
    def of(cls, subject: Subject) -> "ClaimsSection | None":
        """Also without a verdict: the tally says so."""
        return cls(subject.verdicts, decided(subject.record), own_claims(subject.record)) if subject.verdicts else None

    def markdown(self, nouns: Nouns) -> Iterator[str]:  # noqa: ARG002  it names no example
        """How they are decided, those that did not hold, and all own claims; the head counts the others."""
        if self.note:
            yield gfm.plain(self.note)
        if self.verdicts.open:
            yield gfm.items(each.words for each in (*self.verdicts.open, *self.verdicts.more))
        if self.own:
            yield f"#### {gfm.plain(TITLES[OWN])}"
            yield gfm.items(self.own)
