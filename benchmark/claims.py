"""Claims: each limit of a profile is a claim and a test parameter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from benchmark.sentence import filled
from fixtures.profile.expectations import ALL, Family, Limits
from fixtures.profile.plans import Sampling
from fixtures.profile.profile import Profile


@dataclass(frozen=True)
class Claim:
    """One limit, with its profile, method (None for the dataset) and quantity; ``own`` is no family of profiles."""

    profile: Profile
    family: Family | Literal["own"]
    method: str | None
    quantity: str
    limits: Limits

    @property
    def name(self) -> str:
        """Method and quantity, as in the test's id."""
        return "-".join(filter(None, (self.method, self.quantity)))

    @property
    def sampling(self) -> Sampling:
        """How its profile finds the interval of a score."""
        return self.profile.scoring.sampling

    def say(self, template: str) -> str:
        """The sentence of a test's docstring, about this claim."""
        words = {
            "method": "the mean over all methods" if self.method == ALL else str(self.method),
            "quantity": self.quantity.replace("_", " "),
            "baseline": self.profile.baseline,
            "reference": self.profile.reference,
        }
        return filled(template, words)


def claims(profiles: Iterable[Profile], family: Family) -> Iterator[Claim]:
    """Every claim of a family."""
    for profile in profiles:
        for method, quantity, limits in profile.expect.of(family):
            yield Claim(profile, family, method, quantity, limits)
