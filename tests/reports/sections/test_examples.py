"""Tests of `reports.sections.examples`."""

from statistics import mean

from reports.sections.examples import Quote, shown_examples, spotlight
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
        assert attempt.scores == tuple(f"{mean(row):.3f}" for row in values)
    assert [attempt.capped for attempt in shown[0].attempts] == [True] * 3


def test_anchors_of_several_records_differ(new_record: MakeRecord) -> None:
    """And hold no spaces; what differs in spaces alone has another hash."""
    record = new_record()
    spaced = record.examples[0].model_copy(update={"id": "a b\tc"})
    shown = shown_examples(record.model_copy(update={"examples": (spaced, *record.examples[1:])}), 2)
    assert [each.anchor for each in shown][:2] == ["record-2-a-b-c-b314d97e", "record-2-test_1"]
    assert shown[0].attempts == ()


def test_the_spotlight_is_the_profiles(new_record: MakeRecord) -> None:
    """Or the first example with a note; or nothing where there is none."""
    record = new_record()
    shown = shown_examples(record)
    chosen = spotlight(record, shown)
    assert chosen
    assert (chosen.example.id, chosen.note) == ("test_2", "")
    lost = spotlight(new_record(spotlight="test_99"), shown)
    assert lost
    assert (lost.example.id, lost.note) == ("test_0", "test_99 is not in the test split; this is the first example")
    unnamed = spotlight(new_record(spotlight=None), shown)
    assert unnamed
    assert unnamed.note == "the profile names no spotlight; this is the first example"
    assert spotlight(record, ()) is None


def test_the_spotlight_shows_what_others_wrote(new_record: MakeRecord) -> None:
    """Of the profile's example, and of no other."""
    talk = {"source": "a talk", "protocol": "main", "scores": {"rouge1": 0.5}}
    published = {"first": talk | {"method": "lora", "spotlight": "Hi & bye."}, "second": talk}
    record = new_record(published=published)
    chosen = spotlight(record, shown_examples(record))
    assert chosen
    assert chosen.quotes == (Quote("lora", "a talk", "Hi & bye."),)
    lost = spotlight(new_record(published=published, spotlight="test_99"), shown_examples(record))
    assert lost
    assert lost.quotes == ()
