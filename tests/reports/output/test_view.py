"""Tests of `reports.output.view`."""

from fixtures.figures import moment
from reports.output import html, markdown, view
from tests.reports.conftest import MakeRecord


def test_records_on_one_page_have_places_of_their_own(new_record: MakeRecord) -> None:
    """The same profile may come twice."""
    page = view.page([new_record(), new_record()])
    assert page.title == "small and small"
    dated = [f"small, {moment(record.created)}" for record in (new_record(), new_record())]
    assert [name for name, _ in page.contents] == dated
    assert [record.key for record in page.records] == ["record-1", "record-2"]
    assert {section.anchor.split("-")[1] for section in page.records[1].sections} == {"2"}


def test_an_empty_record_has_a_view(new_record: MakeRecord) -> None:
    """Nothing carried out, nothing judged, no example: what has nothing to say is left out."""
    found = view.record_view(new_record([], examples=0))
    assert [section.kind.key for section in found.sections] == ["provenance"]


def test_failures_and_leaks_are_notices(new_record: MakeRecord) -> None:
    """At the head of page and summary, claimed or not."""
    record = new_record(dataset={"noun": "dialogue"})
    told = {"failures": {"lora": "no gradient"}, "leaks": {"train/test": 1, "train/validation": 0}}
    notices = ("lora failed: no gradient", "1 dialogue occurs in both train and test.")
    page = view.page([record.model_copy(update=told)])
    assert page.records[0].notices == notices
    for text in (html.text(page), markdown.text(page)):
        assert all(notice in text for notice in notices)
    assert view.record_view(record).notices == ()
