"""Timings by pytest-benchmark. They claim nothing; ``--benchmark-compare`` holds them against earlier ones."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from fixtures.profile.methods import External, Trainable
from fixtures.results.run import EXTERNAL

if TYPE_CHECKING:  # imports torch
    from fixtures.experiment.experiment import Experiment

ROUNDS = 3


@pytest.mark.speed
@pytest.mark.benchmark(group="training step")
def test_speed_of_a_training_step(experiment: "Experiment", benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """Forward and backward of one optimizer batch, by the reference method."""
    method = experiment.profile.methods[experiment.profile.reference]
    if not isinstance(method, Trainable):
        pytest.skip(f"{experiment.profile.reference} trains nothing")
    from fixtures.models.tuned import fresh_model

    with fresh_model(method, experiment.runtime.base, experiment.profile.training.seed) as model:
        rows = experiment.runtime.job.tokens.of(experiment.dataset.train[: experiment.profile.training.batch_size])
        trainer = experiment.runtime.job.trainer(method, model, rows, tmp_path)
        batch = trainer.collator(rows)
        prepared = trainer.accelerator.prepare_model(model)  # autocast where the profile's precision asks for it

        def step() -> None:
            trainer.training_step(prepared, batch)
            prepared.zero_grad()
            experiment.runtime.setting.device.synchronize()

        benchmark.pedantic(step, rounds=ROUNDS, warmup_rounds=1)


@pytest.mark.speed
@pytest.mark.benchmark(group="generation")
def test_speed_of_generation(experiment: "Experiment", benchmark: BenchmarkFixture) -> None:
    """One batch of predictions by the untuned model."""
    if not experiment.profile.generates:
        pytest.skip(EXTERNAL)
    examples = experiment.dataset.examples[: experiment.profile.generation.batch_size]
    writer = experiment.runtime.writer(experiment.runtime.base.model)
    benchmark.pedantic(writer.write, args=(examples, experiment.progress), rounds=ROUNDS)


@pytest.mark.speed
@pytest.mark.benchmark(group="latency")
@pytest.mark.parametrize("tokens", [1, 33])
@pytest.mark.parametrize("batch", ["one", "batch"])
def test_latency(experiment: "Experiment", benchmark: BenchmarkFixture, batch: str, tokens: int) -> None:
    """The first token, and 32 more: of one prediction, and of as many as the profile generates at a time."""
    if not experiment.profile.generates:
        pytest.skip(EXTERNAL)
    writer = experiment.runtime.writer(experiment.runtime.base.model)
    size = 1 if batch == "one" else experiment.profile.generation.batch_size
    prompts = [experiment.profile.prompt.of(example.source) for example in experiment.dataset.examples[:size]]
    exactly = {"min_new_tokens": tokens, "max_new_tokens": tokens}
    benchmark.extra_info.update(predictions=len(prompts), tokens=tokens)
    benchmark.pedantic(writer.generate, args=(prompts,), kwargs=exactly, rounds=ROUNDS, warmup_rounds=1)


@pytest.mark.speed
@pytest.mark.benchmark(group="scoring")
def test_speed_of_scoring(experiment: "Experiment", benchmark: BenchmarkFixture) -> None:
    """All predictions of the baseline against all their references, intervals included."""
    from fixtures.scoring.scores import score

    baseline = experiment.profile.baseline
    predictions = experiment.run(baseline).predictions
    method = experiment.profile.methods[baseline]
    precision = None if isinstance(method, External) else experiment.archive.setting.precision_of(method)
    benchmark.pedantic(
        score, args=(experiment.profile, experiment.dataset.examples, predictions, precision), rounds=ROUNDS
    )
