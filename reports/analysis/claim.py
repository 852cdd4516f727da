"""A claim in the report: its sentence with its numbers, and the slack between them."""

from dataclasses import dataclass

from benchmark.statement import LOSSES, OWN_FIGURES
from benchmark.verdict import Outcome, Verdict
from fixtures.figures import number
from reports import anchors, formatting
from reports.analysis.bar import Bar, bar
from reports.analysis.stated import observed, room, stated, told
from reports.record import Record

MARKS = {
    Outcome.HELD: "\N{CHECK MARK}",
    Outcome.MISSED: "\N{BALLOT X}",
    Outcome.ERROR: "!",
    Outcome.CANNOT_TELL: "~",
    Outcome.NOT_MEASURED: "?",
}


@dataclass(frozen=True)
class JudgedClaim:
    """A claim as judged: ``remark`` says why it was not measured, or how it was decided and where its limits come from.

    ``anchor`` is its id on the page.
    """

    anchor: str
    outcome: str
    mark: str
    sentence: str
    observed: str
    slack: str
    bar: Bar | None
    unit: str
    remark: str


@dataclass(frozen=True)
class OpenClaim:
    """A claim that did not hold: by how much, or why; ``anchor`` is its id on the page."""

    anchor: str
    words: str


def left_open(record: Record, verdict: Verdict, place: int) -> OpenClaim:
    """A claim that did not hold, of the ``place``-th record on the page."""
    return OpenClaim(anchors.claim(place, verdict.claim), told(record, verdict))


def claim(record: Record, verdict: Verdict, place: int) -> JudgedClaim:
    """A claim of the ``place``-th record on the page."""
    return JudgedClaim(
        anchor=anchors.claim(place, verdict.claim),
        outcome=verdict.outcome,
        mark=MARKS[verdict.outcome],
        sentence=stated(record, verdict),
        observed=observed(record, verdict),
        slack=room(record, verdict),
        bar=bar(verdict),
        unit=unit(verdict),
        remark=_remark(verdict),
    )


def unit(verdict: Verdict) -> str:
    """What a number is of, unless the claim says it; of a loss it says that a positive one is worse."""
    if verdict.unit.replace(" ", "_") == verdict.quantity or verdict.unit in OWN_FIGURES:
        return ""
    return f"{verdict.unit} lost" if verdict.family in LOSSES and verdict.unit else verdict.unit


def _remark(verdict: Verdict) -> str:
    if verdict.observed is None:
        return verdict.why
    return "; ".join(filter(None, (verdict.reason, _error(verdict), verdict.limits.because)))


def _error(verdict: Verdict) -> str:
    """How often a loss of the tolerance would be held like this one; empty for other claims, and without a test."""
    evidence, tolerance = verdict.evidence, verdict.limits.at_most
    tested = evidence is not None and evidence.p_held  # p is 0 where nothing has moved
    if verdict.family != "lost" or verdict.outcome is not Outcome.HELD or not evidence or not tested or not tolerance:
        return ""
    often = formatting.percent(evidence.alpha)
    return f"held: a true loss of {number(tolerance)} {verdict.unit} would pass in at most {often} of runs"
