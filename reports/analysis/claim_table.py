"""The claims in one table: first those that did not hold, the worst at the top, then those that did, by family."""

from dataclasses import dataclass

from benchmark.verdict import Outcome
from reports.analysis.claim import JudgedClaim
from reports.analysis.verdicts import RANKS, ClaimFamily, Verdicts


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
