"""Tests of `benchmark.gate.unaccepted`."""

from typing import Literal

import pytest

from benchmark.gate.unaccepted import unaccepted
from benchmark.verdict import Outcome
from fixtures.profile.gating import GatePlan


@pytest.mark.parametrize(
    ("where", "says", "outcome"),
    [
        (None, None, Outcome.NOT_MEASURED),
        ("", None, Outcome.NOT_MEASURED),
        ("0", None, Outcome.NOT_MEASURED),
        ("false", None, Outcome.NOT_MEASURED),
        ("true", None, Outcome.MISSED),
        ("True", None, Outcome.MISSED),
        ("1", None, Outcome.MISSED),
        ("1", "passes", Outcome.NOT_MEASURED),
        (None, "fails", Outcome.MISSED),
    ],
)
def test_gate_is_not_forgotten_in_ci(
    monkeypatch: pytest.MonkeyPatch, where: str | None, says: Literal["fails", "passes"] | None, outcome: Outcome
) -> None:
    """A note is enough on somebody's own machine; the profile may say otherwise for either."""
    monkeypatch.delenv("CI", raising=False)
    if where is not None:
        monkeypatch.setenv("CI", where)
    assert unaccepted(GatePlan(unaccepted=says), accepting=False).outcome is outcome


def test_nothing_is_missing_while_it_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or else the first run could never be accepted in CI."""
    monkeypatch.setenv("CI", "true")
    assert unaccepted(GatePlan(unaccepted="fails"), accepting=True).outcome is Outcome.NOT_MEASURED
