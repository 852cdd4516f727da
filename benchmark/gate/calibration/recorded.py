"""Recorded scores as a source of draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from benchmark.gate.calibration.draw import Draw
from benchmark.gate.calibration.plants import Plant
from benchmark.gate.calibration.recording import read
from fixtures.scoring.metrics.rouge import Rouge1


@dataclass(frozen=True)
class Recorded:
    """Trainings of one recipe of the recording; none is in both runs, and examples are drawn without replacement.

    What is not trained has one run, which is compared with itself. To plant a loss, a share of the examples gets the
    scores of trainings of a ``worse`` recipe, or 0 where none is named: so many that the mean drops by the loss.
    """

    recipe: str
    worse: str = ""

    @property
    def kind(self) -> str:
        """The recipe."""
        return f"recorded {self.recipe}"

    @property
    def name(self) -> str:
        """The recipe, and what its loss is like."""
        return f"{self.kind}, {'planted regression' if self.worse else Plant.COLLAPSE}"

    def draw(self, random: np.random.Generator, examples: int, seeds: tuple[int, int], loss: float) -> Draw:
        """Two runs, of which the second loses so many points on average."""
        sound = _points()[self.recipe]
        worse = _points()[self.worse] if self.worse else np.zeros_like(sound[:1])
        trained = len(sound) > 1
        trainings = random.permutation(len(sound))
        before, now = (trainings[: seeds[0]], trainings[seeds[0] : sum(seeds)]) if trained else ([0], [0])
        rows = random.choice(sound.shape[1], examples, replace=False)
        scores = sound[now][:, rows]
        struck = random.random(examples) < loss / (sound.mean() - worse.mean())
        chosen = random.choice(len(worse), len(now), replace=len(now) > len(worse))
        scores[:, struck] = worse[chosen][:, rows[struck]]
        return Draw(sound[before][:, rows], scores, trained)


@cache
def _points() -> Mapping[str, np.ndarray]:
    return {recipe: Rouge1.scale.points * scores for recipe, scores in read().items()}
