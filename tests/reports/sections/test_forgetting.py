"""Tests of `reports.sections.forgetting`, and of the notice where general text was trained on."""

from typing import Any

import pytest

from fixtures.profile.nouns import Nouns
from fixtures.results.forgetting import Forgetting
from reports.analysis.notices import notices
from reports.record import Record
from reports.sections.forgetting import table
from tests.reports.conftest import make_record, make_runs

BASE = (1.0, 2.0, 4.0, 3.0)
ONE = Forgetting(tokens=(10, 10, 20, 10), base=BASE, by_seed=(tuple(each + 0.25 for each in BASE),))


def forgetful(losses: Forgetting, **missing: str) -> Record:
    """A record whose LoRA has these losses; the others have reasons."""
    zero, full, lora = make_runs()
    changed: list[dict[str, Any]] = [{"missing": missing}, {}, {"forgetting": losses}]
    return make_record(run.model_copy(update=each) for run, each in zip((zero, full, lora), changed, strict=True))


def test_change_is_the_mean_over_tokens() -> None:
    """Before, after and the difference with its interval; what has none says why."""
    found = table(forgetful(ONE, forgetting="nothing is trained"))
    assert found
    assert found.rows == (
        ("zero-shot", "–", "–", "not measured: nothing is trained"),  # noqa: RUF001
        ("lora", "2.800", "3.050", "+0.250 [0.000, +0.250]"),  # four signs may be chance
    )
    assert found.caption.startswith("Loss in nats per token on 4 texts that the task does not hold (50 tokens count)")
    assert "+0.250" in "\n".join(found.markdown(Nouns()))


def test_each_seed_has_its_change() -> None:
    """The mean over seeds is the method's."""
    second = tuple(each - 0.05 for each in BASE)
    found = table(forgetful(ONE.model_copy(update={"by_seed": (*ONE.by_seed, second)})))
    assert found
    assert found.head[-1] == "change with each seed"
    (row,) = found.rows
    assert row[3].startswith("+0.100 [")
    assert row[4] == "+0.250, −0.050"  # noqa: RUF001


def test_no_section_without_losses() -> None:
    """As in older records."""
    assert table(make_record()) is None


@pytest.mark.parametrize(("leaked", "said"), [(0, 0), (2, 1)])
def test_notice_where_general_text_was_trained_on(leaked: int, said: int) -> None:
    """With how many."""
    record = forgetful(ONE.model_copy(update={"leaked": leaked}))
    line = "2 of 4 texts of [forgetting] are in the train split: forgetting may look too low."
    assert [*notices(record)].count(line) == said
