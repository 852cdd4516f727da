"""Recorded scores: the pocket profile's methods trained with many seeds, on many test examples.

``python -m benchmark.gate.calibration.recording`` trains and scores, which takes some fifteen minutes on two cores.
What the store remembers is not made again, so a run that was broken off goes on where it stopped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import numpy as np

from fixtures.data.csv_text import write_csv
from fixtures.profile.profile import Profile
from fixtures.profile.profile import read as read_profile
from fixtures.store.store import Store, default_root

HERE = Path(__file__).parent
SCORES = HERE / "scores.npz"
POCKET = HERE.parents[1] / "profiles/pocket.toml"

EXAMPLES = 1500
METRIC = "rouge1"

_TEXTS = 11  # a seed with which the generator made no split of the pocket dataset
_UNIT = 1e-4  # scores are kept as multiples of this


@dataclass(frozen=True)
class RecordedRecipe:
    """A method of the profile and the seeds it is trained with. The planted regression is ``halved``.

    It sees half the training rows, and so takes half the steps.
    """

    method: str
    seeds: range
    halved: bool = False

    def of(self, profile: Profile) -> Profile:
        """The profile by which this recipe is trained."""
        if not self.halved:
            return profile
        from fixtures.pocket.corpus import SIZES

        rows = {**profile.dataset.rows, "train": SIZES["train"] // 2}
        return profile.model_copy(update={"dataset": profile.dataset.model_copy(update={"rows": rows})})


METHOD, REGRESSED = "lora", "lora, half the steps"
RECIPES: Mapping[str, RecordedRecipe] = {
    "full": RecordedRecipe("full", range(1, 13)),
    METHOD: RecordedRecipe(METHOD, range(1, 13)),
    REGRESSED: RecordedRecipe(METHOD, range(101, 105), halved=True),
    "zero-shot": RecordedRecipe("zero-shot", range(1, 2)),
}


def read(file: Path = SCORES) -> dict[str, np.ndarray]:
    """ROUGE-1 of each recorded recipe, shape (seeds, examples, references)."""
    with np.load(file) as kept:
        return {name: kept[name] * _UNIT for name in RECIPES if name in kept}


def record(file: Path = SCORES) -> None:
    """Trains each recipe with each of its seeds and writes the scores."""
    kept = {name: np.array(list(_scores(name, recipe))) for name, recipe in RECIPES.items()}
    whole = {name: np.rint(scores / _UNIT).astype(np.uint16) for name, scores in kept.items()}
    np.savez_compressed(file, allow_pickle=False, **whole)


def store() -> Store:
    """Where the study's trainings are remembered, apart from all others."""
    return Store(default_root() / "calibration", print)


def _scores(name: str, recipe: RecordedRecipe) -> Iterator[tuple[tuple[float, ...], ...]]:
    from fixtures.experiment.experiment import Experiment
    from fixtures.hardware import device as hardware
    from fixtures.progress import SILENT

    profile = recipe.of(read_profile(POCKET))
    device, kept = hardware.choose("cpu"), store()
    with TemporaryDirectory() as folder:
        dataset = profile.dataset.model_copy(update={"test": _test_split(Path(folder))})
        for done, seed in enumerate(recipe.seeds, start=1):
            start = monotonic()
            seeded = profile.of_seeds(seed).model_copy(update={"dataset": dataset})
            run = Experiment(seeded, lambda: device, kept, SILENT).run(recipe.method)
            found = f"{METRIC} {run.scores.of(METRIC):.4f} in {monotonic() - start:.0f} s"
            print(f"{name}, seed {seed} ({done} of {len(recipe.seeds)}): {found}", flush=True)  # noqa: T201  takes long
            yield run.scores.metrics[METRIC].values


def _test_split(folder: Path) -> Path:
    """More test examples than the profile has, from the same generator."""
    from fixtures.pocket.corpus import COLUMNS, dialogues, rows

    return write_csv(folder / "test.csv", COLUMNS, rows("test", dialogues("test", EXAMPLES, seed=_TEXTS)))


if __name__ == "__main__":
    record()
