"""The claims in one table: first those that did not hold, the worst at the top, then those that did, by family."""

from dataclasses import dataclass
from typing import Final

from benchmark.verdict import RED, Outcome
from reports.analysis.claim import JudgedClaim
from reports.analysis.verdicts import RANKS, ClaimFamily, Verdicts

_SHOWN: Final = 8
"""Rows of claims that did not hold which are not folded away, unless there are more that are red."""


@dataclass(frozen=True)
class OpenRow:
    """A claim that did not hold; ``about`` is the title of its family."""

    about: str
    claim: JudgedClaim


@dataclass(frozen=True)
class ClaimTable:
    """The rows: ``open`` and, by family, ``held``."""

    open: tuple[OpenRow, ...]
    held: tuple[ClaimFamily, ...]

    @property
    def shown(self) -> tuple[OpenRow, ...]:
        """The rows of claims that did not hold which everybody sees: all that are red, and some others."""
        return self.open[: max(_SHOWN, sum(row.claim.outcome in RED for row in self.open))]

    @property
    def folded(self) -> tuple[OpenRow, ...]:
        """The others."""
        return self.open[len(self.shown) :]


def claim_table(verdicts: Verdicts) -> ClaimTable:
    """The table of all claims."""
    rows = [OpenRow(family.title, each) for family in verdicts.families for each in family.claims if not _holds(each)]
    held = (ClaimFamily(each.title, tuple(filter(_holds, each.claims))) for each in verdicts.families)
    return ClaimTable(
        open=tuple(sorted(rows, key=lambda row: RANKS.index(Outcome(row.claim.outcome)))),
        held=tuple(each for each in held if each.claims),
    )


def _holds(claim: JudgedClaim) -> bool:
    return claim.outcome == Outcome.HELD
