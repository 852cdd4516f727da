"""The race: the suite's way and the recipe's through the same profile, stage by stage."""

import copy
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmark.speed.recipe import Recipe
from benchmark.speed.rounds import Way
from fixtures.experiment.experiment import Experiment
from fixtures.models import base as model
from fixtures.models import tuned as methods
from fixtures.models.base import Base
from fixtures.models.tuned import Model
from fixtures.profile.methods import External, Trainable
from fixtures.progress import SILENT
from fixtures.results.run import Prediction
from fixtures.scoring.scores import score


@dataclass
class Race:
    """One profile's race. What a stage makes is what the next ones use; models stay in memory until `close`."""

    experiment: Experiment
    _open: ExitStack = field(default_factory=ExitStack)
    _models: dict[tuple[Way, str], Model] = field(default_factory=dict)
    scores: dict[tuple[Way, str], dict[str, float]] = field(default_factory=dict)
    _texts: dict[str, list[str]] = field(default_factory=dict)
    _predictions: dict[str, tuple[Prediction, ...]] = field(default_factory=dict)

    @cached_property
    def recipe(self) -> Recipe:
        """The opponent."""
        runtime, weights = self.experiment.runtime, self.experiment.profile.model.weights
        plain = model.plain(runtime.base.folder, runtime.setting.device.torch, weights=weights)
        plain.generation_config = runtime.base.codec.decoding.structure
        base = replace(runtime.base, model=plain)
        return Recipe(self.experiment.profile, self.experiment.dataset, base, runtime.setting.device)

    def close(self) -> None:
        """Forgets every model."""
        self._models.clear()
        self._open.close()

    def prepare(self, stage: str, way: Way) -> None:
        """Makes what a stage needs and is not to be timed."""
        if stage in {"generation", "scoring"}:
            self._each(self._model, way)
        if stage == "scoring":
            written = self._texts if way == "recipe" else self._predictions
            self._each(lambda name, by: None if name in written else self._write(name, by), way)

    def losses_of(self, way: Way) -> dict[str, float | None]:
        """The validation loss of each method that was trained so far, measured alike whoever trained it."""
        job, trainable = self.experiment.runtime.job, self.experiment.profile.methods
        return {
            name: job.validation_loss(method, model)
            for (by, name), model in self._models.items()
            if by == way and isinstance(method := trainable[name], Trainable)
        }

    def scores_of(self, way: Way) -> dict[str, float]:
        """Each method's mean of the first metric."""
        metric = next(iter(self.experiment.profile.metrics()))
        return {name: scores[metric] for (by, name), scores in self.scores.items() if by == way}

    def stage(self, name: str, way: Way) -> Callable[[], object]:
        """What is timed."""
        what, _, method = name.partition(" ")
        steps: dict[str, Callable[[], object]] = {
            "training": lambda: self._train(method, way),
            "generation": lambda: self._each(self._write, way),
            "scoring": lambda: self._each(self._score, way),
        }
        return steps[what]

    def _each(self, step: Callable[[str, Way], object], way: Way) -> None:
        for name in self._methods:
            step(name, way)

    @property
    def _methods(self) -> list[str]:
        return [name for name, method in self.experiment.profile.methods.items() if not isinstance(method, External)]

    def _train(self, name: str, way: Way) -> None:
        """Trains a copy of the base anew; nothing is remembered."""
        runtime, method = self.experiment.runtime, self.experiment.profile.methods[name]
        assert isinstance(method, Trainable)  # noqa: S101  the names of the stages say so
        untouched = self._base(way)
        base = replace(untouched, model=copy.deepcopy(untouched.model))
        tuned = self._open.enter_context(methods.fresh(method, base, self.experiment.profile.training.seed))
        with TemporaryDirectory() as scratch:
            if way == "recipe":
                self.recipe.train(method, tuned, Path(scratch))
            else:
                progress = self.experiment.progress.of(self.experiment.profile.name, f"{name}, race")
                runtime.job.teach(name, method, tuned, Path(scratch), progress)
        self._models[way, name] = tuned

    def _write(self, name: str, way: Way) -> None:
        tuned = self._model(name, way)
        if way == "recipe":
            self._texts[name] = self.recipe.write(tuned)
        else:
            self._predictions[name], _ = self.experiment.runtime.writer(tuned).write(
                self.experiment.dataset.examples, SILENT
            )

    def _score(self, name: str, way: Way) -> None:
        profile = self.experiment.profile
        if way == "recipe":
            self.scores[way, name] = self.recipe.score(self._texts[name])
            return
        precision = self.experiment.runtime.setting.precision_of(profile.methods[name])
        found = score(profile, self.experiment.dataset.examples, self._predictions[name], precision)
        self.scores[way, name] = {metric: found.metrics[metric].mean.value for metric in found.metrics}

    def _base(self, way: Way) -> Base:
        return self.recipe.base if way == "recipe" else self.experiment.runtime.base

    def _model(self, name: str, way: Way) -> Model:
        """What a stage of training left, or trains it now, untimed."""
        if not isinstance(self.experiment.profile.methods[name], Trainable):
            return self._base(way).model
        if (way, name) not in self._models:
            self._train(name, way)
        return self._models[way, name]
