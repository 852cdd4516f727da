"""Coverage: how many of a profile's claims a session has selected."""

from benchmark.accepted import Accepted
from benchmark.claims import claims, orphans
from fixtures.expectations import FAMILIES
from fixtures.profile import Profile
from reports.record import Record


def coverage(record: Record, profile: Profile, accepted: Accepted | None) -> tuple[int, int]:
    """How many of a profile's claims stand in a record, in which every selected one does, and how many there are."""
    every = [claim for family in FAMILIES for claim in claims([profile], family)] + [*orphans(profile, accepted)]
    whole = {(claim.family, claim.method, claim.quantity) for claim in every}
    told = {(verdict.family, verdict.method, verdict.quantity) for verdict in record.verdicts}
    return len(whole & told), len(whole)
