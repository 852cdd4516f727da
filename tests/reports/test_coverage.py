"""Tests of `reports.coverage`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmark.roll import CRASHED, ENDED, UNREACHED
from benchmark.verdict import Outcome
from fixtures.profile import profile
from fixtures.profile.profile import Profile
from reports.coverage import shortfall, shortfalls
from tests.reports.conftest import make_record, make_runs, make_verdict


@pytest.fixture
def tiny(write_profile: Callable[..., Path]) -> Profile:
    """A profile with one claim, and a method that is switched off."""
    off = {"spare": {"kind": "full", "learning_rate": 1e-3, "enabled": False}}
    return profile.read(write_profile(methods=off, expect={"score": {"full": {"rouge1": {"at_least": 0}}}}))


HELD = make_verdict(0.8)
UNJUDGED = make_verdict(None, outcome=Outcome.NOT_MEASURED, reason="no GPU")


def test_whole_session_lacks_nothing(tiny: Profile) -> None:
    """Whatever came out."""
    failed = make_record(make_runs()[:2], verdicts=[HELD]).model_copy(update={"failures": {"lora": "no gradient"}})
    for record in (make_record(verdicts=[HELD]), failed):
        assert shortfall(record, tiny, None) == ""


def test_what_cannot_run_here_is_not_missing(tiny: Profile) -> None:
    """On a device without a GPU, not where nobody looked for one, as where another plugin skips every test."""
    unjudged = make_record([], verdicts=[UNJUDGED])
    needy = tiny.model_copy(update={"requires": "gpu"})
    assert shortfall(unjudged, needy, None) == ""
    assert shortfall(unjudged, tiny, None) == "tiny was carried out without zero-shot, full, lora"
    unseen = unjudged.model_copy(update={"environment": unjudged.environment.model_copy(update={"device": ""})})
    assert shortfall(unseen, needy, None) == "tiny was carried out without zero-shot, full, lora"


def test_profile_of_which_nothing_was_selected_is_missing(tiny: Profile) -> None:
    """Unless the session is about those that need a GPU alone, or it has no claims and cannot run here."""
    needy = tiny.model_copy(update={"requires": "gpu"})
    idle = needy.model_copy(update={"expect": tiny.expect.model_copy(update={"score": {}})})
    assert list(shortfalls((), {"tiny": tiny}, {})) == ["nothing of tiny was selected"]
    assert list(shortfalls((), {"tiny": tiny, "needy": needy}, {}, gpu=True)) == ["nothing of needy was selected"]
    assert list(shortfalls((), {"idle": idle}, {})) == []


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
