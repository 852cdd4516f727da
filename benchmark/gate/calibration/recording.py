"""Recorded scores: the pocket profile's LoRA trained with many seeds, on many test examples.

``python -m benchmark.gate.calibration.recording`` trains and scores again, which takes some twenty minutes on two
cores; models that the store remembers are not trained again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from fixtures.data.csv_text import write_csv
from fixtures.store.store import Store, default_root

HERE = Path(__file__).parent
SCORES = HERE / "scores.npz"
POCKET = HERE.parents[1] / "profiles/pocket.toml"

EXAMPLES = 2000
METHOD, METRIC = "lora", "rouge1"
SEEDS = {"sound": range(1, 13), "regressed": range(101, 105)}
"""The seeds of each recipe: the profile's own, and the planted regression, which trains for half the epochs."""

_TEXTS = 11  # a seed with which the generator made no split of the pocket dataset
_UNIT = 1e-4  # scores are kept as multiples of this


@dataclass(frozen=True)
class Recording:
    """ROUGE-1 of each recipe, shape (seeds, examples, references)."""

    sound: np.ndarray
    regressed: np.ndarray


def read(file: Path = SCORES) -> Recording:
    """The recorded scores."""
    with np.load(file) as kept:
        return Recording(**{name: kept[name] * _UNIT for name in SEEDS})


def record(file: Path = SCORES) -> None:
    """Trains each recipe with each of its seeds and writes the scores."""
    kept = {name: np.array(list(_scores(name))) for name in SEEDS}
    whole = {name: np.rint(scores / _UNIT).astype(np.uint16) for name, scores in kept.items()}
    np.savez_compressed(file, allow_pickle=False, **whole)


def store() -> Store:
    """Where the study's trainings are remembered, apart from all others."""
    return Store(default_root() / "calibration", print)


def _scores(recipe: str) -> Iterator[tuple[tuple[float, ...], ...]]:
    from fixtures.experiment.experiment import Experiment
    from fixtures.hardware import device as hardware
    from fixtures.profile.profile import read as read_profile
    from fixtures.progress import SILENT

    profile = read_profile(POCKET)
    if recipe == "regressed":
        training = profile.training.model_copy(update={"epochs": profile.training.epochs // 2})
        profile = profile.model_copy(update={"training": training})
    device, kept = hardware.choose("cpu"), store()
    with TemporaryDirectory() as folder:
        dataset = profile.dataset.model_copy(update={"test": _test_split(Path(folder))})
        for seed in SEEDS[recipe]:
            seeded = profile.of_seeds(seed).model_copy(update={"dataset": dataset})
            run = Experiment(seeded, lambda: device, kept, SILENT).run(METHOD)
            print(recipe, seed, run.scores.of(METRIC), flush=True)  # noqa: T201  takes minutes
            yield run.scores.metrics[METRIC].values


def _test_split(folder: Path) -> Path:
    """More test examples than the profile has, from the same generator."""
    from fixtures.pocket.corpus import COLUMNS, dialogues, rows

    return write_csv(folder / "test.csv", COLUMNS, rows("test", dialogues("test", EXAMPLES, seed=_TEXTS)))


if __name__ == "__main__":
    record()
