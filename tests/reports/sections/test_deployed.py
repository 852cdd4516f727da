"""Tests of `reports.sections.deployed`: each form beside the adapter as attached."""

import pytest

from fixtures.profile.nouns import Nouns
from fixtures.results.deployment import Deployment
from reports.consistency import complaint
from reports.output import html, markdown, view
from reports.record import Record
from reports.sections.deployed import DeployedSection
from tests.reports import golden
from tests.reports.conftest import make_record


@pytest.fixture(scope="module")
def deployed() -> Record:
    """LoRA of three seeds: merged it says the same, in 4 bits something else, and in bf16 it failed."""
    return golden.seeds()


def section_of(record: Record) -> DeployedSection:
    """The section on a record's page."""
    section = next(each.content for each in view.record_view(record).sections if each.kind is DeployedSection)
    assert isinstance(section, DeployedSection)
    return section


def test_each_form_is_compared_with_the_attached_adapter(deployed: Record) -> None:
    """In points of every metric, paired; with the share of equal texts, bytes, and latencies as ratios."""
    attached, merged, packed, failed = section_of(deployed).rows
    assert [row.form for row in (attached, merged, packed, failed)] == [
        "attached",
        "merged",
        "merged-4bit",
        "merged-bf16",
    ]
    assert len(attached.scores) == len(merged.differences) == 4
    assert {(each.value, each.interval, each.sign) for each in merged.differences} == {("0.00", "[0.00, 0.00]", "same")}
    assert {each.sign for each in packed.differences} == {"worse"}
    assert (merged.same, packed.size) == ("100 %", "160 MB")
    assert packed.same != "100 %"
    assert merged.first_token == ("10 ms (1.00x)", "500 ms for 50 (1.00x)")
    assert merged.next_token == ("4 ms (0.80x)", "4 ms for 50 (0.80x)")
    assert attached.next_token == ("5 ms", "5 ms for 50")
    assert failed.reason == "some of its merged weights are NaN or infinite: lm_head.weight"


def test_page_and_summary_say_whose_weights_they_are(deployed: Record) -> None:
    """Those of the first of several seeds; and why a form is missing."""
    seed = "Of several seeds, these are the weights of the first (lora: 42)."
    page = view.page([deployed])
    for text in (html.text(page), markdown.text(page)):
        assert seed in text
        assert "some of its merged weights are NaN or infinite: lm" in text
    table, *_ = section_of(deployed).markdown(Nouns())
    assert "merged-4bit | ▼" in table


def test_where_nothing_is_deployed_there_is_no_section() -> None:
    """Nor in records from before."""
    assert "As deployed" not in html.text(view.page([make_record()]))


def test_record_is_read_again_and_its_forms_fit(deployed: Record) -> None:
    """A form without a prediction for each example, or with other metrics, is refused in one line."""
    assert Record.model_validate_json(deployed.model_dump_json(by_alias=True)).deployments == deployed.deployments
    assert not complaint(deployed)
    whole = deployed.deployments["lora"]
    form = whole.forms[0]
    scores = form.scores.model_copy(update={"metrics": dict([*form.scores.metrics.items()][:1])})
    for change, wrong in (
        ({"predictions": form.predictions[1:]}, "its predictions are not those of the method's examples"),
        ({"scores": scores}, "its metrics are not those of the method"),
    ):
        broken = Deployment(seed=42, forms=(form.model_copy(update=change),))
        changed = deployed.model_copy(update={"deployments": {"lora": broken}})
        assert complaint(changed) == f"deployments.lora.merged: {wrong}"
