"""Claims: each limit of a profile is a claim and a test parameter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pytest

from benchmark.sentence import filled
from benchmark.statement import TOPIC, About, own_statement, statement, topic
from benchmark.verdict import Verdict
from fixtures.profile.expectations import ALL, Limits
from fixtures.profile.families import SCORE_FAMILIES, Family
from fixtures.profile.forms import metric_of
from fixtures.profile.plans import Sampling
from fixtures.profile.profile import Profile
from fixtures.scoring.metrics import registry
from fixtures.scoring.metrics.scale import Scale


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
    def metric(self) -> str:
        """The metric that a claim about quality is about."""
        return metric_of(self.family, self.quantity)

    @property
    def sampling(self) -> Sampling:
        """How its profile finds the interval of a score."""
        return self.profile.scoring.sampling

    @cached_property
    def about(self) -> About:
        """What its sentences name."""
        profile = self.profile
        return About(profile.baseline, profile.reference, profile.dataset, self._scale)

    @property
    def _scale(self) -> Scale | None:
        """That of its metric; of one that the profile no longer scores, what is known by its name."""
        if self.family not in SCORE_FAMILIES:
            return None
        metric = self.profile.metrics().get(self.metric)
        return metric.scale if metric else registry.scale(self.metric) or Scale(title=self.metric)

    @property
    def topic(self) -> str:
        """What it is about, without a number."""
        return topic(self.family, self.method, self.quantity, self.about)

    def identity(self, item: pytest.Item) -> str:
        """What records call the claim that a test judges."""
        return item.nodeid

    def say(self, template: str) -> str:
        """The sentence of a test's docstring, about this claim."""
        about = self.about
        words = {
            **about.names("the mean over all methods" if self.method == ALL else self.method),
            "quantity": about.scale.title if about.scale else self.quantity.replace("_", " "),
            "topic": self.topic,
        }
        return filled(template, words)

    def state(self, template: str, verdict: Verdict) -> str:
        """The claim with its numbers: in the quantity's own phrase where the docstring has its topic."""
        stated = statement if TOPIC in template else own_statement
        return stated(verdict, self.about)


def claims(profiles: Iterable[Profile], family: Family) -> Iterator[Claim]:
    """Every claim of a family."""
    for profile in profiles:
        for method, quantity, limits in profile.expect.of(family):
            yield Claim(profile, family, method, quantity, limits)
