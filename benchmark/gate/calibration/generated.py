"""Generated scores: trainings that differ by a known spread, on examples with known noise."""

from dataclasses import dataclass

import numpy as np

from benchmark.gate.calibration.draw import Draw
from benchmark.gate.calibration.plants import Plant

_LEVEL, _BETWEEN = 50.0, 10.0  # points: the mean score of an example, and how far examples differ


@dataclass(frozen=True)
class Generated:
    """Scores with normal noise, in points, one reference an example.

    ``spread`` is the standard deviation of a training's mean, ``noise`` that of an example between trainings. A share
    ``zeros`` of all predictions scores 0, each independently of the others; a share ``ties`` of the examples has the
    same score in every training. What is left moves more, so that spread and loss are what they are said to be.
    """

    spread: float
    plant: Plant = Plant.EVERYWHERE
    noise: float = 8.0
    zeros: float = 0.0
    ties: float = 0.0

    @property
    def kind(self) -> str:
        """What is special about the scores; gains of a few that the rest pays for are, without any loss."""
        shares = {"at 0": self.zeros, "tied": self.ties}
        special = [f"{100 * share:.0f} % {what}" for what, share in shares.items() if share]
        moved = [self.plant] if self.plant is Plant.RARE_GAIN else []
        return ", ".join((f"generated, seeds {self.spread:g}", *special, *moved))

    @property
    def name(self) -> str:
        """The same, and what a loss is like."""
        return self.kind if self.plant is Plant.RARE_GAIN else f"{self.kind}, {self.plant}"

    def draw(self, random: np.random.Generator, examples: int, seeds: tuple[int, int], loss: float) -> Draw:
        """Two runs, of which the second loses so many points on average."""
        return self.losing(random, self.plant.lost(random, examples, loss), seeds)

    def losing(self, random: np.random.Generator, lost: np.ndarray, seeds: tuple[int, int]) -> Draw:
        """Two runs, of which the second loses these points, shape (examples,)."""
        examples = len(lost)
        level = random.normal(_LEVEL, _BETWEEN, examples)
        moves = random.random(examples) >= self.ties

        def run(seeds: int, lost: np.ndarray) -> np.ndarray:
            moved = random.normal(0, self.spread, (seeds, 1)) - lost
            noisy = random.normal(0, self.noise, (seeds, examples))
            scores = level + np.where(moves, moved / (1 - self.ties) / (1 - self.zeros) + noisy, 0.0)
            return np.where(random.random((seeds, examples)) < self.zeros, 0.0, scores)[..., np.newaxis]

        return Draw(run(seeds[0], np.zeros(examples)), run(seeds[1], lost))
