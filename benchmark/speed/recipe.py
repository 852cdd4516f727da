"""The recipe: the experiment as a notebook carries it out, the suite's opponent in the race.

`Seq2SeqTrainer` with its own loss and random order, small batches and gradient accumulation, one ``generate`` for each
row of the test split, and `rouge_score` for each pair. Only the speed
differs from the suite's: effective batch, number of steps, data, learning rate and greedy decoding are the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isqrt
from pathlib import Path
from typing import Any

import datasets
import evaluate
import torch
from rouge_score.rouge_scorer import RougeScorer
from transformers import Seq2SeqTrainer, Seq2SeqTrainingArguments

from fixtures.data.dataset import Dataset
from fixtures.data.rows import Row
from fixtures.hardware.device import Device
from fixtures.models.base import Base
from fixtures.models.tuned import Model
from fixtures.profile.methods import Method, Trainable
from fixtures.profile.plans import ScoringPlan
from fixtures.profile.profile import Profile
from fixtures.scoring.metrics.rouge import RougeMetric
from fixtures.scoring.metrics.words import Words


@dataclass(frozen=True)
class Recipe:
    """The notebook's way through a profile."""

    profile: Profile
    dataset: Dataset
    base: Base
    device: Device

    @property
    def micro_batch(self) -> int:
        """The largest divisor of the effective batch up to its square root: 16 for 256."""
        batch = self.profile.training.batch_size
        return next(size for size in range(isqrt(batch), 0, -1) if batch % size == 0)

    def train(self, method: Trainable, model: Model, folder: Path) -> None:
        """Trains a model in place."""
        self.trainer(method, model, folder).train()

    def trainer(self, method: Trainable, model: Model, folder: Path) -> Seq2SeqTrainer:
        """The trainer, ready to go."""
        trainer = Seq2SeqTrainer(
            model=model,
            args=self._arguments(method, folder),
            train_dataset=self._train,
            eval_dataset=self._validation,
            data_collator=self.base.codec.collate,
            processing_class=self.base.tokenizer,
        )
        # T5 takes any keyword and ignores the count of tokens, which would leave accumulated losses undivided
        trainer.model_accepts_loss_kwargs = False
        return trainer

    def _arguments(self, method: Trainable, folder: Path) -> Seq2SeqTrainingArguments:
        plan = self.profile.training
        steps = plan.epochs * -(-len(self.dataset.train) // plan.batch_size)
        return Seq2SeqTrainingArguments(
            output_dir=str(folder),
            num_train_epochs=plan.epochs,
            per_device_train_batch_size=self.micro_batch,
            per_device_eval_batch_size=self.micro_batch,
            gradient_accumulation_steps=plan.batch_size // self.micro_batch,
            learning_rate=method.learning_rate,
            lr_scheduler_type=plan.scheduler,
            warmup_steps=round(plan.warmup_ratio * steps),
            weight_decay=plan.weight_decay,
            max_grad_norm=plan.max_grad_norm,
            eval_strategy="steps",
            eval_steps=plan.evaluate_every,
            logging_steps=10,
            save_strategy="no",
            bf16=self.device.precision_of(self.profile, method) == "bf16",
            use_cpu=self.device.kind == "cpu",
            seed=plan.seed,
            disable_tqdm=True,
            report_to="none",
        )

    @cached_property
    def _train(self) -> datasets.Dataset:
        return self._tokenized(self.dataset.train)

    @cached_property
    def _validation(self) -> datasets.Dataset:
        return self._tokenized(self.dataset.validation)

    def _tokenized(self, rows: Sequence[Row]) -> datasets.Dataset:
        plan, codec = self.profile.training, self.base.codec

        def tokenize(place: dict[str, int]) -> dict[str, list[int]]:
            row = rows[place["row"]]
            prompt = self.profile.prompt.of(row)
            (inputs,) = codec.sources([prompt], plan.max_source_tokens)
            (labels,) = codec.targets([prompt], [row.target], plan.max_target_tokens)
            return {"input_ids": inputs, "labels": labels}

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
        inputs = codec.pad(codec.sources([prompt], self.profile.training.max_source_tokens)).to(self.device.torch)
        with torch.no_grad(), self.device.autocast(precision):
            outputs = model.generate(**inputs, generation_config=codec.decoding.by(plan))
        return codec.text(outputs[0, 1:].tolist())

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


class PairedRouge(evaluate.Metric):  # type: ignore[misc]  # evaluate ships no types
    """ROUGE as a metric of `evaluate`, whose own would be fetched from the hub: the mean over pairs of texts."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description="mean ROUGE F-measures",
            citation="Lin (2004): ROUGE: A Package for Automatic Evaluation of Summaries",
            inputs_description="a prediction and a reference for each row",
            features=datasets.Features(
                {"predictions": datasets.Value("string"), "references": datasets.Value("string")}
            ),
        )

    def _compute(
        self, predictions: list[str], references: list[str], plan: ScoringPlan, metrics: tuple[str, ...]
    ) -> dict[str, float]:
        words = Words(plan.tokenizer, stemmer=plan.stemmer)
        own = None if plan.tokenizer == "rouge_score" else words
        scorer = RougeScorer(list(metrics), use_stemmer=plan.stemmer, tokenizer=own)
        scores = [
            scorer.score(words.sentences(reference), words.sentences(prediction))
            for prediction, reference in zip(predictions, references, strict=True)
        ]
        return {metric: sum(score[metric].fmeasure for score in scores) / len(scores) for metric in metrics}
