"""Parameters of the claims' tests: one test for each claim, each enabled method and each turn of a race."""

from collections.abc import Mapping, Sequence

import pytest

from benchmark.claims import Claim, claims
from benchmark.gate.accepted import Accepted
from benchmark.gate.gated import gated
from benchmark.speed.rounds import Way, order
from fixtures.parametrize import by_profile
from fixtures.profile.families import Family
from fixtures.profile.profile import Profile

Profiles = Sequence[Profile]
AcceptedByName = Mapping[str, Accepted | None]


def parametrize(metafunc: pytest.Metafunc, profiles: Profiles, accepted: AcceptedByName) -> None:
    """Parametrizes a test that judges claims, carries out methods or races; each parameter brings its profile along."""
    if mark := metafunc.definition.get_closest_marker("claims"):
        found = _claims(profiles, accepted, *mark.args)
        if "run" in metafunc.fixturenames:
            both = [(claim.profile, (claim, claim.method), claim.name) for claim in found]
            by_profile(metafunc, ("claim", "run"), both, indirect=("run",))
        else:
            by_profile(metafunc, ("claim",), [(claim.profile, (claim,), claim.name) for claim in found])
    if "enabled_method" in metafunc.fixturenames:
        enabled = [(profile, name) for profile in profiles for name in profile.methods if not profile.lacks(name)]
        by_profile(metafunc, ("enabled_method",), [(profile, (name,), name) for profile, name in enabled])
    if "turn" in metafunc.fixturenames:
        turns = [(profile, turn) for profile in profiles for turn in order(profile)]
        by_profile(metafunc, ("turn",), [(profile, (turn,), _turn_id(turn)) for profile, turn in turns])


def _claims(profiles: Profiles, accepted: AcceptedByName, family: Family) -> list[Claim]:
    """Every claim of a family; those about losses also by what the accepted runs have."""
    if family == "lost":
        return [claim for profile in profiles for claim in gated(profile, accepted[profile.name])]
    return list(claims(profiles, family))


def _turn_id(turn: tuple[str, int, Way]) -> str:
    stage, number, way = turn
    return f"{stage.replace(' ', '-')}-{number + 1}-{way}"
