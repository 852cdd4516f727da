"""Timings by pytest-benchmark. They claim nothing; ``--benchmark-compare`` holds them against earlier ones."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from fixtures.profile.methods import Elsewhere, Learner
from fixtures.results.run import MADE_ELSEWHERE

if TYPE_CHECKING:  # imports torch
    from fixtures.experiment.experiment import Bench

ROUNDS = 3


@pytest.mark.speed
@pytest.mark.benchmark(group="training step")
def test_speed_of_a_training_step(bench: "Bench", benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """Forward and backward of one optimizer batch, by the reference method."""
    method = bench.profile.methods[bench.profile.reference]
    if not isinstance(method, Learner):
        pytest.skip(f"{bench.profile.reference} trains nothing")
    from fixtures.models.tuned import fresh

    with fresh(method, bench.workshop.base, bench.profile.training.seed) as model:
        rows = bench.workshop.lesson.tokens.of(bench.corpus.train[: bench.profile.training.batch_size])
        trainer = bench.workshop.lesson.trainer(method, model, rows, tmp_path)
        batch = trainer.collator(rows)
        prepared = trainer.accelerator.prepare_model(model)  # autocast where the profile's precision asks for it

        def step() -> None:
            trainer.training_step(prepared, batch)
            prepared.zero_grad()
            bench.workshop.setting.device.synchronize()

        benchmark.pedantic(step, rounds=ROUNDS, warmup_rounds=1)


@pytest.mark.speed
@pytest.mark.benchmark(group="generation")
def test_speed_of_generation(bench: "Bench", benchmark: BenchmarkFixture) -> None:
    """One batch of summaries by the untuned model."""
    if not bench.profile.generates:
        pytest.skip(MADE_ELSEWHERE)
    dialogues = bench.corpus.dialogues[: bench.profile.generation.batch_size]
    writer = bench.workshop.writer(bench.workshop.base.model)
    benchmark.pedantic(writer.write, args=(dialogues, bench.progress), rounds=ROUNDS)


@pytest.mark.speed
@pytest.mark.benchmark(group="latency")
@pytest.mark.parametrize("tokens", [1, 33])
@pytest.mark.parametrize("batch", ["one", "batch"])
def test_latency(bench: "Bench", benchmark: BenchmarkFixture, batch: str, tokens: int) -> None:
    """The first token, and 32 more: of one summary, and of as many as the profile generates at a time."""
    if not bench.profile.generates:
        pytest.skip(MADE_ELSEWHERE)
    writer = bench.workshop.writer(bench.workshop.base.model)
    size = 1 if batch == "one" else bench.profile.generation.batch_size
    prompts = [bench.profile.prompt.of(dialogue.text) for dialogue in bench.corpus.dialogues[:size]]
    exactly = {"min_new_tokens": tokens, "max_new_tokens": tokens}
    benchmark.extra_info.update(summaries=len(prompts), tokens=tokens)
    benchmark.pedantic(writer.generate, args=(prompts,), kwargs=exactly, rounds=ROUNDS, warmup_rounds=1)


@pytest.mark.speed
@pytest.mark.benchmark(group="scoring")
def test_speed_of_scoring(bench: "Bench", benchmark: BenchmarkFixture) -> None:
    """All summaries of the baseline against all their references, intervals included."""
    from fixtures.scoring.scores import score

    baseline = bench.profile.baseline
    summaries = bench.run(baseline).summaries
    method = bench.profile.methods[baseline]
    precision = None if isinstance(method, Elsewhere) else bench.archive.setting.precision_of(method)
    benchmark.pedantic(score, args=(bench.profile, bench.corpus.dialogues, summaries, precision), rounds=ROUNDS)
