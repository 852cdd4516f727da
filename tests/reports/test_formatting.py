"""Tests of `reports.formatting`."""

from math import inf

import pytest

from fixtures.results.estimate import Estimate
from fixtures.results.memory import Memory
from fixtures.scoring.metrics.scale import Scale
from reports import formatting
from tests.reports.conftest import MakeRun

SCALE = Scale(title="A share")
PERCENT = Scale(title="A percentage", high=100, points=1)


def test_differences_are_signed_points() -> None:
    """A tenth of a whole is ten points; a minus is a minus sign."""
    assert formatting.points(SCALE, 0.1) == "+10.00"
    assert formatting.points(SCALE, -0.0004, 1) == "0.0", "what is rounded to nothing has no sign"
    assert formatting.change_interval(-5, 1.23) == "[−5.0, +1.2]"  # noqa: RUF001
    assert formatting.change_interval(-inf, inf) == "no interval"
    assert formatting.interval(SCALE, Estimate(value=0.5, low=-inf, high=inf)) == "no interval"


def test_a_scale_says_how_many_points_a_unit_has() -> None:
    """A score is shown in points, to a tenth."""
    assert formatting.points(PERCENT, 0.1) == "+0.10"
    assert (formatting.score(SCALE, 0.12345), formatting.score(PERCENT, 12.345)) == ("12.3", "12.3")
    assert formatting.interval(PERCENT, Estimate(value=12.3, low=-0.51, high=20)) == "[−0.5, 20.0]"  # noqa: RUF001


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 B"), (999, "999 B"), (118_496, "118 kB"), (6_478_656, "6.48 MB"), (1_004_113_920, "1.00 GB")],
)
def test_bytes_are_told_in_their_largest_unit(count: int, words: str) -> None:
    """Decimal units, three digits."""
    assert formatting.size(count) == words


@pytest.mark.parametrize(("value", "words"), [(0, "0 %"), (0.0177215, "1.77 %"), (1, "100 %"), (12.345, "1,234 %")])
def test_shares_are_told_in_percent(value: float, words: str) -> None:
    """Three digits, and never less than whole ones."""
    assert formatting.share(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(0.934, "93 %"), (0.0143, "1.4 %"), (1.013, "101 %"), (6.2e-5, "0.0062 %")]
)
def test_sentences_have_two_digits(value: float, words: str) -> None:
    """Or whole percents."""
    assert formatting.percent(value) == words


def test_durations_keep_what_can_be_read() -> None:
    """Two digits, in the largest unit of which there are two."""
    assert [formatting.seconds(value) for value in (0.01234, 1.0339, 45.518, 184.2, 1234.56, 9000)] == [
        "0.012 s",
        "1.0 s",
        "46 s",
        "3.1 min",
        "21 min",
        "2.5 h",
    ]


def test_what_cannot_be_told_is_not_measured() -> None:
    """No duration gives no rate, no figure no memory."""
    assert formatting.memory(Memory()) == "not measured"


def test_memory_names_each_figure() -> None:
    """Allocated and reserved are not the same."""
    assert formatting.memory(Memory(allocated=2_000, reserved=3_000)) == "2 kB allocated, 3 kB reserved"


def test_a_metric_that_depends_on_nothing_is_named_without_brackets(new_run: MakeRun) -> None:
    """Where another one depends on something."""
    scores = new_run("lora", 0.5, 10, None).scores
    first = next(iter(scores.metrics.values()))
    plain = first.model_copy(update={"scale": first.scale.model_copy(update={"title": "Mine"}), "signature": {}})
    line = formatting.signature(scores.model_copy(update={"metrics": {**scores.metrics, "mine": plain}}))
    assert "Mine |" in line


def test_scores_that_round_to_zero_have_no_sign() -> None:
    """As differences have none."""
    assert formatting.score(SCALE, -0.0001) == "0.0"


def test_commits_are_short() -> None:
    """Seven digits, of a whole one; a tag or a branch stays as it is."""
    assert [formatting.commit(name) for name in ("c0ffee12" * 5, "v1.2", "c0ffee")] == ["c0ffee1", "v1.2", "c0ffee"]


@pytest.mark.parametrize(("title", "shown"), [("", "night"), ("night", "night"), ("Our test", "night: Our test")])
def test_heading_says_nothing_twice(title: str, shown: str) -> None:
    """A title that is the profile's name is no other information."""
    assert formatting.heading("night", title) == shown
