"""Coverage: whether a session has selected and judged all claims of its profiles, and carried out all their methods."""

from collections.abc import Iterator, Mapping, Sequence

from benchmark.claims import Claim, claims
from benchmark.gate.accepted import Accepted
from benchmark.gate.gated import orphans
from benchmark.roll import ENDED, UNREACHED
from fixtures.profile.families import FAMILIES
from fixtures.profile.profile import Profile
from reports.record import Record


def shortfalls(
    records: Sequence[Record],
    profiles: Mapping[str, Profile],
    accepted: Mapping[str, Accepted | None],
    *,
    gpu: bool = False,
) -> Iterator[str]:
    """What the records lack that those of a whole session with these profiles have; nothing where that is nothing.

    A profile without a record was not selected, or has no claims and cannot run here. Whoever selects by the mark
    ``gpu`` names the profiles that need one.
    """
    yield from filter(None, (shortfall(each, profiles[each.name], accepted[each.name]) for each in records))
    recorded = {record.name for record in records}
    for name, profile in profiles.items():
        needy = profile.requires == "gpu"
        expected = (needy or not gpu) and (not needy or _claims(profile))
        if expected and name not in recorded:
            yield f"nothing of {name} was selected"


def shortfall(record: Record, profile: Profile, accepted: Accepted | None) -> str:
    """What a record lacks that one of a whole session has; empty where it lacks nothing.

    Every selected claim is in a record. Of a profile that needs a GPU nothing is carried out, and nothing is missing,
    on a device without one.
    """
    if ended := sum(verdict.reason in {ENDED, UNREACHED} for verdict in record.verdicts):
        return f"the session ended before {ended} of {len(record.verdicts)} claims of {profile.name} were judged"
    every = [*_claims(profile), *orphans(profile, accepted)]
    whole = {(claim.family, claim.method, claim.quantity) for claim in every}
    judged = {(verdict.family, verdict.method, verdict.quantity) for verdict in record.verdicts}
    if whole - judged:
        return f"{len(whole & judged)} of {len(whole)} claims of {profile.name} were selected"
    done = {run.method for run in record.runs} | set(record.failures)
    absent = [name for name in profile.methods if not profile.lacks(name) and name not in done]
    unable = profile.requires == "gpu" and bool(record.environment.device) and not done
    return f"{profile.name} was carried out without {', '.join(absent)}" if absent and not unable else ""


def _claims(profile: Profile) -> list[Claim]:
    return [claim for family in FAMILIES for claim in claims([profile], family)]
