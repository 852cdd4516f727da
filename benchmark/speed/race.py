"""The race: the suite and the recipe go through the same profile, stage by stage."""

import copy
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmark.speed import recipes
from benchmark.speed.recipe import Recipe
from benchmark.speed.rounds import Way, raced
from fixtures.experiment.experiment import Experiment
from fixtures.experiment.runtime import Runtime
from fixtures.models.base import Base
from fixtures.models.tuned import Model, fresh_model
from fixtures.profile.methods import Trainable
from fixtures.progress import SILENT
from fixtures.results.run import Prediction
from fixtures.training.job import TrainingJob


@dataclass
class Race:
    """One profile's race. Each stage uses what the earlier ones made; models stay in memory until `close`."""

    experiment: Experiment
    _open: ExitStack = field(default_factory=ExitStack)
    _models: dict[tuple[Way, str], Model] = field(default_factory=dict)
    scores: dict[tuple[Way, str], dict[str, float]] = field(default_factory=dict)
    _texts: dict[str, list[str]] = field(default_factory=dict)
    _predictions: dict[str, tuple[Prediction, ...]] = field(default_factory=dict)

    @cached_property
    def recipe(self) -> Recipe:
        """The opponent, with a base model of its own."""
        base, experiment = self._runtime.plain(), self.experiment
        return recipes.of(base.family)(experiment.profile, experiment.dataset, base, experiment.device)

    @cached_property
    def lacks(self) -> str:
        """Why the race cannot be run here; empty where it can."""
        base = self._runtime.base
        return recipes.lacks(base.family)

    @property
    def _runtime(self) -> Runtime:
        return self.experiment.runtime

    def close(self) -> None:
        """Forgets every model."""
        self._models.clear()
        self._open.close()

    def prepare(self, stage: str, way: Way) -> None:
        """Makes, untimed, what a stage needs: the choice of a grid's point before all."""
        self._each(lambda name, _: self.experiment.method(name), way)
        runtime, (what, _, method) = self._runtime, stage.partition(" ")
        if what == "training":
            runtime.warm_up(self._job, self._trainable(method), runtime.base)
        if stage in {"generation", "scoring"}:
            self._each(self._model, way)
        if stage == "scoring":
            done = self._texts if way == "recipe" else self._predictions
            self._each(lambda name, by: None if name in done else self._predict(name, by), way)

    def losses_of(self, way: Way) -> dict[str, float | None]:
        """The validation loss of each method trained so far, measured in the same way for both."""
        job = self._runtime.job
        return {
            name: job.validation_loss(method, model)
            for (by, name), model in self._models.items()
            if by == way and isinstance(method := self.experiment.method(name), Trainable)
        }

    def scores_of(self, way: Way) -> dict[str, float]:
        """Each method's mean of the first metric that both score; empty if there is none."""
        return {
            name: scores[metric]
            for metric in self.recipe.metrics[:1]
            for (by, name), scores in self.scores.items()
            if by == way
        }

    def stage(self, name: str, way: Way) -> Callable[[], object]:
        """The work of a stage, to be timed."""
        what, _, method = name.partition(" ")
        steps: dict[str, Callable[[], object]] = {
            "training": lambda: self._train(method, way),
            "generation": lambda: self._each(self._predict, way),
            "scoring": lambda: self._each(self._score, way),
        }
        return steps[what]

    def _each(self, step: Callable[[str, Way], object], way: Way) -> None:
        for name in raced(self.experiment.profile):
            step(name, way)

    def _train(self, name: str, way: Way) -> None:
        """Trains a copy of the base; nothing is remembered."""
        job, method = self._job, self._trainable(name)
        untouched = self._base(way)
        base = replace(untouched, model=copy.deepcopy(untouched.model))
        tuned = self._open.enter_context(fresh_model(method, base, self.experiment.profile.training.seed))
        with TemporaryDirectory() as scratch:
            if way == "recipe":
                self.recipe.train(method, tuned, Path(scratch))
            else:
                progress = self.experiment.progress.of(self.experiment.profile.name, f"{name}, race")
                job.train(name, method, tuned, Path(scratch), progress)
        self._models[way, name] = tuned

    def _trainable(self, name: str) -> Trainable:
        method = self.experiment.method(name)
        assert isinstance(method, Trainable)  # noqa: S101  stages are named after trainable methods
        return method

    @property
    def _job(self) -> TrainingJob:
        """The suite's job, without the early stopping that the recipe lacks."""
        job = self._runtime.job
        return replace(job, profile=job.profile.to_the_end())

    def _predict(self, name: str, way: Way) -> None:
        method, tuned = self.experiment.method(name), self._model(name, way)
        if way == "recipe":
            self._texts[name] = self.recipe.predict(method, tuned)
        else:
            generator = self._runtime.generator(tuned, method)
            self._predictions[name], _ = generator.predict(self.experiment.dataset.examples, SILENT)

    def _score(self, name: str, way: Way) -> None:
        if way == "recipe":
            self.scores[way, name] = self.recipe.score(self._texts[name])
            return
        found = self.experiment.score(name, self._predictions[name])
        self.scores[way, name] = {metric: found.metrics[metric].mean.value for metric in found.metrics}

    def _base(self, way: Way) -> Base:
        return self.recipe.base if way == "recipe" else self._runtime.base

    def _model(self, name: str, way: Way) -> Model:
        """The model that a training stage left; trains it now, untimed, if there is none."""
        if not isinstance(self.experiment.profile.methods[name], Trainable):
            return self._base(way).model
        if (way, name) not in self._models:
            self._train(name, way)
        return self._models[way, name]
