"""Tests of `reports.output.changes`."""

import pytest

from fixtures.results.run import BaseFiles
from reports.output.changes import changes
from reports.record import Record
from tests.reports.conftest import MakeRecord, make_record, make_run, make_runs, make_training


def later(record: Record, **environment: object) -> Record:
    """The same a day later, in another environment."""
    changed = record.environment.model_copy(update=environment)
    return record.model_copy(update={"created": "2026-01-03T03:05:00+00:00", "environment": changed})


def test_only_what_differs_is_named(new_record: MakeRecord) -> None:
    """In environment and profile, whichever record is named first."""
    before = new_record(training={"epochs": 4})
    now = later(new_record(training={"epochs": 2}), python="3.12.1")
    for pair in ((before, now), (now, before)):
        found = changes(pair)
        assert found
        assert found.before < found.now
        assert ("profile: training.epochs", "4", "2") in found.rows
        (python,) = (row for row in found.rows if row[0] == "environment: python")
        assert python[2] == "3.12.1"
        assert len(found.rows) == 2


def test_what_is_not_known_is_a_dash(new_record: MakeRecord) -> None:
    """Such as the commit outside of a checkout."""
    before = new_record()
    found = changes((before, later(before, commit=None)))
    assert found
    assert ("environment: commit", "c0ffee", "\N{EN DASH}") in found.rows


def test_another_base_is_named() -> None:
    """The runs are compared all the same; the row of the method says so, too."""
    bases = [BaseFiles(sha256=letter * 64) for letter in "ab"]
    before, now = (make_record([run.model_copy(update={"base": base}) for run in make_runs()]) for base in bases)
    found = changes([before, later(now)])
    assert found
    assert ("base model: sha256", "a" * 64, "b" * 64) in found.rows
    assert found.losses
    assert all(row.earlier.endswith(", from another base model") for row in found.losses.rows)


def test_runs_are_compared_by_example() -> None:
    """Paired differences with intervals, and the examples that lost most, of methods that both carried out.

    That a few lost alike does not show that all others did.
    """
    worse = make_run("lora", 0.55, 20_000, make_training(30.0, 80_000))
    found = changes([make_record(make_runs()), later(make_record([worse]))])
    assert found
    assert found.losses
    (row,) = found.losses.rows
    assert row.method == "lora"
    assert row.changes[0]
    assert (row.changes[0].value, row.changes[0].sign) == ("\N{MINUS SIGN}10.0", "worse")
    assert {move.method for move in found.losses.lost} == {"lora"}
    assert found.losses.gained == ()
    assert found.losses.lost[0].anchor.startswith("record-2-test_"), "the later record is the second on the page"


def test_a_metric_that_scored_otherwise_hides_no_other() -> None:
    """Its column is empty and the row says why; the others are compared as the gate compares them."""
    (now,) = (run for run in make_runs() if run.method == "lora")
    metrics = dict(now.scores.metrics)
    first, other, *_ = metrics
    metrics[other] = metrics[other].model_copy(update={"signature": {"version": "0"}})
    before = now.model_copy(update={"scores": now.scores.model_copy(update={"metrics": metrics})})
    found = changes([make_record([before]), later(make_record([now]))])
    assert found
    assert found.losses
    (row,) = found.losses.rows
    assert [bool(change) for change in row.changes[:2]] == [True, False]
    assert f"{metrics[other].scale.title} cannot be compared: version: 0 accepted, none now" in row.earlier
    assert not row.why
    assert metrics[first].scale.title not in row.earlier


@pytest.mark.parametrize("names", [["small"], ["small", "large"], ["small"] * 3])
def test_nothing_but_a_pair_of_one_profile_is_compared(new_record: MakeRecord, names: list[str]) -> None:
    """Other records are shown one after another."""
    assert changes([new_record(name=name) for name in names]) is None
