"""Coverage: whether a session has selected and judged all claims of a profile, and carried out all its methods."""

from benchmark.claims import claims
from benchmark.gate.accepted import Accepted
from benchmark.gate.gated import orphans
from benchmark.roll import ENDED, UNREACHED
from fixtures.profile.expectations import FAMILIES
from fixtures.profile.profile import Profile
from reports.record import Record


def shortfall(record: Record, profile: Profile, accepted: Accepted | None) -> str:
    """What a record lacks that one of a whole session has; empty where it lacks nothing.

    Every selected claim is in a record. Where nothing was carried out and nothing failed, no method counts as missing:
    the device could not carry out any.
    """
    if ended := sum(verdict.reason in {ENDED, UNREACHED} for verdict in record.verdicts):
        return f"the session ended before {ended} of {len(record.verdicts)} claims of {profile.name} were judged"
    every = [claim for family in FAMILIES for claim in claims([profile], family)] + [*orphans(profile, accepted)]
    whole = {(claim.family, claim.method, claim.quantity) for claim in every}
    judged = {(verdict.family, verdict.method, verdict.quantity) for verdict in record.verdicts}
    if whole - judged:
        return f"{len(whole & judged)} of {len(whole)} claims of {profile.name} were selected"
    done = {run.method for run in record.runs} | set(record.failures)
    absent = [name for name in profile.methods if not profile.lacks(name) and name not in done]
    return f"{profile.name} was carried out without {', '.join(absent)}" if done and absent else ""
