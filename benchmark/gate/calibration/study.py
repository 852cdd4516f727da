"""The study of how often the gate is wrong: ``python -m benchmark.gate.calibration.study`` prints the tables.

Runs are drawn from recorded scores: some trainings are the accepted run, others the run compared with it, on examples
drawn without replacement. To plant a drop, a share of the examples gets the scores of a planted regression, a training
with half the epochs.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from benchmark.gate.calibration.recording import Recording, read
from benchmark.gate.loss import Loss
from benchmark.verdict import Outcome
from fixtures.profile.gating import GatePlan
from fixtures.scoring.metrics.rouge import Rouge1
from fixtures.scoring.paired import difference, spread

EXAMPLES = (50, 100, 200, 500)
DROPS = (0.5, 1.0, 2.0, 4.0)
SEEDS = ((1, 1), (5, 1), (5, 3))
"""Trainings in the accepted run and in the run compared with it."""

TOLERANCE = 2.0
FIXED = 1.0
"""Points of loss that the gate allows, and that the fixed threshold beside it allows."""

PLAN = GatePlan(resamples=2000)
_POINTS = Rouge1.scale.points
_CRITICAL = 1.645  # of a one-sided test at 5 %


@dataclass(frozen=True)
class Draw:
    """Two runs on the same examples in points: shape (seeds, examples, references)."""

    before: np.ndarray
    now: np.ndarray

    def loss(self, tolerance: float = TOLERANCE) -> Loss:
        """The loss as the gate sees it."""
        before, now = self.before.mean(axis=2).tolist(), self.now.mean(axis=2).tolist()
        known = spread(before, now)
        seeds = (len(before), len(now))
        return Loss(difference(before, now, PLAN.sampling, known), seeds, known, True, tolerance, PLAN)  # noqa: FBT003

    @property
    def fixed(self) -> bool:
        """Whether a fixed threshold on means is red."""
        return float(self.before.mean() - self.now.mean()) > FIXED

    @property
    def by_row(self) -> bool:
        """Whether a paired t test over rows is red; it treats the references of an example as independent."""
        rows = (self.before.mean(axis=0) - self.now.mean(axis=0)).ravel()
        return bool(rows.mean() > _CRITICAL * rows.std(ddof=1) / len(rows) ** 0.5)


@dataclass(frozen=True)
class Rates:
    """Shares of the draws in which each test came out so, and the mean drop that the gate could have seen."""

    missed: float
    held: float
    fixed: float
    by_row: float
    visible: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints false alarms and power."""
    parser = argparse.ArgumentParser(prog="python -m benchmark.gate.calibration.study", description=__doc__)
    parser.add_argument("--draws", type=int, default=1000, help="for each row (%(default)s)")
    draws = parser.parse_args(arguments).draws
    recording = read()
    for title, lines in (("False alarms", false_alarms), ("Power", power)):
        print(f"{title}:\n")  # noqa: T201  the answer of this command
        for line in lines(recording, draws):
            print(line, flush=True)  # noqa: T201
        print()  # noqa: T201


def false_alarms(recording: Recording, draws: int) -> Iterator[str]:
    """A table of how often one training is called worse than another of the same recipe."""
    yield "| examples | seeds | gate red | gate green | cannot tell | threshold of 1 point | row by row |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for examples in EXAMPLES:
        for seeds in SEEDS:
            found = rates(recording, draws, examples, seeds)
            open_ones = 1 - found.missed - found.held
            shares = (found.missed, found.held, open_ones, found.fixed, found.by_row)
            yield f"| {examples} | {_shown(seeds)} | {' | '.join(f'{share:.1%}' for share in shares)} |"


def power(recording: Recording, draws: int) -> Iterator[str]:
    """A table of how often a drop is seen, and of the smallest drop that the gate claims to see."""
    columns = " | ".join(f"{drop:g}" for drop in DROPS)
    yield f"| examples | seeds | test | {columns} | says it sees | red there |"
    yield f"| ---: | ---: | --- | {' | '.join('---:' for _ in DROPS)} | ---: | ---: |"
    for examples in EXAMPLES:
        for seeds in SEEDS[1:]:
            found = {drop: rates(recording, draws, examples, seeds, drop) for drop in DROPS}
            visible = rates(recording, draws, examples, seeds).visible
            there = rates(recording, draws, examples, seeds, visible).missed
            start = f"| {examples} | {_shown(seeds)} |"
            yield f"{start} gate | {_row(found, 'missed')} | {visible:.1f} | {there:.1%} |"
            if seeds == SEEDS[-1]:
                yield f"{start} threshold of 1 point | {_row(found, 'fixed')} | | |"
                yield f"{start} row by row | {_row(found, 'by_row')} | | |"


def rates(recording: Recording, draws: int, examples: int, seeds: tuple[int, int], drop: float = 0.0) -> Rates:
    """Compares many pairs of drawn runs, of which the second lost some points."""
    random = np.random.default_rng((examples, *seeds, round(100 * drop)))
    outcomes, fixed, by_row, visible = [], [], [], []
    for _ in range(draws):
        draw = _draw(recording, random, examples, seeds, drop)
        loss = draw.loss()
        outcomes.append(loss.outcome(1))
        visible.append(loss.visible(1))
        fixed.append(draw.fixed)
        by_row.append(draw.by_row)
    missed, held = (fmean(outcome is each for outcome in outcomes) for each in (Outcome.MISSED, Outcome.HELD))
    return Rates(missed, held, fmean(fixed), fmean(by_row), fmean(visible))


def _draw(
    recording: Recording, random: np.random.Generator, examples: int, seeds: tuple[int, int], drop: float
) -> Draw:
    trainings = random.permutation(len(recording.sound))
    rows = random.choice(recording.sound.shape[1], examples, replace=False)
    before, now = trainings[: seeds[0]], trainings[seeds[0] : sum(seeds)]
    scores = _POINTS * recording.sound[now][:, rows]
    gap = _POINTS * float(recording.sound.mean() - recording.regressed.mean())
    worse = random.random(examples) < drop / gap
    chosen = random.choice(len(recording.regressed), len(now), replace=len(now) > len(recording.regressed))
    scores[:, worse] = _POINTS * recording.regressed[chosen][:, rows[worse]]
    return Draw(_POINTS * recording.sound[before][:, rows], scores)


def _shown(seeds: tuple[int, int]) -> str:
    return f"{seeds[0]} and {seeds[1]}"


def _row(found: Mapping[float, Rates], test: str) -> str:
    return " | ".join(f"{getattr(rate, test):.1%}" for rate in found.values())


if __name__ == "__main__":
    main()
