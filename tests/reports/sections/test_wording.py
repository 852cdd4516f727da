"""Tests of `reports.sections.wording`."""

import pytest

from fixtures.results.wording import Wording
from reports.sections.wording import wordings
from tests.reports.conftest import MakeRecord, MakeRun


def test_references_without_words_have_no_ratio(new_record: MakeRecord, new_run: MakeRun) -> None:
    """Such as only emoji: no division by zero."""
    run = new_run("lora", 0.5, 10, None)
    nothing = Wording(words=3, reference_words=0, precision=0, recall=0, rouge1_without_tags=0)
    found = wordings(
        new_record([run.model_copy(update={"scores": run.scores.model_copy(update={"wording": nothing})})])
    )
    assert found
    assert found.rows[0][1:4] == ("0", "3.0", "–")  # noqa: RUF001


def test_rouge_is_named_only_where_it_was_scored(new_record: MakeRecord, new_run: MakeRun) -> None:
    """A profile with other metrics alone still shows lengths, precision and recall of words."""
    run = new_run("lora", 0.5, 10, None)
    parts = Wording(words=3, reference_words=2, precision=0.5, recall=0.5, rouge1_without_tags=None)
    metrics = {"own": next(iter(run.scores.metrics.values()))}
    scores = run.scores.model_copy(update={"wording": parts, "metrics": metrics})
    found = wordings(new_record([run.model_copy(update={"scores": scores})]))
    assert found
    assert not any("ROUGE-1" in each for each in (*found.head, found.caption))
    assert len(found.rows[0]) == len(found.head)


@pytest.mark.parametrize("without", [None, 0.2])
def test_tags_are_named_only_where_a_profile_has_some(
    new_record: MakeRecord, new_run: MakeRun, without: float | None
) -> None:
    """Without them there is neither a column of dashes nor a remark about speakers."""
    run = new_run("lora", 0.5, 10, None)
    parts = Wording(words=3, reference_words=2, precision=0.5, recall=0.5, rouge1_without_tags=without)
    found = wordings(new_record([run.model_copy(update={"scores": run.scores.model_copy(update={"wording": parts})})]))
    assert found
    assert ("without tags" in found.head) == ("a tag such as" in found.caption) == (without is not None)
    assert len(found.rows[0]) == len(found.head)


def test_empty_predictions_are_counted(new_record: MakeRecord, new_run: MakeRun) -> None:
    """Whatever else is known of words."""
    run = new_run("lora", 0.5, 10, None)
    parts = Wording(words=3, reference_words=2, precision=0.5, recall=0.5, rouge1_without_tags=None)
    first, *others = run.predictions
    said = (first.model_copy(update={"text": " "}), *others)
    scores = run.scores.model_copy(update={"wording": parts})
    found = wordings(new_record([run.model_copy(update={"scores": scores, "predictions": said})]))
    assert found
    assert found.rows[0][found.head.index("empty")] == "1"


@pytest.mark.parametrize(("counts", "shown"), [((1, 3), "1, 3 (mean 2.0)"), ((2, 2), "2")])
def test_empty_predictions_of_every_seed_are_shown(
    new_record: MakeRecord, new_run: MakeRun, counts: tuple[int, ...], shown: str
) -> None:
    """A record has the predictions of the first seed alone, and the counts of all."""
    run = new_run("lora", 0.5, 10, None)
    parts = Wording(words=3, reference_words=2, precision=0.5, recall=0.5, rouge1_without_tags=None)
    scores = run.scores.model_copy(update={"wording": parts})
    found = wordings(new_record([run.model_copy(update={"scores": scores, "empty": counts})]))
    assert found
    assert found.rows[0][found.head.index("empty")] == shown
