"""Timings by pytest-benchmark. They claim nothing; ``--benchmark-compare`` compares them with earlier ones."""

from typing import TYPE_CHECKING

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from fixtures.profile.methods import Trainable
from fixtures.results.run import EXTERNAL

if TYPE_CHECKING:  # imports torch
    from fixtures.experiment.experiment import Experiment

ROUNDS = 3


@pytest.mark.speed
@pytest.mark.benchmark(group="training step")
def test_speed_of_a_training_step(experiment: "Experiment", benchmark: BenchmarkFixture) -> None:
    """Forward and backward of one optimizer batch, by the reference method."""
    method = experiment.method(experiment.profile.reference)
    if not isinstance(method, Trainable):
        pytest.skip(f"{experiment.profile.reference} trains nothing")
    runtime = experiment.runtime
    with runtime.training_step(method) as step:
        benchmark.pedantic(step, rounds=ROUNDS, warmup_rounds=1)


@pytest.mark.speed
@pytest.mark.benchmark(group="generation")
def test_speed_of_generation(experiment: "Experiment", benchmark: BenchmarkFixture) -> None:
    """One batch of predictions by the untuned model."""
    if not experiment.profile.generates:
        pytest.skip(EXTERNAL)
    examples = experiment.dataset.examples[: experiment.profile.generation.batch_size]
    runtime = experiment.runtime
    benchmark.pedantic(runtime.generator().predict, args=(examples, experiment.progress), rounds=ROUNDS)


@pytest.mark.speed
@pytest.mark.benchmark(group="latency")
@pytest.mark.parametrize("tokens", [1, 33])
@pytest.mark.parametrize("batch", ["one", "batch"])
def test_latency(experiment: "Experiment", benchmark: BenchmarkFixture, batch: str, tokens: int) -> None:
    """The first token, and 32 more: of one prediction, and of as many as the profile generates at a time."""
    if not experiment.profile.generates:
        pytest.skip(EXTERNAL)
    runtime = experiment.runtime
    size = 1 if batch == "one" else experiment.profile.generation.batch_size
    prompts = [experiment.profile.prompt.of(example) for example in experiment.dataset.examples[:size]]
    exactly = {"min_new_tokens": tokens, "max_new_tokens": tokens}
    benchmark.extra_info.update(predictions=len(prompts), tokens=tokens)
    benchmark.pedantic(runtime.generator().generate, args=(prompts,), kwargs=exactly, rounds=ROUNDS, warmup_rounds=1)


@pytest.mark.speed
@pytest.mark.benchmark(group="scoring")
def test_speed_of_scoring(experiment: "Experiment", benchmark: BenchmarkFixture) -> None:
    """All predictions of the baseline against all their references, intervals included."""
    baseline = experiment.profile.baseline
    predictions = experiment.run(baseline).predictions
    benchmark.pedantic(experiment.score, args=(baseline, predictions), rounds=ROUNDS)
