"""The recipe does the same work as the suite: batch, steps, data, loss and output."""

import copy
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from datasets import Dataset

from benchmark.speed.race import Race
from benchmark.speed.recipe import Recipe
from fixtures.experiment.experiment import Experiment
from fixtures.hardware.device import Device
from fixtures.models.tuned import fresh_model
from fixtures.profile.methods import FullFineTuning, Trainable
from fixtures.profile.profile import read
from fixtures.progress import SILENT
from fixtures.store.store import Store
from tests.fixtures.conftest import CPU
from tests.fixtures.methods import lora_table
from tests.fixtures.requests import plain


@pytest.fixture
def experiment(write_profile: Callable[..., Path], tmp_path: Path) -> Experiment:
    """The tiny profile: 24 rows in batches of 8."""
    profile = read(write_profile(training={"epochs": 2}))
    return Experiment(profile, lambda: CPU, Store(tmp_path / "store", print), SILENT)


@pytest.fixture
def recipe(experiment: Experiment) -> Recipe:
    """The recipe on it."""
    return Race(experiment).recipe


def test_same_batch_steps_and_data(experiment: Experiment, recipe: Recipe, tmp_path: Path) -> None:
    """Micro-batches of two, accumulated to the same effective batch; the same tokens in both."""
    method = experiment.profile.methods["lora"]
    assert isinstance(method, Trainable)
    with fresh_model(method, experiment.runtime.base, 0) as model:
        theirs = recipe.trainer(method, model, tmp_path)
        rows = experiment.runtime.job.tokens.of(experiment.dataset.train)
        assert isinstance(theirs.train_dataset, Dataset)
        assert theirs.train_dataset.to_list() == [dict(row) for row in rows]
        ours = experiment.runtime.job.trainer(method, model, rows, tmp_path)
        theirs.train()
    arguments = theirs.args
    assert arguments.per_device_train_batch_size == 2
    assert arguments.per_device_train_batch_size * arguments.gradient_accumulation_steps == 8
    assert theirs.state.global_step == ours.args.max_steps == 6
    for key in ("learning_rate", "weight_decay", "max_grad_norm", "lr_scheduler_type", "warmup_steps", "eval_steps"):
        assert getattr(arguments, key) == getattr(ours.args, key), key


@pytest.mark.parametrize("optimizer", [{"name": "lora+", "ratio": 4}, "lora-fa", "adafactor"])
def test_same_optimizer(write_profile: Callable[..., Path], tmp_path: Path, optimizer: object) -> None:
    """With the same rates, and so many epochs as the method says."""
    methods = {"lora": {**lora_table(), "epochs": 2, "optimizer": optimizer}}
    experiment = Experiment(read(write_profile(methods=methods)), lambda: CPU, Store(tmp_path, print), SILENT)
    method, job = experiment.profile.methods["lora"], experiment.runtime.job
    assert isinstance(method, Trainable)
    recipe, found = Race(experiment).recipe, []
    for make in (lambda model: job.trainer(method, model, job.tokens.train, tmp_path), None):
        with fresh_model(method, recipe.base, 0) as model:
            trainer: Any = make(model) if make else recipe.trainer(method, model, tmp_path)
            groups = trainer.create_optimizer().param_groups
            found.append((type(trainer.optimizer), [(group["lr"], len(group["params"])) for group in groups]))
    assert found[0] == found[1]
    assert trainer.args.num_train_epochs == 2


def test_same_loss(experiment: Experiment, recipe: Recipe, tmp_path: Path) -> None:
    """Accumulated losses are divided, which transformers forgets for T5: untrained, both have the same loss."""
    method = experiment.profile.methods["full"].model_copy(update={"learning_rate": 1e-12})
    assert isinstance(method, Trainable)
    losses = []
    for kind in ("ours", "theirs"):
        with fresh_model(method, experiment.runtime.base, 0) as model:
            rows = experiment.runtime.job.tokens.of(experiment.dataset.train)
            trainer = (
                experiment.runtime.job.trainer(method, model, rows, tmp_path)
                if kind == "ours"
                else recipe.trainer(method, model, tmp_path)
            )
            trainer.args.logging_steps = trainer.state.logging_steps = 6
            losses.append(trainer.train().training_loss)
    assert losses[1] == pytest.approx(losses[0], rel=0.02)


@pytest.mark.parametrize("again", [False, True])
def test_same_activations(write_profile: Callable[..., Path], tmp_path: Path, *, again: bool) -> None:
    """Kept, or computed again where the profile says so, as in the suite."""
    profile = read(write_profile(training={"gradient_checkpointing": again}))
    experiment = Experiment(profile, lambda: CPU, Store(tmp_path / "store", print), SILENT)
    method = profile.methods["lora"]
    assert isinstance(method, Trainable)
    recipe = Race(experiment).recipe
    with fresh_model(method, recipe.base, 0) as model:
        recipe.train(method, model, tmp_path)
        assert model.is_gradient_checkpointing is again


def test_same_predictions(experiment: Experiment, recipe: Recipe) -> None:
    """One by one or in padded batches: no prediction of the tiny model differs, and each row has its example's."""
    texts = recipe.predict(experiment.profile.methods["zero-shot"], experiment.runtime.base.model)
    generator = experiment.runtime.generator()
    predictions, _ = generator.predict(experiment.dataset.examples, SILENT)
    by_example = [
        prediction.text
        for prediction, rows in zip(predictions, experiment.dataset.test_groups, strict=True)
        for _ in rows
    ]
    assert texts == by_example


def test_same_precision(experiment: Experiment, recipe: Recipe, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is bf16, both ways generate in it; a method whose weights are in bf16 needs no autocast."""
    device = Device("cpu", "a processor with bf16", bf16=True)
    runtime = replace(experiment.runtime, device=device)
    base: Any = runtime.base.model  # loaded here, because a model is tried out when it is loaded
    pure = FullFineTuning(kind="full", learning_rate=1e-3, precision="pure-bf16")
    seen: list[bool] = []
    real = type(base).generate

    def generate(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401  the library's
        seen.append(torch.is_autocast_enabled("cpu"))
        return real(*arguments, **options)

    monkeypatch.setattr(type(base), "generate", generate)
    ways = (
        (experiment.profile.methods["zero-shot"], base, True),
        (pure, copy.deepcopy(base).to(torch.bfloat16), False),
    )
    for method, model, autocast in ways:
        seen.clear()
        runtime.generator(model, method).generate(plain(["one"]))
        replace(recipe, device=device).predict(method, model)
        assert set(seen) == {autocast}
        assert len(seen) == 1 + len(experiment.dataset.test)


def test_micro_batches_give_the_same_gradient(experiment: Experiment, tmp_path: Path) -> None:
    """Sorted and cut in two, or whole: the optimizer gets the same gradient."""
    method = experiment.profile.methods["full"]
    assert isinstance(method, Trainable)
    trained = []
    for size in (8, 4):
        experiment.runtime.base.model.train()
        with fresh_model(method, experiment.runtime.base, 0) as model:
            job = Experiment(
                experiment.profile.in_micro_batches(size), experiment.choose, experiment.store, SILENT
            ).runtime.job
            rows = job.tokens.of(experiment.dataset.train)
            job.trainer(method, model, rows, tmp_path).train()
            trained.append(torch.cat([each.detach().flatten() for each in model.parameters()]))
    torch.testing.assert_close(*trained, rtol=1e-3, atol=1e-5)


@pytest.mark.slow
def test_race(suite: Callable[..., subprocess.CompletedProcess[str]], write_profile: Callable[..., Path]) -> None:
    """Shows each stage's ratio, the whole experiment's, and both results; runs only when asked for.

    The recipe scores ROUGE alone, whatever other metrics the profile names.
    """
    file = write_profile(methods={"full": None}, reference="lora", scoring={"metrics": ["chrf", "rouge1"]})
    done = suite("--profile", file, "-m", "race")
    assert done.returncode == 0, done.stdout
    rows = {line.split("  ")[0]: line for line in done.stdout.splitlines()}
    for stage in ("training lora", "generation", "scoring", "whole experiment"):
        assert " to " in rows[stage]
    assert re.search(r"lora: ROUGE \d+\.\d\d points by the suite", done.stdout)
    listed = suite("--profile", file, "--collect-only", "-q")
    assert "test_race" not in listed.stdout
