"""Tests of `reports.analysis.losses`: the section says the same as the gate, with a minus for a loss."""

import pytest

from benchmark.gate.loss import measure
from benchmark.verdict import Evidence
from fixtures.figures import p_value, signed
from fixtures.scoring.estimates import difference
from fixtures.scoring.metrics.scale import Scale
from reports.acceptance import kept
from reports.analysis.differences import worded
from reports.analysis.losses import losses
from reports.output.changes import changes
from reports.record import Record
from tests.reports import golden

GATE = {"alpha": 0.02, "resamples": 500, "seed": 7}


@pytest.fixture
def pair() -> tuple[Record, Record]:
    """The same methods twice, in a profile whose gate samples otherwise than its scores do."""
    before, after = golden.pair()
    gate = before.profile.gate.model_copy(update=GATE)
    profile = before.profile.model_copy(update={"gate": gate})
    return before.model_copy(update={"profile": profile}), after.model_copy(update={"profile": profile})


def evidence(before: Record, after: Record, method: str) -> Evidence:
    """The gate's about a method's ROUGE-1."""
    run, earlier = after.run(method), before.run(method)
    assert run
    assert earlier
    return measure(run, kept(earlier, before), "rouge1", 2.0, after.profile.gate).evidence(3)


def test_a_loss_has_the_verdicts_figures_with_a_minus(pair: tuple[Record, Record]) -> None:
    """Against the accepted run and between two records: interval, p and mark."""
    before, after = pair
    accepted = after.model_copy(update={"accepted": {run.method: kept(run, before) for run in before.runs}})
    found, changed = losses(accepted), changes(pair)
    assert found
    assert changed
    assert changed.losses
    assert found.confidence == "98 %"
    for row, other in zip(found.rows, changed.losses.rows, strict=True):
        assert row.changes == other.changes
        known, shown = evidence(before, after, row.method), row.changes[0]
        assert shown
        assert known.p is not None
        assert shown.interval == f"[{signed(-known.high, 1)}, {signed(-known.low, 1)}]"
        assert shown.p == p_value(known.p)
        assert (shown.sign != "same") == (known.p < 1 - known.confidence)


def test_less_is_better_of_errors(pair: tuple[Record, Record]) -> None:
    """What is better has a plus, whichever direction that is."""
    record, _ = pair
    run, other = record.run("full"), record.run("zero-shot")
    assert run
    assert other
    found = difference(run, other, "rouge1", record.profile.scoring.sampling)
    errors = Scale(title="Errors", higher_is_better=False)
    more, fewer = worded(found, Scale(title="Share")), worded(found, errors)
    assert (more.sign, more.mark) == ("better", "▲")
    assert (fewer.sign, fewer.mark) == ("worse", "▼")
    assert fewer.value == more.value.replace("+", "\N{MINUS SIGN}")


def test_note_is_about_claims_alone(pair: tuple[Record, Record]) -> None:
    """Two records have no claims about each other."""
    before, after = pair
    accepted = after.model_copy(update={"accepted": {run.method: kept(run, before) for run in before.runs}})
    found, changed = losses(accepted), changes(pair)
    assert found
    assert changed
    assert changed.losses
    assert "a loss of 1.2 points there" in found.note
    assert changed.losses.note == ""
