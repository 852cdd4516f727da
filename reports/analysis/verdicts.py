"""The verdicts of a record: the line of counts, the claims that did not hold, and every claim in its family."""

from dataclasses import dataclass

from benchmark.verdict import OWN, Outcome, Verdict
from fixtures.line import one_line
from fixtures.profile.families import FAMILIES
from reports.analysis.claim import MARKS, JudgedClaim, OpenClaim, claim, left_open
from reports.analysis.stated import told
from reports.record import Record

TITLES = {
    "dataset": "Dataset",
    "score": "Score",
    "gain": "Gain over the baseline",
    "kept": "Share of the reference method's gain kept",
    "forgetting": "Loss on general text",
    "changed": "Predictions changed by training",
    "deployed": "Quality as deployed",
    "predictions": "Empty and cut-off predictions",
    "parameters": "Parameters",
    "saved": "Saved weights",
    "cost": "Cost against the reference method's",
    "budget": "Budget on one device",
    "lost": "Quality against the accepted run",
    "grown": "Cost against the accepted run",
    OWN: "Your own claims",
}
_BY_MEAN = {"score", "gain", "kept", "forgetting", "deployed"}
"""The families that a profile may have decided by means alone."""

RANKS = (Outcome.MISSED, Outcome.ERROR, Outcome.CANNOT_TELL, Outcome.NOT_MEASURED, Outcome.HELD)
"""The order of outcomes in lists."""


@dataclass(frozen=True)
class ClaimFamily:
    """The claims of one kind."""

    title: str
    claims: tuple[JudgedClaim, ...]


@dataclass(frozen=True)
class Verdicts:
    """All claims. ``outcome`` is the worst; ``open`` are the claims that did not hold, the worst first."""

    line: str
    outcome: Outcome
    held: int
    missed: int
    error: int
    cannot_tell: int
    not_measured: int
    open: tuple[OpenClaim, ...]
    families: tuple[ClaimFamily, ...]


UNKNOWN = Verdicts("The claims could not be shown", Outcome.NOT_MEASURED, 0, 0, 0, 0, 0, (), ())


def verdicts(record: Record, place: int = 1) -> Verdicts:
    """All verdicts of the ``place``-th record on the page."""
    families = dict.fromkeys([*FAMILIES, *(verdict.family for verdict in record.verdicts)])
    grouped = {family: [each for each in record.verdicts if each.family == family] for family in families}
    return Verdicts(
        line=line(record),
        outcome=worst(record),
        held=record.count(Outcome.HELD),
        missed=record.count(Outcome.MISSED),
        error=record.count(Outcome.ERROR),
        cannot_tell=record.count(Outcome.CANNOT_TELL),
        not_measured=record.count(Outcome.NOT_MEASURED),
        open=open_claims(record, place),
        families=tuple(
            ClaimFamily(TITLES.get(family, family), tuple(claim(record, each, place) for each in group))
            for family, group in grouped.items()
            if group
        ),
    )


def decided(record: Record) -> str:
    """What has to be known of how the claims were decided; empty where intervals decide."""
    means = {each.family for each in record.verdicts} & _BY_MEAN if record.profile.gate.decide == "mean" else ()
    return "Means alone decide about quality, as the profile asks: they may be chance." if means else ""


def line(record: Record) -> str:
    """How many claims held, how many did not, and which methods failed; on one line."""
    counts = {outcome: record.count(outcome) for outcome in Outcome}
    held = f"{counts.pop(Outcome.HELD)} of {len(record.verdicts)} claims held"
    parts = [held if record.verdicts else "No claim was judged"]
    parts += [f"{count} {outcome}{_plural(outcome, count)}" for outcome, count in counts.items() if count]
    parts += [f"{', '.join(record.failures)} failed"] if record.failures else []
    return one_line("; ".join(parts))


def own_claims(record: Record) -> tuple[str, ...]:
    """One line for each claim of the user's own tests."""
    own = (each for each in record.verdicts if each.family == OWN)
    return tuple(f"{MARKS[each.outcome]} {told(record, each)}" for each in own)


def _plural(outcome: Outcome, count: int) -> str:
    """An error is a noun, the other outcomes are none."""
    return "s" if outcome is Outcome.ERROR and count > 1 else ""


def worst_first(record: Record) -> tuple[Verdict, ...]:
    """The claims that did not hold, the worst first."""
    return tuple(sorted((each for each in record.verdicts if not each), key=lambda each: RANKS.index(each.outcome)))


def open_claims(record: Record, place: int = 1) -> tuple[OpenClaim, ...]:
    """One line for each claim that did not hold, the worst first."""
    return tuple(left_open(record, each, place) for each in worst_first(record))


def worst(record: Record) -> Outcome:
    """The worst outcome, where a failed method is an error; "not measured" without any verdict."""
    found = {verdict.outcome for verdict in record.verdicts} | ({Outcome.ERROR} if record.failures else set())
    return next((outcome for outcome in RANKS if outcome in found), Outcome.NOT_MEASURED)
