"""What the tests of the claims share."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from benchmark.gate.accepted import SCHEMA, Accepted, AcceptedMetric, AcceptedRun
from fixtures.profile import profile
from fixtures.profile.plans import ScoringPlan
from fixtures.profile.profile import Profile
from fixtures.results.run import Measured, Run
from fixtures.scoring.measure import summarized
from fixtures.scoring.metrics.scale import Scale
from tests.reports.conftest import make_run, make_training, scale_of

SIGNATURE = {"prompt": "0a1b", "batch": "4"}

Scores = Sequence[Sequence[float]]


def run_of(
    scores: Scores, *, method: str = "lora", signature: Mapping[str, str] = SIGNATURE, trained: bool = True
) -> Run:
    """A run with ROUGE-1 of shape (seeds, examples); its trainings, of seeds 0 and up, end with a loss of 1."""
    first, *repeats = (make_training(30.0, 80_000, seed=seed) for seed in range(len(scores)))
    run = make_run(method, 0.5, 1000, first if trained else None, examples=len(scores[0]))
    run = run.model_copy(update={"repeats": tuple(repeats) if trained else ()})
    metrics = {"rouge1": run.scores.metrics["rouge1"]}
    changes = {"signature": signature, "metrics": metrics, "by_seed": {"rouge1": tuple(map(tuple, scores))}}
    return run.model_copy(update={"scores": run.scores.model_copy(update=changes)})


def scored_run(
    scores: Scores, *, method: str = "lora", trained: bool = True, scale: Scale | None = None, corpus: bool = False
) -> Run:
    """The same with the estimates of its scores; ``scale`` is ROUGE-1's if not given.

    The scores of a ``corpus`` metric are what each example contributes to it.
    """
    of = scale or scale_of("rouge1")
    seeds = [
        Measured(
            scale=of,
            signature={},
            values=tuple((0.5,) for _ in seed) if corpus else tuple((score,) for score in seed),
            contributions={"mean": seed, "best": seed} if corpus else {},
        )
        for seed in scores
    ]
    run = run_of(scores, method=method, trained=trained)
    metrics = {"rouge1": summarized(seeds, ScoringPlan())}
    return run.model_copy(update={"scores": run.scores.model_copy(update={"metrics": metrics})})


def accepted_run(
    scores: Scores, signature: Mapping[str, str] = SIGNATURE, losses: tuple[float, ...] = ()
) -> AcceptedRun:
    """The same as it would be accepted; no training loss of it is known if none is given."""
    return AcceptedRun(
        signature=signature,
        metrics={"rouge1": AcceptedMetric(scale=scale_of("rouge1"), signature={"stemmer": "yes"})},
        created="2026-01-02T03:05:00+00:00",
        commit=None,
        python="3.11.0",
        packages={},
        seeds=tuple(range(len(scores))),
        losses=losses,
        scores={
            f"test_{i}": {"rouge1": tuple(round(score, 4) for score in each)}
            for i, each in enumerate(zip(*scores, strict=True))
        },
    )


def accepted(methods: Mapping[str, AcceptedRun]) -> Accepted:
    """An accepted file's content."""
    return Accepted(schema=SCHEMA, profile="tiny", methods=methods)


@pytest.fixture
def tiny(write_profile: Callable[..., Path]) -> Profile:
    """The tiny profile, which allows LoRA to lose two points of ROUGE-1."""
    expect = {"lost": {"lora": {"rouge1": {"at_most": 2}}}}
    return profile.read(write_profile(expect=expect, gate={"resamples": 1000}))
