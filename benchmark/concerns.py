"""Concerns: the methods that tests of the suite are about, where their parameters do not name them."""

from collections.abc import Iterable

import pytest

from benchmark.claims import Claim
from fixtures.profile.expectations import ALL
from fixtures.workers.needed import CONCERNS


def note(items: Iterable[pytest.Item]) -> None:
    """Notes the method of each claim, all methods of one about their mean, and that timings and a race need none."""
    for item in items:
        claim = item.callspec.params.get("claim") if hasattr(item, "callspec") else None
        if isinstance(claim, Claim):
            item.stash[CONCERNS] = _methods(claim)
        elif item.get_closest_marker("speed"):
            item.stash[CONCERNS] = ()


def _methods(claim: Claim) -> tuple[str, ...]:
    if claim.method == ALL:
        return tuple(claim.profile.methods)
    return tuple(name for name in claim.profile.methods if name == claim.method)
