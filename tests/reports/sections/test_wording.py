"""Tests of `reports.sections.wording`."""

from fixtures.results.run import Wording
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
    assert found.rows[0][1:3] == ("3.0", "–")  # noqa: RUF001
