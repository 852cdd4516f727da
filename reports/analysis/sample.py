"""The sample: which examples a page shows in full where there are too many for it."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from reports.analysis.measured import metrics, scale
from reports.record import Record

SHOWN: Final = 500
"""How many examples a page shows with every text: with a dozen methods they take about 2 MB."""

_SEED = 0
_PARTS = 5  # of the sample: lowest, highest, largest differences, and two of random ones


@dataclass(frozen=True)
class Sample:
    """The places of the shown examples in the record, in order; ``note`` says how they were chosen, if they were."""

    places: tuple[int, ...]
    note: str = ""


def sample(record: Record, linked: Iterable[str] = (), most: int = SHOWN) -> Sample:
    """All examples, or the ``most``; those that other sections link to by their ids are always among them."""
    count = len(record.examples)
    if count <= most:
        return Sample(tuple(range(count)))
    wanted = {record.examples[0].id, record.profile.spotlight, *linked}
    chosen = {place for place, each in enumerate(record.examples) if each.id in wanted}
    extremes = [ranking[: most // _PARTS] for ranking in _rankings(record)]
    for ranking in extremes:
        chosen.update(ranking)
    others = [place for place in range(count) if place not in chosen]
    drawn = random.Random(_SEED).sample(others, min(len(others), max(0, most - len(chosen))))
    return Sample(tuple(sorted((*chosen, *drawn))), _note(record, len(chosen) + len(drawn), len(drawn), extremes))


def _note(record: Record, shown: int, drawn: int, extremes: Sequence[Sequence[int]]) -> str:
    nouns = record.profile.dataset
    figures = f"{shown:,} of {len(record.examples):,} {nouns.plural} are shown; every figure is of all of them."
    named = f"those that other sections name, and {drawn:,} random ones"
    if not extremes:
        return f"{figures} They are {named}."
    ranked = f"the {len(extremes[0]):,} lowest and the {len(extremes[1]):,} highest by their mean over methods"
    apart = f", the {len(extremes[2]):,} on which methods differ most" if len(extremes) > 2 else ""  # noqa: PLR2004
    by = scale(record, metrics(record)[0]).title
    return f"{figures} They are {ranked} in {by}{apart}, {named}."


def _rankings(record: Record) -> Iterator[list[int]]:
    """All places by the first metric's mean over methods, from the lowest and from the highest score; and, of several
    methods, from the largest difference between any two.
    """
    places = {each.id: place for place, each in enumerate(record.examples)}
    rows = [_scores(record, run_place, places) for run_place in range(len(record.runs))]
    if not rows or not metrics(record):
        return
    scores = np.array(rows)
    means = scores.mean(axis=0)
    yield np.argsort(means, kind="stable").tolist()
    yield np.argsort(-means, kind="stable").tolist()
    if len(rows) > 1:
        yield np.argsort(-np.ptp(scores, axis=0), kind="stable").tolist()


def _scores(record: Record, run_place: int, places: dict[str, int]) -> np.ndarray:
    """A run's headline score of each example."""
    run = record.runs[run_place]
    found = np.full(len(record.examples), np.nan)
    by_example = run.scores.by_example(metrics(record)[0])
    for prediction, score in zip(run.predictions, by_example, strict=True):
        found[places[prediction.example]] = score
    return found
