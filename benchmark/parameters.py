"""Parameters of the claims' tests: one test for each claim, each enabled method and each turn of a race."""

from collections.abc import Mapping, Sequence

import pytest
from _pytest.mark import ParameterSet

from benchmark.claims import claims
from benchmark.gate.accepted import Accepted
from benchmark.gate.gated import gated
from benchmark.speed.rounds import Way, order
from fixtures.plugin import parameter
from fixtures.profile.profile import Profile


def parametrize(
    metafunc: pytest.Metafunc, profiles: Sequence[Profile], accepted: Mapping[str, Accepted | None]
) -> None:
    """Parametrizes a test that judges claims, carries out methods or races; each parameter brings its profile along."""
    if mark := metafunc.definition.get_closest_marker("claims"):
        (family,) = mark.args
        if family == "lost":
            found = [claim for profile in profiles for claim in gated(profile, accepted[profile.name])]
        else:
            found = list(claims(profiles, family))
        _add(metafunc, "claim", [parameter(claim.profile, claim, name=claim.name) for claim in found])
    if "enabled_method" in metafunc.fixturenames:
        enabled = [(profile, name) for profile in profiles for name in profile.methods if not profile.lacks(name)]
        _add(metafunc, "enabled_method", [parameter(profile, name, name=name) for profile, name in enabled])
    if "turn" in metafunc.fixturenames:
        turns = [(profile, turn) for profile in profiles for turn in order(profile)]
        _add(metafunc, "turn", [parameter(profile, turn, name=_turn_id(turn)) for profile, turn in turns])


def _add(metafunc: pytest.Metafunc, name: str, parameters: list[ParameterSet]) -> None:
    metafunc.parametrize(("profile", name), parameters, indirect=["profile"])


def _turn_id(turn: tuple[str, int, Way]) -> str:
    stage, number, way = turn
    return f"{stage.replace(' ', '-')}-{number + 1}-{way}"
