"""A shorter race, for models that take long: so many optimizer steps, and as many test examples."""

from fixtures.experiment.experiment import Experiment
from fixtures.experiment.search import resolved
from fixtures.profile.profile import Profile
from fixtures.profile.sources import Split


def shortened(experiment: Experiment, count: int) -> Experiment:
    """The experiment on the first rows of its splits: one epoch of so many steps, and as many test examples."""
    references = max(map(len, experiment.dataset.test_groups))
    profile = cut(resolved(experiment.profile, experiment.searches), count, references)
    return Experiment(profile, experiment.choose, experiment.store, experiment.progress)


def cut(profile: Profile, count: int, references: int) -> Profile:
    """The profile of that experiment."""
    batch, limits = profile.training.batch_size, profile.dataset.rows
    wanted: dict[Split, int] = {"train": count * batch, "validation": batch, "test": count * references}
    rows = {split: min(size, limits.get(split, size)) for split, size in wanted.items()}
    dataset = profile.dataset.model_copy(update={"rows": rows, "sha256": None})
    short = profile.of_one_epoch()
    training = short.training.model_copy(update={"rows": None})
    return short.model_copy(update={"dataset": dataset, "training": training})
