"""Figures: a number of a user's own for each test example, with each seed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import inf

from benchmark.kept import KeptFigures
from benchmark.observed import as_finite, is_truth, listed
from fixtures.data.example import Example
from fixtures.profile.plans import Sampling
from fixtures.results.run import Prediction, Run
from fixtures.scoring import estimates
from fixtures.scoring.estimates import Estimated
from fixtures.scoring.metrics.scale import Scale
from fixtures.scoring.paired import Replicates

Figure = Callable[[Prediction, Example], object]
"""Gives an example's number from its prediction."""

PerExample = Callable[[Run, Figure], "Figures"]
"""What the fixture ``per_example`` gives."""

_DIGITS = 9  # that are kept of a figure
_ENDS = 2  # of a range


@dataclass(frozen=True)
class Figures:
    """Figures of shape (seeds, examples). ``run`` is what they are of, None where that is not known.

    ``scale`` has their range and direction, and a point in each ``unit``.
    """

    values: Replicates
    examples: tuple[str, ...]
    run: Run | None
    scale: Scale
    unit: str = ""

    @classmethod
    def of(cls, replicates: Sequence[Sequence[object]], examples: Sequence[Example], run: Run | None) -> "Figures":
        """Checked figures: those that are all true or false lie between 0 and 1. Raises `ValueError`."""
        names = tuple(example.id for example in examples)
        for each in replicates:
            if len(each) != len(names):
                message = f"expected a figure for each of {len(names):,} test examples, not {len(each):,}"
                raise ValueError(message)
        truths = all(is_truth(figure) for each in replicates for figure in each)
        low, high = (0.0, 1.0) if truths else (-inf, inf)
        values = tuple(tuple(map(_of_example, names, each)) for each in replicates)
        return cls(values, names, run, Scale(title="figures", low=low, high=high, points=1))

    def within(self, ends: object) -> "Figures":
        """The same, known to lie in a range, of which these are the ends. Raises `ValueError` where one does not."""
        both = listed(ends) or []
        low, high = map(as_finite, both) if len(both) == _ENDS else (0.0, 0.0)
        if not low < high:
            message = "within: expected the lowest and the highest value, such as (0, 1)"
            raise ValueError(message)
        scale = self.scale.model_copy(update={"low": low, "high": high})
        by_seed = (zip(self.examples, each, strict=True) for each in self.values)
        for name, figure in chain.from_iterable(by_seed):
            if not scale.contains(figure):
                message = f"example {name}: {figure:g} is not within {low:g} and {high:g}"
                raise ValueError(message)
        return replace(self, scale=scale)

    def estimated(self, sampling: Sampling) -> Estimated:
        """Their mean with its interval."""
        return estimates.mean(self.values, self.scale, sampling)

    def kept(self, run: Run) -> KeptFigures:
        """What is kept of them as figures of a run."""
        rows = zip(*self.values, strict=True)
        return KeptFigures(
            signature={
                **run.scores.signature,
                "method": run.method,
                "unit": self.unit or "none",
                "better": "higher" if self.scale.higher_is_better else "lower",
            },
            seeds=run.seeds[: len(self.values)],
            values={
                name: tuple(float(f"{figure:.{_DIGITS}g}") for figure in row)
                for name, row in zip(self.examples, rows, strict=True)
            },
        )


def called(run: Run, examples: Sequence[Example], figure: Figure) -> list[list[object]]:
    """What a figure gives for each prediction of a run, shape (seeds, examples), or the exception that it raises."""
    return [
        [_called(figure, prediction, example) for prediction, example in zip(predictions, examples, strict=True)]
        for predictions in run.replicates
    ]


def _called(figure: Figure, prediction: Prediction, example: Example) -> object:
    try:
        return figure(prediction, example)
    except Exception as error:
        error.add_note(f"of example {example.id}")
        raise


def _of_example(name: str, figure: object) -> float:
    try:
        return as_finite(figure)
    except ValueError as error:
        message = f"example {name}: {error}"
        raise ValueError(message) from error
