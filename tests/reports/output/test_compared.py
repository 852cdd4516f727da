"""Tests of `reports.output.compared`."""

import pytest

from benchmark.verdict import Outcome
from fixtures.errors import SetupError
from reports.output.compared import compare
from tests.reports.conftest import MakeRecord, make_record, make_run, make_runs, make_training, make_verdict


def test_nothing_is_worse_than_itself() -> None:
    """Equal records differ in nothing."""
    record = make_record(make_runs())
    found = compare(record, record)
    assert found.worse == ()
    assert found.text.endswith("nothing got worse")


def test_scores_that_are_significantly_lower_are_worse() -> None:
    """By paired differences, as in the report; a method that is gone is worse, too."""
    lower = make_run("lora", 0.55, 20_000, make_training(30.0, 80_000))
    found = compare(make_record(make_runs()), make_record([lower]))
    assert "lora ROUGE-1: \N{MINUS SIGN}10.0 points" in found.worse
    assert "full was not carried out" in found.worse
    assert "▼" in found.text


def test_a_claim_that_held_and_is_missed_is_worse() -> None:
    """One that is missed as before is not, nor one that was missed and holds now."""
    held, missed = (make_verdict(0.7, claim="one", outcome=outcome) for outcome in (Outcome.HELD, Outcome.MISSED))
    before, now = (make_record(make_runs()).model_copy(update={"verdicts": (each,)}) for each in (held, missed))
    (line,) = compare(before, now).worse
    assert line.endswith(": held before, missed now")
    assert ".:" not in line, "a sentence's full stop does not stand before a colon"
    assert compare(now, now).worse == ()
    assert compare(now, before).worse == ()


def test_other_profiles_are_not_compared(new_record: MakeRecord) -> None:
    """Two names are two profiles."""
    with pytest.raises(SetupError, match="are different profiles"):
        compare(new_record(name="small"), new_record(name="large"))
