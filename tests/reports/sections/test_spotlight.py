"""Tests of `reports.sections.spotlight`."""

from reports.analysis.attempts import shown_examples
from reports.sections.spotlight import PublishedText, spotlight
from tests.reports.conftest import MakeRecord


def test_the_spotlight_is_the_profiles(new_record: MakeRecord) -> None:
    """Else the first example, with a note; nothing without examples."""
    record = new_record()
    shown = shown_examples(record)
    chosen = spotlight(record, shown)
    assert chosen
    assert (chosen.example.id, chosen.note) == ("test_2", "")
    lost = spotlight(new_record(spotlight="test_99"), shown)
    assert lost
    assert (lost.example.id, lost.note) == ("test_0", "the first example, since test_99 is not in the test split")
    unnamed = spotlight(new_record(spotlight=None), shown)
    assert unnamed
    assert unnamed.note == "the first example"
    assert spotlight(record, ()) is None


def test_the_spotlight_shows_published_texts(new_record: MakeRecord) -> None:
    """For the profile's example, and for no other."""
    talk = {"source": "a talk", "protocol": "main", "scores": {"rouge1": 0.5}}
    published = {"first": talk | {"method": "lora", "spotlight": "Hi & bye."}, "second": talk}
    record = new_record(published=published)
    chosen = spotlight(record, shown_examples(record))
    assert chosen
    assert chosen.texts == (PublishedText("lora", "a talk", "Hi & bye."),)
    lost = spotlight(new_record(published=published, spotlight="test_99"), shown_examples(record))
    assert lost
    assert lost.texts == ()
