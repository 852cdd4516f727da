"""Tests of `reports.output.view`."""

from fixtures.figures import moment
from reports.output import view
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
    """Nothing carried out, nothing judged, no example."""
    found = view.record_view(new_record([], examples=0))
    assert {section.kind.key: section.remark for section in found.sections} == {
        "comparison": "No method was carried out.",
        "claims": "",
        "cost": "",
        "spotlight": "The record holds no example.",
        "examples": "The record holds no example.",
        "provenance": "",
    }
