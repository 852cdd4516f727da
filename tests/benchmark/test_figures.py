"""A figure for each example is an estimate, over the predictions of every seed."""

from math import inf
from typing import Any

import pytest

from benchmark.figures import Figures, called
from fixtures.data.example import Example
from fixtures.profile.plans import Sampling
from fixtures.results.run import Prediction
from tests.benchmark.conftest import run_of

EXAMPLES = tuple(Example(id=f"test_{i}", source="a b", references=("a",)) for i in range(6))
SCORES = [[0.5] * 6, [0.25] * 6]


def texts(*said: str) -> tuple[Prediction, ...]:
    """A prediction for each example."""
    return tuple(Prediction(example=f"test_{i}", text=text, tokens=1, capped=False) for i, text in enumerate(said))


def words(prediction: Prediction, _: Example) -> int:
    """A figure."""
    return len(prediction.text.split())


def test_every_seed_is_looked_at() -> None:
    """Which makes the interval wider; that of one training says nothing of others."""
    run = run_of(SCORES).model_copy(
        update={"predictions": texts(*("a b " * i for i in range(1, 7))), "others": (texts(*["a"] * 6),)}
    )
    both = Figures.of(called(run, EXAMPLES, words), EXAMPLES, run)
    assert both.values == ((2, 4, 6, 8, 10, 12), (1, 1, 1, 1, 1, 1))
    estimate, one = (each.estimated(Sampling(500)) for each in (both, Figures.of([[4, 6, 8, 10]], EXAMPLES[:4], run)))
    assert (estimate.value, estimate.seeds, estimate.examples) == (4.0, 2, 6)
    assert estimate.by_seeds > 0
    assert (one.by_seeds, one.spread) == (0, None)
    assert both.kept(run).seeds == (0, 1)
    assert both.kept(run).values["test_2"] == (6.0, 1.0)


@pytest.mark.parametrize(("figures", "ends"), [([True, False] * 3, (0, 1)), ([1, 0] * 3, (-inf, inf))])
def test_truths_lie_between_0_and_1(figures: list[Any], ends: tuple[float, float]) -> None:
    """So few of them that all are true may have a false one beside them; nothing is known of other figures."""
    found = Figures.of([figures], EXAMPLES, None)
    assert (found.scale.low, found.scale.high) == ends


def test_what_all_examples_agree_on_is_no_certainty() -> None:
    """Of figures in a range."""
    agreed = Figures.of([[1.0] * 6], EXAMPLES, None)
    assert agreed.estimated(Sampling(500)).interval.low == 1
    assert agreed.within((0, 1)).estimated(Sampling(500)).interval.low < 0.6


def test_an_exception_names_its_example() -> None:
    """In a note of pytest's traceback."""
    run = run_of(SCORES)
    with pytest.raises(ZeroDivisionError) as error:
        called(run, EXAMPLES, lambda *_: 1 / 0)
    assert error.value.__notes__ == ["of example test_0"]


def test_figures_are_kept_to_nine_digits() -> None:
    """With what they have to share to compare."""
    run = run_of(SCORES)
    kept = Figures.of([[1 / 3] * 6], EXAMPLES, run).kept(run)
    assert kept.values["test_0"] == (0.333333333,)
    assert kept.signature == {**run.scores.signature, "method": "lora", "unit": "none", "better": "higher"}
