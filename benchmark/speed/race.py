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
from fixtures.experiment.experiment import Bench
from fixtures.models import base as model
from fixtures.models import tuned as methods
from fixtures.models.base import Base
from fixtures.models.tuned import Model
from fixtures.profile.methods import Elsewhere, Learner
from fixtures.progress import SILENT
from fixtures.results.run import Summary
from fixtures.scoring.scores import score


@dataclass
class Race:
    """One profile's race. What a stage makes is what the next ones use; models stay in memory until `close`."""

    bench: Bench
    _open: ExitStack = field(default_factory=ExitStack)
    _models: dict[tuple[Way, str], Model] = field(default_factory=dict)
    scores: dict[tuple[Way, str], dict[str, float]] = field(default_factory=dict)
    _texts: dict[str, list[str]] = field(default_factory=dict)
    _summaries: dict[str, tuple[Summary, ...]] = field(default_factory=dict)

    @cached_property
    def recipe(self) -> Recipe:
        """The opponent."""
        workshop, weights = self.bench.workshop, self.bench.profile.model.weights
        plain = model.plain(workshop.base.folder, workshop.setting.device.torch, weights=weights)
        plain.generation_config = workshop.base.codec.decoding.structure
        base = replace(workshop.base, model=plain)
        return Recipe(self.bench.profile, self.bench.corpus, base, workshop.setting.device)

    def close(self) -> None:
        """Forgets every model."""
        self._models.clear()
        self._open.close()

    def prepare(self, stage: str, way: Way) -> None:
        """Makes what a stage needs and is not to be timed."""
        if stage in {"generation", "scoring"}:
            self._each(self._model, way)
        if stage == "scoring":
            written = self._texts if way == "recipe" else self._summaries
            self._each(lambda name, by: None if name in written else self._write(name, by), way)

    def losses_of(self, way: Way) -> dict[str, float | None]:
        """The validation loss of each method that was trained so far, measured alike whoever trained it."""
        lesson, learners = self.bench.workshop.lesson, self.bench.profile.methods
        return {
            name: lesson.validation_loss(method, model)
            for (by, name), model in self._models.items()
            if by == way and isinstance(method := learners[name], Learner)
        }

    def scores_of(self, way: Way) -> dict[str, float]:
        """Each method's mean of the first metric."""
        metric = self.bench.profile.scoring.metrics[0]
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
        return [name for name, method in self.bench.profile.methods.items() if not isinstance(method, Elsewhere)]

    def _train(self, name: str, way: Way) -> None:
        """Trains a copy of the base anew; nothing is remembered."""
        workshop, method = self.bench.workshop, self.bench.profile.methods[name]
        assert isinstance(method, Learner)  # noqa: S101  the names of the stages say so
        untouched = self._base(way)
        base = replace(untouched, model=copy.deepcopy(untouched.model))
        tuned = self._open.enter_context(methods.fresh(method, base, self.bench.profile.training.seed))
        with TemporaryDirectory() as scratch:
            if way == "recipe":
                self.recipe.train(method, tuned, Path(scratch))
            else:
                progress = self.bench.progress.of(self.bench.profile.name, f"{name}, race")
                workshop.lesson.teach(name, method, tuned, Path(scratch), progress)
        self._models[way, name] = tuned

    def _write(self, name: str, way: Way) -> None:
        tuned = self._model(name, way)
        if way == "recipe":
            self._texts[name] = self.recipe.write(tuned)
        else:
            self._summaries[name], _ = self.bench.workshop.writer(tuned).write(self.bench.corpus.dialogues, SILENT)

    def _score(self, name: str, way: Way) -> None:
        profile = self.bench.profile
        if way == "recipe":
            self.scores[way, name] = self.recipe.score(self._texts[name])
            return
        precision = self.bench.workshop.setting.precision_of(profile.methods[name])
        found = score(profile, self.bench.corpus.dialogues, self._summaries[name], precision)
        self.scores[way, name] = {metric: found.metrics[metric].mean.value for metric in found.metrics}

    def _base(self, way: Way) -> Base:
        return self.recipe.base if way == "recipe" else self.bench.workshop.base

    def _model(self, name: str, way: Way) -> Model:
        """What a stage of training left, or trains it now, untimed."""
        if not isinstance(self.bench.profile.methods[name], Learner):
            return self._base(way).model
        if (way, name) not in self._models:
            self._train(name, way)
        return self._models[way, name]
