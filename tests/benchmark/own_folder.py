"""A user's own tests, which are no claims of a profile; copied to a folder of their own and run there."""

from typing import Any

import numpy as np
import pytest

from benchmark.figures import PerExample
from benchmark.gate.own_judge import OwnJudge
from fixtures.data.example import Example
from fixtures.plugin import RunOf
from fixtures.results.run import Run


@pytest.mark.parametrize("run", ["old", "new"], indirect=True)
def test_share(run: Run, baseline: Run, verdict: OwnJudge) -> None:
    """Most of {method} names nobody else, {"braces": stay}.

    This is no part of the sentence, and nor is what it is compared with.
    """
    assert baseline.predictions
    share = sum("Zoe" not in prediction.text for prediction in run.predictions) / len(run.predictions)
    assert verdict(share, at_least=0.95, unit="of predictions")


@pytest.mark.parametrize("run", ["old", "new"], indirect=True)
def test_begins_as_its_source(run: Run, examples: tuple[Example, ...], verdict: OwnJudge) -> None:  # noqa: D103
    pairs = zip(run.predictions, examples, strict=True)
    assert verdict([example.source.startswith(prediction.text.split()[0]) for prediction, example in pairs], at_least=1)


@pytest.mark.parametrize("word", ["asks", "Zoe"])
@pytest.mark.parametrize("method", ["old", "new"])
def test_word(run_of: RunOf, method: str, word: str, per_example: PerExample, verdict: OwnJudge) -> None:
    """{method} says it."""
    figures = per_example(run_of(method), lambda prediction, _: np.float32(word in prediction.text))
    assert verdict(figures, at_most=0.3, within=(0, 1))


class TestClass:
    """A claim in a class."""

    def test_both(self, baseline: Run, reference: Run, verdict: OwnJudge) -> None:
        """{method} say something."""
        least = min(len(each.predictions) for each in (baseline, reference))
        assert verdict(np.array(least), exactly=40, unit="times")


def test_lost(reference: Run, per_example: PerExample, verdict: OwnJudge) -> None:
    """{reference} says no fewer words."""
    figures = per_example(reference, lambda prediction, _: len(prediction.text.split()))
    assert verdict.lost(figures, at_most=0.5, unit="words")


WRONG: dict[str, tuple[object, dict[str, Any], str]] = {
    "no limit": (1, {}, "has no limit; name at_least, at_most or exactly"),
    "apart": (1, {"at_least": 3, "at_most": 2}, "at_least 3 is above at_most 2"),
    "both": (1, {"at_least": 3, "exactly": 2}, "exactly excludes at_least and at_most"),
    "text": ("1", {"at_least": 1}, "expected a number, not '1'"),
    "limit of text": (1, {"at_least": "1"}, "at_least: expected a number, not '1'"),
    "no end": (1, {"at_most": float("inf")}, "at_most: expected a number, not inf"),
    "too few": (np.zeros(3), {"at_least": 1}, "expected a figure for each of 40 test examples, not 3"),
    "none": ([None] * 40, {"at_least": 1}, "example 0: expected a number, not None"),
    "no number": ([1.0] * 39 + [float("nan")], {"at_least": 1}, "example 39: expected a number, not nan"),
    "outside": ([2] * 40, {"at_least": 1, "within": (0, 1)}, "example 0: 2 is not within 0 and 1"),
    "no range": ([2] * 40, {"at_least": 1, "within": 3}, "within: expected the lowest and the highest value"),
}
"""What is observed, the limits, and what the line says."""


@pytest.mark.parametrize("case", WRONG)
def test_wrong(case: str, verdict: OwnJudge) -> None:
    """{case}: {what}."""
    observed, limits, _ = WRONG[case]
    assert verdict(observed, **limits)


def test_nan(verdict: OwnJudge) -> None:
    """It is a miss."""
    assert verdict(float("nan"), at_least=1)


def test_raises(verdict: OwnJudge) -> None:
    """It is an error."""
    assert verdict
    raise KeyError("first\nsecond")


def test_twice(verdict: OwnJudge) -> None:
    """The second is refused."""
    assert verdict(1, at_least=1)
    assert verdict(1, at_least=1)


def test_lacks(lora: Run, verdict: OwnJudge) -> None:
    """It has no such method."""
    assert verdict(len(lora.predictions), at_least=1)
