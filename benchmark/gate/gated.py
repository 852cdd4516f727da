"""Gated claims: what a profile may lose against its accepted run, and what that run has and the profile lacks."""

from collections.abc import Iterator

from benchmark.claims import Claim, claims
from benchmark.gate.accepted import Accepted
from fixtures.profile.expectations import Limits
from fixtures.profile.profile import Profile


def gated(profile: Profile, accepted: Accepted | None) -> tuple[Claim, ...]:
    """Every claim about a loss against the accepted run."""
    return (*claims([profile], "lost"), *orphans(profile, accepted))


def orphans(profile: Profile, accepted: Accepted | None) -> Iterator[Claim]:
    """Claims about methods and metrics that were accepted and are gone: that is a loss, too."""
    scored = profile.metrics() if accepted else {}
    for method, run in (accepted.methods if accepted else {}).items():
        gone = method not in profile.methods
        for metric in run.metrics:
            if gone or metric not in scored:
                yield Claim(profile, "lost", method, metric, Limits(at_most=0))
