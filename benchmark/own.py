"""Own claims: tests of the user's own that judge with ``verdict`` and name the limits themselves."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pytest

from benchmark.claims import Claim
from benchmark.sentence import filled, placeholders
from benchmark.verdict import OWN
from fixtures.plugin import SHORT
from fixtures.profile.expectations import Limits
from fixtures.profile.profile import Profile

VERDICT_FIXTURE: Final = "verdict"
"""A test that asks for this fixture judges a claim."""

_NO_PARAMETERS = {"profile", "run"}
"""Parameters that a sentence names by other words, if at all."""


@dataclass(frozen=True)
class OwnClaim(Claim):
    """A claim whose test names the limits; before it has, none are known.

    ``words`` are what placeholders of its sentence stand for. ``case`` is the id of the test's parameters, which are
    called ``parameters``.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    parameters: frozenset[str] = frozenset()
    case: str = ""

    def identity(self, item: pytest.Item) -> str:
        """The test's id from the folder where pytest was started, whatever that is called; it may be below the root."""
        root, started = item.config.rootpath, item.config.invocation_params.dir
        below = started.relative_to(root).as_posix() if started.is_relative_to(root) else "."
        return item.nodeid.removeprefix(f"{below}/")

    def say(self, template: str) -> str:
        """The first paragraph of a docstring; where it does not name the parameters, their id follows."""
        first = re.split(r"\n\s*\n", template.strip())[0]
        sentence = filled(first, self.words)
        if self.parameters <= placeholders(first):
            return sentence
        stop = "." * sentence.endswith(".")
        return f"{sentence.removesuffix('.')} ({self.case}){stop}"


def own_claim(item: pytest.Item) -> OwnClaim | None:
    """The claim of a test that asks for ``verdict`` and is about no claim of a profile."""
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    profile = parameters.get("profile")
    asks = isinstance(item, pytest.Function) and VERDICT_FIXTURE in item.fixturenames
    if not asks or not isinstance(profile, Profile) or item.get_closest_marker("claims"):
        return None
    methods = _methods(item, profile, parameters)
    words = {name: str(value) for name, value in parameters.items() if name not in _NO_PARAMETERS}
    words |= {"profile": profile.name, "baseline": profile.baseline, "reference": profile.reference}
    case = _case(item, profile)
    return OwnClaim(
        profile=profile,
        family=OWN,
        method=methods[0] if len(methods) == 1 else None,
        quantity=_key(item, case),
        limits=Limits(),
        words=words | ({"method": " and ".join(methods)} if methods else {}),
        parameters=frozenset({"method" if name == "run" else name for name in parameters} - {"profile"}),
        case=case,
    )


def _methods(item: Any, profile: Profile, parameters: Mapping[str, object]) -> tuple[str, ...]:  # noqa: ANN401
    """The methods that a test is about: those of its parameters, else of its fixtures, else those with a role in it."""
    roles = {"baseline": profile.baseline, "reference": profile.reference}
    texts = ((name, value) for name, value in parameters.items() if isinstance(value, str))
    ways = (
        [value for name, value in texts if name == "run" or value in profile.methods],
        [SHORT[name] for name in item.fixturenames if name in SHORT],
        [roles[name] for name in item.fixturenames if name in roles],
    )
    return tuple(dict.fromkeys(next(filter(None, ways), [])))


def _case(item: Any, profile: Profile) -> str:  # noqa: ANN401
    """The id of a test's parameters without its profile, which comes first and is written as pytest writes it."""
    written = profile.name.encode("unicode_escape").decode()
    return str(item.callspec.id).removeprefix(written).removeprefix("-")


def _key(item: Any, case: str) -> str:  # noqa: ANN401
    """What the accepted file calls the claim: file, class, test and parameters, wherever the file is."""
    classes = [node.name for node in item.listchain() if isinstance(node, pytest.Class)]
    return "::".join((item.path.name, *classes, item.originalname)) + (f"[{case}]" if case else "")
