"""Tests of `reports.output.view`."""

import json

from fixtures.results.run import BaseFiles
from reports.output import view
from tests.reports.conftest import MakeRecord


def test_a_section_tells_where_the_record_was_made(new_record: MakeRecord) -> None:
    """Commit, device, versions and the scores' signature."""
    section = view.section(new_record())
    facts = {fact.name: fact.value for fact in section.facts}
    assert facts["commit"] == "c0ffee with uncommitted changes"
    assert facts["device"] == "abacus"
    assert facts["session"] == "75.0 s"
    assert facts["remembered"] == "lora from 2026-01-02T03:04:05+00:00"
    assert facts["packages"] == "python 3.11.7, numpy 2.0"
    assert facts["scores"] == "stemmer: yes | examples: 6"
    assert json.loads(section.profile)["name"] == "small"


def test_leaks_are_a_fact(new_record: MakeRecord) -> None:
    """Where there are any; older records know of none."""
    record = new_record()
    leaking = record.model_copy(update={"leaks": {"train/test": 2, "train/validation": 0}})
    told = [{fact.name: fact.value for fact in view.section(each).facts} for each in (record, leaking)]
    assert [facts.get("shared examples") for facts in told] == [None, "2 in train and test"]


def test_base_and_dataset_are_named(new_record: MakeRecord) -> None:
    """By checksum and commit, as far as they are known: older records have neither."""
    record = new_record()
    assert not {"base model", "dataset"} & {fact.name for fact in view.section(record).facts}
    runs = tuple(run.model_copy(update={"base": BaseFiles(sha256="b" * 64, commit="c" * 40)}) for run in record.runs)
    section = view.section(record.model_copy(update={"runs": runs, "dataset_commit": "d" * 40}))
    facts = {fact.name: fact.value for fact in section.facts}
    assert facts["base model"] == f"sha256 {'b' * 64}, commit {'c' * 40}"
    assert facts["dataset"] == f"commit {'d' * 40}"


def test_outside_a_checkout_no_commit_is_claimed(new_record: MakeRecord) -> None:
    """None is not a commit."""
    record = new_record()
    environment = record.environment.model_copy(update={"commit": None, "dirty": False})
    section = view.section(record.model_copy(update={"environment": environment}))
    assert "outside a git checkout" in [fact.value for fact in section.facts]


def test_records_on_one_page_have_places_of_their_own(new_record: MakeRecord) -> None:
    """The same profile may come twice."""
    page = view.page([new_record(), new_record()])
    assert page.title == "small and small"
    dated = [f"small, {record.created}" for record in (new_record(), new_record())]
    assert [name for name, _ in page.contents] == dated
    assert [section.key for section in page.sections] == ["record-1", "record-2"]
    assert [section.explorer and section.explorer.count for section in page.sections] == [6, 6]


def test_an_empty_record_has_a_view(new_record: MakeRecord) -> None:
    """Nothing carried out, nothing judged, no example."""
    section = view.section(new_record([], examples=0))
    assert section.parts == ("comparison", "claims", "cost", "spotlight", "examples", "provenance")
    assert (section.comparison, section.spotlight, section.qualities, section.curves) == (None, None, (), ())
