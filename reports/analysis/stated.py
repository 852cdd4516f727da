"""Stated: a record's claims as sentences with their numbers, also those of earlier versions."""

from benchmark import statement
from benchmark.statement import About
from benchmark.verdict import OWN, Verdict
from fixtures.profile.families import SCORE_FAMILIES
from fixtures.profile.forms import metric_of
from reports.analysis.measured import scale
from reports.record import Record


def stated(record: Record, verdict: Verdict) -> str:
    """The claim with its numbers: as it was recorded, or, in older records, as it is said today.

    Of own claims that say the same, each has the name of its test.
    """
    said = verdict.statement or statement.statement(verdict, _about(record, verdict))
    own = (each for each in record.verdicts if each.family == OWN)
    if verdict.family != OWN or sum(each.sentence == verdict.sentence for each in own) < 2:  # noqa: PLR2004  a pair
        return said
    return f"{said} ({verdict.claim.partition('[')[0]})"


def told(record: Record, verdict: Verdict) -> str:
    """The same with the outcome, unless the numbers tell that, and with the reason."""
    return verdict.told(stated(record, verdict))


def observed(record: Record, verdict: Verdict) -> str:
    """The number with its interval, by itself."""
    return statement.observed(verdict, _about(record, verdict))


def expected(record: Record, verdict: Verdict) -> str:
    """The limits by themselves, in the number's unit."""
    return statement.expected(verdict, _about(record, verdict))


def room(record: Record, verdict: Verdict) -> str:
    """How far inside its limits the number is, with its unit; with a minus where it is outside."""
    return statement.slack(verdict, _about(record, verdict))


def _about(record: Record, verdict: Verdict) -> About:
    profile = record.profile
    metric = scale(record, metric_of(verdict.family, verdict.quantity)) if verdict.family in SCORE_FAMILIES else None
    return About(profile.baseline, profile.reference, profile.dataset, metric)
