"""Claims: each limit of a profile is a claim and a test parameter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmark.gate.accepted import Accepted
from fixtures.profile.expectations import Family, Limits
from fixtures.profile.profile import Profile


@dataclass(frozen=True)
class Claim:
    """One limit, with its profile, method (None for the dataset) and quantity."""

    profile: Profile
    family: Family
    method: str | None
    quantity: str
    limits: Limits

    @property
    def name(self) -> str:
        """Method and quantity, as in the test's id."""
        return "-".join(filter(None, (self.method, self.quantity)))

    def say(self, template: str) -> str:
        """The sentence of a test's docstring, about this claim."""
        return " ".join(template.split()).format(
            method=self.method,
            quantity=self.quantity.replace("_", " "),
            baseline=self.profile.baseline,
            reference=self.profile.reference,
        )


def claims(profiles: Iterable[Profile], family: Family) -> Iterator[Claim]:
    """Every claim of a family."""
    for profile in profiles:
        for method, quantity, limits in profile.expect.of(family):
            yield Claim(profile, family, method, quantity, limits)


def gated(profile: Profile, accepted: Accepted | None) -> tuple[Claim, ...]:
    """Every claim against the accepted run: the limits of a loss, and what must not be removed."""
    return (*claims([profile], "lost"), *orphans(profile, accepted))


def orphans(profile: Profile, accepted: Accepted | None) -> Iterator[Claim]:
    """Claims about what was accepted and has left the profile: that is a loss too."""
    scored = profile.metrics() if accepted else {}
    for method, run in (accepted.methods if accepted else {}).items():
        gone = method not in profile.methods
        for metric in run.metrics:
            if gone or metric not in scored:
                yield Claim(profile, "lost", method, metric, Limits(at_most=0))
