"""Timings by pytest-benchmark. They claim nothing; ``--benchmark-compare`` holds them against earlier ones."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from fixtures.profile import ZeroShot

if TYPE_CHECKING:  # imports torch
    from fixtures.bench import Bench

ROUNDS = 3


@pytest.mark.speed
@pytest.mark.benchmark(group="training step")
def test_speed_of_a_training_step(bench: "Bench", benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """Forward and backward of one micro-batch, by the reference method."""
    from fixtures.methods import fresh

    method = bench.profile.methods[bench.profile.reference]
    if isinstance(method, ZeroShot):
        pytest.skip(f"{bench.profile.reference} trains nothing")
    with fresh(method, bench.base, bench.profile.training.seed) as model:
        rows = bench.lesson.examples(bench.corpus.train[: bench.profile.training.micro_batch])
        trainer = bench.lesson.trainer(method, model, rows, tmp_path)
        batch = trainer.data_collator([dict(row) for row in rows])
        prepared = trainer.accelerator.prepare_model(model)  # autocast where the profile's precision asks for it

        def step() -> None:
            trainer.training_step(prepared, dict(batch))
            prepared.zero_grad()
            bench.device.synchronize()

        benchmark.pedantic(step, rounds=ROUNDS, warmup_rounds=1)


@pytest.mark.speed
@pytest.mark.benchmark(group="generation")
def test_speed_of_generation(bench: "Bench", benchmark: BenchmarkFixture) -> None:
    """One batch of summaries by the untuned model."""
    dialogues = bench.corpus.dialogues[: bench.profile.generation.batch_size]
    writer = bench.writer(bench.base.model)
    benchmark.pedantic(writer.write, args=(dialogues, bench.progress), rounds=ROUNDS)


@pytest.mark.speed
@pytest.mark.benchmark(group="scoring")
def test_speed_of_scoring(bench: "Bench", benchmark: BenchmarkFixture) -> None:
    """All summaries of the baseline against all their references, intervals included."""
    from fixtures.scores import score

    baseline = bench.profile.baseline
    summaries = bench.run(baseline).summaries
    precision = bench.precision_of(bench.profile.methods[baseline])
    benchmark.pedantic(score, args=(bench.profile, bench.corpus.dialogues, summaries, precision), rounds=ROUNDS)
