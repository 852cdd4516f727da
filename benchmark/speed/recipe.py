"""The recipe: the experiment as a notebook carries it out, the suite's opponent in the race.

A library's trainer with its own loss and random order, small batches and gradient accumulation, one ``generate`` for
each row of the test split, and `rouge_score` for each pair. Only the speed differs from the suite's: effective batch,
number of steps, data, learning rate, precision and greedy decoding are the same.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import datasets
import torch
import transformers

from benchmark.speed.paired_rouge import PairedRouge
from fixtures.data.dataset import Dataset
from fixtures.data.rows import Row
from fixtures.hardware.device import Device
from fixtures.models.base import Base
from fixtures.models.tuned import Model, compute_again
from fixtures.profile.methods import Method, Trainable
from fixtures.profile.profile import Profile
from fixtures.scoring.metrics.rouge import RougeMetric
from fixtures.training import optimizers


@dataclass(frozen=True)
class Recipe(ABC):
    """The notebook's way through a profile; a subclass has the trainer for one family of models."""

    profile: Profile
    dataset: Dataset
    base: Base
    device: Device

    @property
    @abstractmethod
    def most_at_once(self) -> int:
        """How many examples a notebook puts through the model at a time, at most."""

    @property
    def micro_batch(self) -> int:
        """The largest divisor of the effective batch up to that."""
        batch = self.profile.training.batch_size
        return next(size for size in range(min(batch, self.most_at_once), 0, -1) if batch % size == 0)

    def train(self, method: Trainable, model: Model, folder: Path) -> None:
        """Trains a model in place; it computes its activations again where it does in the suite."""
        if self.profile.training.gradient_checkpointing:
            compute_again(model)
        self.trainer(method, model, folder).train()

    @abstractmethod
    def trainer(self, method: Trainable, model: Model, folder: Path) -> transformers.Trainer:
        """The trainer, ready to go."""

    def arguments(self, method: Trainable, folder: Path) -> dict[str, Any]:
        """What the profile decides of a trainer's arguments, and what keeps it quiet."""
        plan, rows = method.plan(self.profile.training), len(self.dataset.train)
        return {
            "output_dir": str(folder),
            "num_train_epochs": plan.epochs,
            "per_device_train_batch_size": self.micro_batch,
            "per_device_eval_batch_size": self.micro_batch,
            "gradient_accumulation_steps": plan.batch_size // self.micro_batch,
            "learning_rate": method.learning_rate,
            "lr_scheduler_type": plan.scheduler,
            "warmup_steps": plan.warmup_steps(rows),
            "weight_decay": plan.weight_decay,
            "max_grad_norm": plan.max_grad_norm,
            **optimizers.arguments(plan),
            "eval_strategy": "steps",
            "eval_steps": plan.evaluation_steps(rows),
            "logging_steps": 10,
            "save_strategy": "no",
            "bf16": self.device.precision_of(self.profile, method) == "bf16",
            "use_cpu": self.device.kind == "cpu",
            "seed": plan.seed,
            "disable_tqdm": True,
            "report_to": "none",
        }

    def optimizers(
        self, method: Trainable, model: Model, options: transformers.TrainingArguments
    ) -> tuple[torch.optim.Optimizer | None, None]:
        """The optimizer that the suite has, where the trainer does not make it itself."""
        return optimizers.own(model, method.plan(self.profile.training), options), None

    @cached_property
    def train_rows(self) -> datasets.Dataset:
        """The training split as token ids, which are those that the suite trains on."""
        return self._tokenized(self.dataset.train)

    @cached_property
    def validation_rows(self) -> datasets.Dataset:
        """The validation split."""
        return self._tokenized(self.dataset.validation)

    def _tokenized(self, rows: Sequence[Row]) -> datasets.Dataset:
        plan, codec = self.profile.training, self.base.codec

        def tokenize(place: dict[str, int]) -> dict[str, list[int]]:
            row = rows[place["row"]]
            prompt = self.profile.prompt.of(row)
            source = codec.sources([prompt], plan.max_source_tokens)
            (example,) = codec.examples(source, codec.targets([prompt], [row.target], plan.max_target_tokens))
            return dict(example)

        places = [{"row": number} for number in range(len(rows))]
        return datasets.Dataset.from_list(places).map(tokenize, remove_columns=["row"])

    def predict(self, method: Method, model: Any) -> list[str]:  # noqa: ANN401  their `generate` has no types
        """A prediction by a method's model for each row of the test split, one after the other."""
        model.eval()
        precision = self.device.precision_of(self.profile, method)
        return [self._prediction(model, precision, row) for row in self.dataset.test]

    def _prediction(self, model: Any, precision: str, row: Row) -> str:  # noqa: ANN401
        codec, plan = self.base.codec, self.profile.generation
        prompt = self.profile.prompt.of(row)
        inputs = codec.pad(codec.sources([prompt], self.profile.training.max_source_tokens))
        with torch.no_grad(), self.device.autocast(precision):
            outputs = model.generate(**inputs.to(self.device.torch), generation_config=codec.decoding.by(plan))
        (tokens,) = codec.family.new_tokens(outputs, inputs)
        return codec.text(tokens)

    @property
    def metrics(self) -> tuple[str, ...]:
        """What the recipe scores of the profile's metrics: ROUGE alone."""
        return tuple(name for name, metric in self.profile.metrics().items() if isinstance(metric, RougeMetric))

    def score(self, predictions: Sequence[str]) -> dict[str, float]:
        """The mean over rows of each of its metrics."""
        found: dict[str, float] = PairedRouge(keep_in_memory=True).compute(
            predictions=list(predictions),
            references=[row.target for row in self.dataset.test],
            plan=self.profile.scoring,
            metrics=self.metrics,
        )
        return found
