"""Tests of `reports.analysis.attempts`."""

from statistics import mean

from reports.analysis.attempts import shown_examples
from tests.reports.conftest import MakeRecord


def test_every_example_has_every_prediction(new_record: MakeRecord) -> None:
    """With its own scores, references and place on the page."""
    record = new_record()
    shown = shown_examples(record)
    assert [each.anchor for each in shown] == [f"test_{i}" for i in range(6)]
    third = shown[2]
    assert third.references == ("first of 2", "second of 2")
    assert [each.text for each in third.attempts] == ["zero-shot on 2", "full on 2", "lora on 2"]
    for attempt, run in zip(third.attempts, record.runs, strict=True):
        values = [run.scores.metrics[metric].values[2] for metric in ("rouge1", "rouge2", "rougeL", "rougeLsum")]
        assert attempt.scores == tuple(f"{100 * mean(row):.1f}" for row in values)
    assert [attempt.capped for attempt in shown[0].attempts] == [True] * 3


def test_anchors_of_several_records_differ(new_record: MakeRecord) -> None:
    """And hold no spaces; what differs in spaces alone has another hash."""
    record = new_record()
    spaced = record.examples[0].model_copy(update={"id": "a b\tc"})
    shown = shown_examples(record.model_copy(update={"examples": (spaced, *record.examples[1:])}), 2)
    assert [each.anchor for each in shown][:2] == ["record-2-a-b-c-b314d97e", "record-2-test_1"]
    assert shown[0].attempts == ()
