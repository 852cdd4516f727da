"""A claim of quality is held, missed, or cannot be told, by the intervals that the report shows."""

from dataclasses import replace
from math import isinf, nan

import numpy as np
import pytest

from benchmark.quality import Judgement, judged
from benchmark.verdict import Outcome
from fixtures.profile.expectations import Limits
from fixtures.profile.gating import GatePlan
from fixtures.profile.plans import Sampling, ScoringPlan
from fixtures.results.run import Run
from fixtures.scoring.estimates import Estimated, gain, kept, score
from fixtures.scoring.statistics import Mean
from tests.benchmark.conftest import scored_run

PLAN, SAMPLING = GatePlan(), ScoringPlan().sampling
HARDNESS = np.random.default_rng(0).normal(0, 0.1, 2000)


def run(level: float, method: str = "lora", *, seeds: int = 1, examples: int = 100, apart: float = 0.0) -> Run:
    """A method around a level of ROUGE-1; the best training is above the mean by ``apart``, and the worst below it."""
    random = np.random.default_rng((seeds, examples, round(1000 * level)))
    trainings = apart * np.linspace(-1, 1, seeds)[:, None]
    noise = random.normal(0, 0.05, (seeds, examples))
    scores = np.clip(level + HARDNESS[:examples] + trainings + noise, 0, 1)
    return scored_run(scores.tolist(), method=method, trained=method != "zero-shot")


def estimate(family: str, level: float, examples: int = 100) -> Estimated:
    """What a family of claims is about, where LoRA scores some level, the baseline 0.3 and full fine-tuning 0.7."""
    lora, baseline = run(level, examples=examples), run(0.3, "zero-shot", examples=examples)
    if family == "score":
        return score(lora, "rouge1", SAMPLING)
    if family == "gain":
        return gain(lora, baseline, "rouge1", SAMPLING)
    found = kept(lora, baseline, run(0.7, "full", examples=examples), "rouge1", SAMPLING)
    assert found
    return found


def judge(found: Estimated, plan: GatePlan = PLAN, **limits: float) -> Judgement:
    """How a claim comes out."""
    return judged(found, Limits.model_validate(limits), plan)


FAMILIES = {"score": (0.6, 0.1), "gain": (30, 10), "kept": (0.75, 0.2)}
"""What LoRA comes to at a level of 0.6, and a distance that no chance explains."""


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_is_held_missed_or_open(family: str) -> None:
    """By the distance of the bound to what was observed, on either side."""
    found, (about, far) = estimate(family, 0.6), FAMILIES[family]
    assert found.value == pytest.approx(about, abs=far / 3)
    near = found.value
    expected = {about - far: Outcome.HELD, near: Outcome.CANNOT_TELL, about + far: Outcome.MISSED}
    assert {bound: judge(found, at_least=bound).outcome for bound in expected} == expected
    mirrored = {about + far: Outcome.HELD, near: Outcome.CANNOT_TELL, about - far: Outcome.MISSED}
    assert {bound: judge(found, at_most=bound).outcome for bound in mirrored} == mirrored


@pytest.mark.parametrize("family", FAMILIES)
def test_one_sided_p_decides(family: str) -> None:
    """Held and missed are never both so; the p are in the evidence, with the alpha."""
    found, (about, far) = estimate(family, 0.6), FAMILIES[family]
    for bound in np.linspace(about - far, about + far, 21):
        judgement = judge(found, at_least=float(bound))
        evidence = judgement.evidence
        assert evidence.p_held is not None
        assert evidence.p_missed is not None
        assert evidence.p_held + evidence.p_missed >= 1
        held, missed = evidence.p_held <= evidence.alpha, evidence.p_missed <= evidence.alpha
        outcome = Outcome.HELD if held else Outcome.MISSED if missed else Outcome.CANNOT_TELL
        assert judgement.outcome is outcome
        # the two-sided interval at 95 % is stricter than a one-sided test at 5 %
        assert evidence.low <= bound <= evidence.high or outcome is not Outcome.CANNOT_TELL


def test_both_bounds_must_hold() -> None:
    """And one that is broken is enough for a miss."""
    found = estimate("score", 0.6)
    assert judge(found, at_least=0.5, at_most=0.7).outcome is Outcome.HELD
    assert judge(found, at_least=0.5, at_most=found.value + 0.001).outcome is Outcome.CANNOT_TELL
    assert judge(found, at_least=0.2, at_most=0.5).outcome is Outcome.MISSED
    assert judge(found, at_least=0.7, at_most=0.9).outcome is Outcome.MISSED


def test_the_mean_decides_where_the_profile_says_so() -> None:
    """The reason says it; the interval is still shown, and no p."""
    found, plan = estimate("kept", 0.6), GatePlan(decide="mean")
    held, missed = judge(found, plan, at_least=found.value - 1e-6), judge(found, plan, at_least=found.value + 1e-6)
    assert (held.outcome, missed.outcome) == (Outcome.HELD, Outcome.MISSED)
    assert held.reason == "the mean decides, as [gate] says"
    assert held.evidence.low < found.value < held.evidence.high
    assert held.evidence.p_held is None
    assert held.evidence.p_missed is None


def test_exactly_compares_the_mean() -> None:
    """No interval is narrow enough for one number; a bound at the best end of the range allows one number, too."""
    found, perfect = estimate("score", 0.6), score(scored_run([[1.0] * 20]), "rouge1", SAMPLING)
    exact, top = judge(found, exactly=found.value), judge(perfect, at_least=1)
    assert (exact.outcome, exact.reason) == (Outcome.HELD, "exactly compares the mean")
    assert (top.outcome, top.reason) == (Outcome.HELD, "the mean decides at the end of the range")
    assert judge(found, exactly=0.6001).outcome is Outcome.MISSED
    assert judge(found, at_least=1).outcome is Outcome.MISSED


def test_what_nothing_can_break_is_held() -> None:
    """A score of 0 is the worst there is, so that a method without any success reaches it, too."""
    nothing = score(scored_run([[0.0] * 20]), "rouge1", SAMPLING)
    assert judge(nothing, at_least=0).outcome is Outcome.HELD
    assert judge(nothing, at_least=0, at_most=0.3).outcome is Outcome.HELD
    assert judge(nothing, at_least=0, at_most=0.01).outcome is Outcome.CANNOT_TELL


def test_equal_predictions_gain_nothing_for_certain() -> None:
    """A system that is the baseline again is no worse than that."""
    same = gain(run(0.6), run(0.6, "full"), "rouge1", SAMPLING)
    assert judge(same, at_least=0).outcome is Outcome.HELD
    assert judge(same, at_least=0.1).outcome is Outcome.MISSED
    assert "no example differs" in judge(same, at_least=0).reason


def test_one_example_tells_nothing() -> None:
    """It has no interval."""
    for family in FAMILIES:
        judgement = judge(estimate(family, 0.6, examples=1), at_least=0.01)
        assert judgement.outcome is Outcome.CANNOT_TELL
        assert "one example says nothing about others" in judgement.reason
    assert isinf(judgement.evidence.high)


def test_nan_misses() -> None:
    """Whatever it is compared with."""
    found = score(run_of_nan(), "rouge1", SAMPLING)
    assert judge(found, at_least=0.1).outcome is Outcome.MISSED


def run_of_nan() -> Run:
    """A run with a score that is no number."""
    return scored_run([[nan, *[0.5] * 20]])


def test_it_says_how_many_examples_would_tell() -> None:
    """With so many of the same kind, it can be told in about four of five draws; with few of them it cannot."""
    found, quick, random = estimate("score", 0.6, examples=20), Sampling(400), np.random.default_rng(1)
    bound = found.value - 0.02
    reason = judge(found, at_least=bound).reason
    said = int(reason.partition("to tell takes about ")[2].partition(" examples")[0])
    assert 100 < said < 300
    deviation = found.by_examples * 20**0.5
    for examples, low, high in ((said, 0.65, 0.95), (said // 4, 0.15, 0.55)):
        draws = (random.normal(found.value, deviation, examples).tolist() for _ in range(80))
        estimates = (replace(found, found=Mean(each, sampling=quick), examples=examples) for each in draws)
        outcomes = [judge(each, at_least=bound).outcome for each in estimates]
        assert low <= outcomes.count(Outcome.HELD) / 80 <= high


def test_it_says_how_many_seeds_would_tell() -> None:
    """Where trainings are further apart than the bound is away, more examples are no help."""
    found = score(run(0.6, seeds=3, examples=2000, apart=0.03), "rouge1", SAMPLING)
    assert found.spread
    judgement = judge(found, at_least=found.value - 0.015)
    assert judgement.outcome is Outcome.CANNOT_TELL
    assert " seeds" in judgement.reason
    assert "it is at its bound" in judge(found, at_least=found.value).reason


def test_equal_examples_are_too_few_to_tell() -> None:
    """How many more depends on what the others could be, which they do not show."""
    equal = score(scored_run([[1.0] * 20]), "rouge1", SAMPLING)
    assert judge(equal, at_least=0.99).reason.endswith("to tell takes more examples")
    four = gain(scored_run([[0.9] * 4]), scored_run([[0.1] * 4], method="zero-shot"), "rouge1", SAMPLING)
    assert judge(four, at_least=5).reason.endswith("to tell takes about 5 examples")
