"""Tests of `reports.coverage`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmark.roll import CRASHED, ENDED, UNREACHED
from benchmark.verdict import Outcome
from fixtures.profile import profile
from fixtures.profile.profile import Profile
from reports.coverage import shortfall
from tests.reports.conftest import make_record, make_runs, make_verdict


@pytest.fixture
def tiny(write_profile: Callable[..., Path]) -> Profile:
    """A profile with one claim, and a method that is switched off."""
    off = {"spare": {"kind": "full", "learning_rate": 1e-3, "enabled": False}}
    return profile.read(write_profile(methods=off, expect={"score": {"full": {"rouge1": {"at_least": 0}}}}))


HELD = make_verdict(0.8)
UNJUDGED = make_verdict(None, outcome=Outcome.NOT_MEASURED, reason="no GPU")


def test_whole_session_lacks_nothing(tiny: Profile) -> None:
    """Whatever came out, and where the device can carry out nothing."""
    failed = make_record(make_runs()[:2], verdicts=[HELD]).model_copy(update={"failures": {"lora": "no gradient"}})
    for record in (make_record(verdicts=[HELD]), failed, make_record([], verdicts=[UNJUDGED])):
        assert shortfall(record, tiny, None) == ""


@pytest.mark.parametrize("reason", [ENDED, UNREACHED])
def test_claim_that_nobody_came_to_is_missing(tiny: Profile, reason: str) -> None:
    """Whether the session was stopped, or the worker died before anything was carried out."""
    record = make_record([], verdicts=[make_verdict(None, outcome=Outcome.ERROR, reason=reason)])
    assert shortfall(record, tiny, None) == "the session ended before 1 of 1 claims of tiny were judged"


def test_claims_and_methods_are_missing(tiny: Profile) -> None:
    """A selection, and a worker that died with what it had carried out."""
    assert shortfall(make_record(), tiny, None) == "0 of 1 claims of tiny were selected"
    crashed = make_record(make_runs()[:1], verdicts=[make_verdict(None, outcome=Outcome.ERROR, reason=CRASHED)])
    assert shortfall(crashed, tiny, None) == "tiny was carried out without full, lora"
