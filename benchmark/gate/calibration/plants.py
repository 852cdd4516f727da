"""Planted losses: how a mean loss falls on single examples."""

from enum import StrEnum

import numpy as np

_DEPTH = 40.0  # points that an example loses which collapses
_SKEW = 1.5  # standard deviation of the logarithm of what examples lose
_RARE, _GAIN = 0.1, 20.0  # the share of examples that gain, and their points


class Plant(StrEnum):
    """A kind of loss."""

    EVERYWHERE = "all lose the same"
    LOGNORMAL = "lognormal losses"
    COLLAPSE = "few collapse"
    RARE_GAIN = "few gain, the rest lose"

    def lost(self, random: np.random.Generator, examples: int, loss: float) -> np.ndarray:
        """What each example loses, shape (examples,): draws from a distribution whose mean is ``loss`` points."""
        match self:
            case Plant.EVERYWHERE:
                return np.full(examples, loss)
            case Plant.LOGNORMAL:
                return loss * random.lognormal(-(_SKEW**2) / 2, _SKEW, examples)
            case Plant.COLLAPSE:
                return np.where(random.random(examples) < loss / _DEPTH, _DEPTH, 0.0)
            case Plant.RARE_GAIN:
                rest = (loss + _RARE * _GAIN) / (1 - _RARE)
                return np.where(random.random(examples) < _RARE, -_GAIN, rest)
