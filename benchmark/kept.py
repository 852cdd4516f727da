"""Kept figures: a user's own figures as a record and the accepted file hold them."""

from collections.abc import Mapping, Sequence
from typing import Self

from pydantic import FiniteFloat, model_validator

from fixtures.complaints import wrong
from fixtures.values import Value


class KeptFigures(Value):
    """``values[example]`` has a figure for each of ``seeds``. Figures compare where their ``signature`` is the same."""

    signature: Mapping[str, str]
    seeds: tuple[int, ...]
    values: Mapping[str, tuple[FiniteFloat, ...]]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        for example, figures in self.values.items():
            if len(figures) != len(self.seeds):
                raise wrong(f"expected a figure for each of {len(self.seeds)} seeds", "values", example)
        return self

    def replicates(self, examples: Sequence[str]) -> tuple[tuple[float, ...], ...]:
        """The figures of some examples, shape (seeds, examples)."""
        return tuple(zip(*(self.values[example] for example in examples), strict=True))
