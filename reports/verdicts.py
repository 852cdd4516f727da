"""The verdicts of a record: the line that comes first, and every claim in its family."""

import math
from dataclasses import dataclass

from benchmark.verdict import Outcome, Verdict, expected, number
from fixtures.expectations import FAMILIES
from reports.record import Record

_TITLES = {
    "corpus": "Corpus",
    "rouge": "ROUGE",
    "gain": "Gain over the baseline",
    "kept": "Share of the reference's gain kept",
    "parameters": "Parameters",
    "saved": "Saved weights",
    "cost": "Cost against the reference's",
    "budget": "Budget on one device",
    "lost": "Quality against the accepted run",
    "grown": "Cost against the accepted run",
}
_MARKS = {
    Outcome.HELD: "\N{CHECK MARK}",
    Outcome.MISSED: "\N{BALLOT X}",
    Outcome.CANNOT_TELL: "~",
    Outcome.NOT_MEASURED: "?",
}


@dataclass(frozen=True)
class Claim:
    """A claim as judged: ``remark`` is why it was not measured, or where its limits come from.

    ``room`` is the slack as a share of the nearest bound, from -1 to 1.
    """

    outcome: str
    mark: str
    sentence: str
    observed: str
    expected: str
    slack: str
    room: float | None
    unit: str
    remark: str


@dataclass(frozen=True)
class Family:
    """The claims of one kind."""

    title: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Verdicts:
    """All claims. ``outcome`` is the worst that came out; ``open`` says by how much or why the others did not hold."""

    line: str
    outcome: Outcome
    held: int
    missed: int
    cannot_tell: int
    not_measured: int
    open: tuple[str, ...]
    families: tuple[Family, ...]


def verdicts(record: Record) -> Verdicts:
    """Everything that was judged."""
    families = dict.fromkeys([*FAMILIES, *(verdict.family for verdict in record.verdicts)])
    grouped = {family: [each for each in record.verdicts if each.family == family] for family in families}
    return Verdicts(
        line=line(record),
        outcome=_worst(record),
        held=record.count(Outcome.HELD),
        missed=record.count(Outcome.MISSED),
        cannot_tell=record.count(Outcome.CANNOT_TELL),
        not_measured=record.count(Outcome.NOT_MEASURED),
        open=open_claims(record),
        families=tuple(
            Family(_TITLES.get(family, family), tuple(map(_claim, group))) for family, group in grouped.items() if group
        ),
    )


def line(record: Record) -> str:
    """How many claims held, and how many did not."""
    if not record.verdicts:
        return "No claim was judged"
    counts = {outcome: record.count(outcome) for outcome in Outcome}
    held = f"{counts.pop(Outcome.HELD)} of {len(record.verdicts)} claims held"
    return "; ".join([held, *(f"{count} {outcome}" for outcome, count in counts.items() if count)])


def every_claim(record: Record) -> tuple[str, ...]:
    """One line for each claim: its mark, its sentence, and what was found."""
    return tuple(f"{_MARKS[each.outcome]} {each.sentence.rstrip('.')}: {_finding(each)}" for each in record.verdicts)


def open_claims(record: Record) -> tuple[str, ...]:
    """One line for each claim that was missed, then for each that was not measured."""
    ranked = sorted((each for each in record.verdicts if not each), key=lambda each: each.outcome is not Outcome.MISSED)
    return tuple(f"{each.sentence.rstrip('.')}: {_finding(each)}" for each in ranked)


def _worst(record: Record) -> Outcome:
    """Missed before not measured before held; where nothing was judged, nothing was measured."""
    if record.count(Outcome.MISSED):
        return Outcome.MISSED
    return Outcome.HELD if record.verdicts and all(record.verdicts) else Outcome.NOT_MEASURED


def _finding(verdict: Verdict) -> str:
    """By how much or why; a missed claim that observed nothing observed NaN, which JSON has no number for."""
    return repr(verdict) if verdict.observed is not None else f"{verdict.outcome}: {_reason(verdict)}"


def _reason(verdict: Verdict) -> str:
    return verdict.reason or ("no number came out" if verdict.outcome is Outcome.MISSED else "no reason is given")


def _claim(verdict: Verdict) -> Claim:
    slack = verdict.slack
    return Claim(
        outcome=verdict.outcome,
        mark=_MARKS[verdict.outcome],
        sentence=verdict.sentence,
        observed=_observed(verdict),
        expected=expected(verdict.limits),
        slack=number(slack + 0.0).replace("-", "\N{MINUS SIGN}") if slack is not None else "",
        room=_room(verdict),
        unit=verdict.unit,
        remark=_reason(verdict) if verdict.observed is None else verdict.reason or verdict.limits.because,
    )


def _room(verdict: Verdict) -> float | None:
    """None where there is no slack, or where the bound leaves none to either side."""
    limits = verdict.limits
    bounds = [bound for bound in (limits.at_least, limits.at_most) if bound]
    if verdict.slack is None or verdict.observed is None or not math.isfinite(verdict.slack) or not bounds:
        return None
    nearest = min(bounds, key=lambda bound: abs(verdict.observed - bound) if verdict.observed is not None else 0)
    return round(max(-1.0, min(1.0, verdict.slack / abs(nearest))), 3)


def _observed(verdict: Verdict) -> str:
    """The number, and its interval where there is one."""
    if verdict.observed is None:
        return ""
    sure = f" [{number(verdict.evidence.low)}, {number(verdict.evidence.high)}]" if verdict.evidence else ""
    return f"{number(verdict.observed)}{sure}".replace("-", "\N{MINUS SIGN}")
