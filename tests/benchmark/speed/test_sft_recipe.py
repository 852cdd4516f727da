"""The recipe for decoder-only models does the same work as the suite: batch, steps, data, loss and output."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from benchmark.speed import recipes
from benchmark.speed.race import Race
from benchmark.speed.recipe import Recipe
from benchmark.speed.shortened import cut
from fixtures.experiment.experiment import Experiment
from fixtures.models.families.decoder_only import DecoderOnly
from fixtures.models.families.encoder_decoder import EncoderDecoder
from fixtures.models.tuned import fresh_model
from fixtures.profile.methods import Trainable
from fixtures.profile.profile import read
from fixtures.progress import SILENT
from fixtures.store.store import Store
from fixtures.training.loss import TokenLoss
from tests.fixtures.causal import build
from tests.fixtures.conftest import CPU

pytest.importorskip("trl", reason="TRL is the opponent; pip install '.[race]'")

Make = Callable[..., Experiment]
LORA = {"kind": "adapter", "learning_rate": 1e-3, "adapter": {"peft_type": "LORA", "r": 2}}
CHAT: dict[str, Any] = {
    "prompt": {"template": "Summarize.\n\n{source}", "chat": True, "system": "You are brief."},
    "training": {"max_source_tokens": 110, "max_target_tokens": 12},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model's, which has a chat template."""
    return build(tmp_path_factory.mktemp("llama"), tokens="pocket", template="chatml")


@pytest.fixture
def make(write_profile: Callable[..., Path], tmp_path: Path, folder: Path) -> Make:
    """The tiny profile, of 24 rows in batches of 16, with a Llama."""

    def make(**changes: Any) -> Experiment:  # noqa: ANN401  tables of a profile
        lengths = {"max_source_tokens": 120, "max_target_tokens": 40}
        training = {"batch_size": 16, "evaluate_every": 9, **lengths, **changes.pop("training", {})}
        methods = {"lora": LORA, **changes.pop("methods", {})}
        profile = read(write_profile(model={"path": str(folder)}, methods=methods, training=training, **changes))
        return Experiment(profile, lambda: CPU, Store(tmp_path / "store", print), SILENT)

    return make


def recipe_of(experiment: Experiment) -> Recipe:
    """The opponent."""
    return Race(experiment).recipe


def trained(experiment: Experiment, name: str, **changes: float) -> Trainable:
    """A method that trains."""
    method = experiment.profile.methods[name].model_copy(update=changes)
    assert isinstance(method, Trainable)
    return method


def test_same_batch_and_steps(make: Make, tmp_path: Path) -> None:
    """In the library's own batches of eight, accumulated; each setting of the profile is the same in both."""
    experiment = make(training={"epochs": 2})
    recipe, method = recipe_of(experiment), trained(experiment, "lora")
    with fresh_model(method, experiment.runtime.base, 0) as model:
        rows = experiment.runtime.job.tokens.train
        ours = experiment.runtime.job.trainer(method, model, rows, tmp_path).args
    with fresh_model(method, recipe.base, 0) as model:
        theirs = recipe.trainer(method, model, tmp_path)
        theirs.train()
    assert theirs.args.per_device_train_batch_size == 8
    assert theirs.args.gradient_accumulation_steps == 2
    assert theirs.state.global_step == ours.max_steps == 4
    for key in ("learning_rate", "weight_decay", "max_grad_norm", "lr_scheduler_type", "warmup_steps", "eval_steps"):
        assert getattr(theirs.args, key) == getattr(ours, key), key
    for key in ("bf16", "fp16", "gradient_checkpointing", "optim"):
        assert getattr(theirs.args, key) == getattr(ours, key), key


def test_same_activations(make: Make, tmp_path: Path) -> None:
    """Computed again where the profile says so, as in the suite."""
    experiment = make(training={"gradient_checkpointing": True})
    recipe, method = recipe_of(experiment), trained(experiment, "lora")
    with fresh_model(method, recipe.base, 0) as model:
        recipe.train(method, model, tmp_path)
        assert any(getattr(each, "gradient_checkpointing", False) for each in model.modules())


@pytest.mark.parametrize("changes", [{}, CHAT], ids=["plain", "chat"])
def test_same_prompts_and_cuts(make: Make, tmp_path: Path, changes: dict[str, Any]) -> None:
    """Token by token, the masked prompt among them, nothing packed and nothing left out."""
    experiment = make(**changes)
    recipe, method = recipe_of(experiment), trained(experiment, "full")
    tokens = experiment.runtime.job.tokens
    theirs: Any = recipe.trainer(method, recipe.base.model, tmp_path)
    for found, own in ((theirs.train_dataset, tokens.train), (theirs.eval_dataset, tokens.validation)):
        assert [(row["input_ids"], row["labels"]) for row in found] == [
            (row["input_ids"], row["labels"]) for row in own
        ]


@pytest.mark.parametrize("changes", [{}, CHAT], ids=["plain", "chat"])
def test_same_loss_and_gradient_of_a_batch(make: Make, tmp_path: Path, changes: dict[str, Any]) -> None:
    """Of one batch with padding, as each of the two puts it through the model."""
    experiment = make(**changes)
    recipe, method, job = recipe_of(experiment), trained(experiment, "full"), experiment.runtime.job
    rows, found = job.tokens.train[:8], []
    count = sum(label != -100 for row in rows for label in row["labels"])
    with fresh_model(method, experiment.runtime.base, 0) as model:
        batch = job.collator.codec.collate(rows)
        labels = batch.pop("labels")
        found.append((TokenLoss(DecoderOnly())(model(**batch), labels, count), model))
    with fresh_model(method, recipe.base, 0) as model:
        trainer: Any = recipe.trainer(method, model, tmp_path)
        padded = trainer.data_collator([trainer.train_dataset[place] for place in range(8)])
        found.append((trainer.compute_loss(model, padded, num_items_in_batch=torch.tensor(count)), model))
    (ours, _), (theirs, _) = found
    assert theirs.item() == pytest.approx(ours.item(), rel=1e-5)
    for loss, _ in found:
        loss.backward()
    gradients = [[each.grad for each in model.parameters()] for _, model in found]
    torch.testing.assert_close(*gradients, rtol=1e-3, atol=1e-6)


def test_same_loss_in_training(make: Make, tmp_path: Path) -> None:
    """Accumulated parts of a batch are divided by its target tokens in both."""
    experiment = make()
    recipe, method, job = (
        recipe_of(experiment),
        trained(experiment, "full", learning_rate=1e-12),
        experiment.runtime.job,
    )
    losses = []
    for way in ("suite", "recipe"):
        with fresh_model(method, experiment.runtime.base if way == "suite" else recipe.base, 0) as model:
            ours = job.trainer(method, model, job.tokens.train[:16], tmp_path) if way == "suite" else None
            trainer: Any = ours or recipe.trainer(method, model, tmp_path)
            trainer.train_dataset = job.tokens.train[:16] if ours else trainer.train_dataset.select(range(16))
            losses.append(trainer.train().training_loss)
    assert losses[1] == pytest.approx(losses[0], rel=1e-4)


def test_same_predictions(make: Make) -> None:
    """One by one or padded on the left in batches, whichever model wrote them; each row has its example's."""
    experiment = make(**CHAT)
    recipe = recipe_of(experiment)
    texts = recipe.predict(experiment.profile.methods["zero-shot"], recipe.base.model)
    predictions, _ = experiment.runtime.generator().predict(experiment.dataset.examples, SILENT)
    groups = zip(predictions, experiment.dataset.test_groups, strict=True)
    assert texts == [prediction.text for prediction, rows in groups for _ in rows]


def test_nobody_is_told(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """TRL's trainers report their use over the network unless they are asked not to."""
    from trl.trainer import base_trainer

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("telemetry was sent")

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(base_trainer, "send_telemetry", refuse)
    experiment = make()
    recipe = recipe_of(experiment)
    recipe.trainer(trained(experiment, "full"), recipe.base.model, tmp_path)


def test_race_without_trl(monkeypatch: pytest.MonkeyPatch) -> None:
    """Decoder-only models alone need it."""
    monkeypatch.setattr(recipes, "find_spec", lambda _: None)
    assert recipes.lacks(DecoderOnly()) == (
        "the race of a decoder-only model needs TRL, which is not installed; pip install '.[race]' -c constraints.txt"
    )
    assert not recipes.lacks(EncoderDecoder())


def test_a_shorter_race(make: Make) -> None:
    """So many steps, and test examples with all of their references."""
    whole = make().profile
    profile = cut(whole, count=3, references=2)
    assert profile.dataset.rows == {"train": 48, "validation": 16, "test": 6}
    assert profile.training.epochs == 1
    assert profile.methods == whole.methods
    limited = make(dataset={"rows": {"train": 9}}).profile
    assert cut(limited, count=3, references=2).dataset.rows["train"] == 9


def test_race(suite: Callable[..., subprocess.CompletedProcess[str]], make: Make) -> None:
    """By the same command as for encoder-decoder models."""
    profile = make(methods={"full": None}, reference="lora").profile
    done = suite("--profile", profile.file, "-m", "race", "--race-steps", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    rows = {line.split("  ")[0]: line for line in done.stdout.splitlines()}
    for stage in ("training lora", "generation", "scoring", "whole experiment"):
        assert " to " in rows[stage]
    assert "lora: validation loss" in done.stdout
