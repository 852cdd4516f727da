"""Outside yardsticks: public scores of what did not change, against a fixed threshold and against this gate."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from benchmark.gate.calibration.cells import Cell, Tally
from benchmark.gate.calibration.deciders import FIXED, TOLERANCE, Decider, FixedThreshold, OwnGate
from benchmark.gate.calibration.draw import LIMITS, PLAN, Draw
from benchmark.gate.calibration.table import percent, table
from benchmark.quality import judged
from benchmark.verdict import Outcome
from fixtures.profile.expectations import Limits
from fixtures.scoring.estimates import Estimated
from fixtures.scoring.paired import over_seeds

FILE = Path(__file__).with_name("yardsticks.toml")

SEEDS = ((5, 1), (5, 3))
SLOWER = (1.05, 1.1, 1.2)
"""Ratios of training cost that a fixed threshold may allow."""

_POINTS = LIMITS[1]  # of an accuracy of 1


@dataclass(frozen=True)
class Unchanged:
    """Accuracies of one unchanged model, and how many runs had each; a fixed gate wants more than ``threshold``.

    As a source of draws it takes that the runs differ on as few questions as their scores allow: of two runs the better
    one answers right what the other does, because what single questions did was not published.
    """

    what: str
    source: str
    commit: str
    questions: int
    threshold: float
    scores: tuple[float, ...]
    runs: tuple[int, ...]
    kind: str = "unchanged model"

    @property
    def name(self) -> str:
        """There is one kind of loss alone: fewer right answers."""
        return self.kind

    @property
    def all_scores(self) -> np.ndarray:
        """The score of each run."""
        return np.repeat(self.scores, self.runs)

    @property
    def red(self) -> int:
        """Runs that the fixed gate turned red."""
        return int((self.all_scores <= self.threshold).sum())

    def answers(self, scores: np.ndarray) -> np.ndarray:
        """Points of each question, shape (runs, questions): the first are answered right."""
        right = np.rint(scores[:, np.newaxis] * self.questions)
        return np.where(np.arange(self.questions) < right, _POINTS, 0.0)

    def outcome(self, score: float) -> Outcome:
        """Of the claim that a run's score is at least the threshold, by this suite's interval over questions."""
        mean = over_seeds(self.answers(np.array([score])).tolist(), PLAN.sampling, limits=LIMITS)
        estimate = Estimated(
            found=mean,
            interval=mean.interval,
            examples=self.questions,
            seeds=1,
            by_examples=mean.error,
            by_seeds=0.0,
            spread=None,
        )
        return judged(estimate, Limits(at_least=_POINTS * self.threshold), PLAN).outcome

    def draw(self, random: np.random.Generator, examples: int, seeds: tuple[int, int], loss: float) -> Draw:
        """Two groups of runs, none of them in both, of which the second loses so many points."""
        scores = random.permutation(self.all_scores)[: sum(seeds)]
        scores[seeds[0] :] -= loss / _POINTS
        answers = self.answers(scores)[:, :examples, np.newaxis]
        return Draw(answers[: seeds[0]], answers[seeds[0] :])


@dataclass(frozen=True)
class Convergence:
    """How many samples a reference implementation took to the target quality, with each of its seeds."""

    what: str
    source: str
    samples: tuple[int, ...]

    @property
    def variation(self) -> float:
        """The coefficient of variation between seeds."""
        return float(np.std(self.samples, ddof=1) / np.mean(self.samples))

    def slower(self, ratio: float) -> float:
        """The share of pairs of unchanged runs in which the second takes more than this times as long."""
        return float(np.mean([now > ratio * before for before, now in permutations(self.samples, 2)]))


@dataclass(frozen=True)
class Yardsticks:
    """All of the file."""

    unchanged: Unchanged
    convergence: tuple[Convergence, ...]


@cache
def read() -> Yardsticks:
    """The figures as they were published."""
    return TypeAdapter(Yardsticks).validate_python(tomllib.loads(FILE.read_text(encoding="utf-8")))


def yardsticks(draws: int) -> Iterator[str]:
    """Tables of what is said of scores, and of costs, that did not change."""
    yield from table(("unchanged model", "red", "green", "cannot tell"), _scores(read().unchanged, draws))
    yield ""
    columns = ("runs until converged", "seeds", "variation", *(f"{ratio:g} times as long" for ratio in SLOWER))
    rows = (
        (each.what, len(each.samples), percent(each.variation), *(percent(each.slower(ratio)) for ratio in SLOWER))
        for each in read().convergence
    )
    yield from table(columns, rows)


def _scores(unchanged: Unchanged, draws: int) -> Iterator[tuple[object, ...]]:
    runs, points = sum(unchanged.runs), f"{_POINTS * unchanged.threshold:g}"
    yield f"fixed: above {points}, one run", f"{unchanged.red} of {runs}", f"{runs - unchanged.red} of {runs}", "0"
    found = Counter(unchanged.outcome(score) for score in unchanged.all_scores)
    kinds = (Outcome.MISSED, Outcome.HELD, Outcome.CANNOT_TELL)
    yield f"this gate: score at least {points}, one run", *(f"{found[kind]} of {runs}" for kind in kinds)
    names: Mapping[str, Decider] = {
        f"fixed: lost at most {FIXED:g}": FixedThreshold(),
        f"this gate: lost at most {TOLERANCE:g}": OwnGate(),
    }
    for seeds in SEEDS:
        for name, rates in Tally(names, draws)(Cell(unchanged, unchanged.questions, seeds, 0.0)).items():
            shares = (percent(share) for share in (rates.missed, rates.held, rates.cannot_tell))
            yield f"{name}, {seeds[0]} and {seeds[1]} runs", *shares
