"""Tests of `reports.noun`."""

import pytest

from reports.noun import Noun, named, noun
from reports.output import html, markdown, terminal, view
from reports.record import Record
from tests.reports.conftest import make_record, make_runs, make_verdict
from tests.reports.invented import against


def record(**dataset: str) -> Record:
    """A record with everything that names examples, an accepted run included."""
    made = against(make_record(make_runs(), [make_verdict(0.8)], dataset=dataset), make_runs()[::-1])
    return made.model_copy(update={"leaks": {"train/test": 2}})


@pytest.mark.parametrize(
    ("one", "many"), [("dialogue", "dialogues"), ("story", "stories"), ("essay", "essays"), ("speech", "speeches")]
)
def test_the_plural_is_regular(one: str, many: str) -> None:
    """As for most English nouns."""
    assert named(one) == Noun(one, many)


def test_an_example_is_an_example_by_default() -> None:
    """Also in records without a dataset's plan."""
    assert noun(record()) == noun(make_record()) == Noun("example", "examples")


def test_the_profile_names_its_examples() -> None:
    """Captions, leaks and data of the page have the noun; the summary and the terminal, too."""
    plan = record(noun="dialogue")
    page = view.page([plan])
    text = html.text(page)
    for words in ("bootstrap intervals by dialogue", "all test dialogues", "shared dialogues", '"many":"dialogues"'):
        assert words in text
    assert "over dialogues and seeds" in text
    assert "dialogues shared between splits: 2 in train and test" in terminal.text(plan)
    assert "bootstrap intervals by example" in html.text(view.page([record()]))
    assert "Dialogues that" not in markdown.text(page), "none has moved"
