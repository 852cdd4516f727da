"""Rounds of the race: in each, the suite and the recipe go through the same profile, stage by stage."""

from collections.abc import Iterable, Iterator, Mapping
from statistics import median
from typing import Literal, NamedTuple, get_args

from pydantic import Field

from fixtures.profile.methods import External, Method, Trainable
from fixtures.profile.profile import Profile
from fixtures.values import Value

Way = Literal["suite", "recipe"]
WAYS: tuple[Way, ...] = get_args(Way)

ROUND = "round"
"""The user property that carries a round, as JSON, from a test to the reports."""

WHOLE = "whole experiment"

ROUNDS = 2
"""How often each way goes through each stage. The ways take turns at going first."""


class Round(Value):
    """One way through one stage, once; ``round`` counts from 0.

    ``losses`` are validation losses and ``scores`` means of the first metric, by method.
    """

    profile: str
    stage: str
    round: int
    way: Way
    seconds: float
    losses: Mapping[str, float | None] = Field(default_factory=dict)
    scores: Mapping[str, float] = Field(default_factory=dict)


class StageRatio(NamedTuple):
    """How many times longer the recipe takes: the median over rounds, the smallest and the largest."""

    stage: str
    suite: float
    recipe: float
    ratio: float
    low: float
    high: float


def raced(profile: Profile) -> dict[str, Method]:
    """The methods that race: those that are enabled, and whose predictions a model makes."""
    own = ((name, method) for name, method in profile.methods.items() if not isinstance(method, External))
    return {name: method for name, method in own if method.enabled}


def stages(profile: Profile) -> Iterator[str]:
    """The stages of the race, in order."""
    methods = raced(profile)
    yield from (f"training {name}" for name, method in methods.items() if isinstance(method, Trainable))
    if methods:
        yield from ("generation", "scoring")


def order(profile: Profile) -> Iterator[tuple[str, int, Way]]:
    """Stage, round and way of each turn; the way that goes first alternates from round to round."""
    for stage in stages(profile):
        for number in range(ROUNDS):
            for way in WAYS[:: 1 if number % 2 else -1]:
                yield stage, number, way


def ratios(rounds: Iterable[Round]) -> list[StageRatio]:
    """Each stage's ratio, and that of all stages together where both ways went through them equally often."""
    seconds: dict[str, dict[int, dict[Way, float]]] = {}
    for each in rounds:
        seconds.setdefault(each.stage, {}).setdefault(each.round, {})[each.way] = each.seconds
    whole = [
        {way: sum(by_round[number].get(way, 0.0) for by_round in seconds.values()) for way in WAYS}
        for number in sorted(set.intersection(*(set(by_round) for by_round in seconds.values())) if seconds else ())
    ]
    stages = {stage: list(by_round.values()) for stage, by_round in seconds.items()} | {WHOLE: whole}
    return [
        _ratio(stage, pairs)
        for stage, every in stages.items()
        if (pairs := [(each["suite"], each["recipe"]) for each in every if len(each) == len(WAYS) and each["suite"]])
    ]


def _ratio(stage: str, pairs: list[tuple[float, float]]) -> StageRatio:
    found = [recipe / suite for suite, recipe in pairs]
    suite, recipe = (median(each) for each in zip(*pairs, strict=True))
    return StageRatio(stage, suite, recipe, median(found), min(found), max(found))
