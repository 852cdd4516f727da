"""The subject of the sections: one record, and what several sections derive from it."""

from dataclasses import dataclass
from functools import cached_property

from reports.analysis import attempts, losses, verdicts
from reports.analysis.sample import Sample, sample
from reports.omissions import Omissions
from reports.record import Record


@dataclass(frozen=True)
class Subject:
    """The ``place``-th record on the page (from 1). What cannot be derived becomes an omission, once.

    ``linked`` are examples to which the page links from outside its sections.
    """

    record: Record
    place: int
    omissions: Omissions
    linked: tuple[str, ...] = ()

    @cached_property
    def verdicts(self) -> verdicts.Verdicts | None:
        """All verdicts; None if that failed."""
        return self.omissions.part("Claims", lambda: verdicts.verdicts(self.record, self.place), None)

    @cached_property
    def losses(self) -> losses.Losses | None:
        """The record against the accepted runs; None without those."""
        return self.omissions.part("Against the accepted run", lambda: losses.losses(self.record, self.place), None)

    @cached_property
    def examples(self) -> tuple[attempts.ShownExample, ...]:
        """The shown examples with the attempts at them."""
        return self.omissions.part(
            "Examples", lambda: attempts.shown_examples(self.record, self.place, self.sample.places), ()
        )

    @cached_property
    def sample(self) -> Sample:
        """Which examples are shown; all of those that links lead to."""
        return sample(self.record, (*self.linked, *(self.losses.examples if self.losses else ())))
