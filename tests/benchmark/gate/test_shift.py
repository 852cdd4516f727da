"""A shift that all methods share is seen in their mean, where none of them shows it alone."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from benchmark.gate.accepted import Accepted, AcceptedRun
from benchmark.gate.diagnosis import NOT_TRAINING
from benchmark.gate.gate import Gate
from benchmark.gate.gated import gated
from benchmark.gate.loss import Loss
from benchmark.gate.shift import together
from benchmark.verdict import Outcome
from fixtures.errors import TrainingError
from fixtures.profile import profile as profiles
from fixtures.profile.expectations import ALL
from fixtures.profile.gating import GatePlan
from fixtures.profile.profile import Profile
from fixtures.results.run import Run
from fixtures.scoring.paired import Spread
from fixtures.scoring.statistics import Mean
from tests.benchmark.conftest import SIGNATURE, Scores, accepted, accepted_run, run_of

NAMES = ("zero-shot", "full", "lora", "dora", "ia3")
EXAMPLES, SEEDS = 200, 3
PLAN = GatePlan(resamples=1000)


@pytest.fixture
def five(write_profile: Callable[..., Path]) -> Profile:
    """Five methods, each of which may lose half a point, as may all together."""
    adapter = {"peft_type": "LORA", "task_type": "SEQ_2_SEQ_LM", "r": 2, "target_modules": ["q", "v"]}
    table = {"kind": "adapter", "learning_rate": 1e-3, "adapter": adapter}
    allowed = {"rouge1": {"at_most": 0.5}}
    expect = {"lost": dict.fromkeys((ALL, *NAMES), allowed)}
    methods = {"dora": table, "ia3": table}
    return profiles.read(write_profile(methods=methods, expect=expect, gate={"resamples": 1000}))


def scores(name: str, lost: float = 0.0) -> Scores:
    """Scores of shape (seeds, examples), of a method that lost so many points on average."""
    random = np.random.default_rng(NAMES.index(name))
    level, own = random.uniform(0.4, 0.7, EXAMPLES), random.normal(0, 0.002, (SEEDS, 1))
    moved = random.normal(0, 0.07, EXAMPLES) if lost else np.zeros(EXAMPLES)
    made: Scores = (level + own - lost / 100 + moved - moved.mean()).tolist()
    return made if name != "zero-shot" else made[:1]


def before(loss: float = 1.0) -> dict[str, AcceptedRun]:
    """What was accepted, with the final loss of each training."""
    return {name: accepted_run(scores(name), losses=(loss,) * len(scores(name))) for name in NAMES}


def now(lost: float) -> dict[str, Run]:
    """What is measured of each method."""
    return {name: run_of(scores(name, lost), method=name, trained=name != "zero-shot") for name in NAMES}


def judge(profile: Profile, kept: Accepted | None, runs: Mapping[str, Run]) -> Gate:
    """The gate on these runs."""
    return Gate(profile, kept, gated(profile, kept), runs.__getitem__)


def claims_of(gate: Gate) -> dict[str, tuple[Outcome, str]]:
    """Outcome and remark of each claim, by its method."""
    found = {str(claim.method): gate.finding(claim) for claim in gate.claims}
    return {name: (each.outcome, each.remark) for name, each in found.items()}


def test_what_no_method_shows_alone_is_seen_in_all(five: Profile) -> None:
    """With unchanged training losses it was generation or scoring."""
    gate = judge(five, accepted(before()), now(1.2))
    found = claims_of(gate)
    outcome, remark = found.pop(ALL)
    assert outcome is Outcome.MISSED
    assert NOT_TRAINING in remark
    assert "adjusted for 6 claims" in remark
    assert Outcome.MISSED not in {each for each, _ in found.values()}


def test_other_training_losses_make_no_diagnosis(five: Profile) -> None:
    """Nor do unknown ones, nor scores that have not moved."""
    assert NOT_TRAINING not in claims_of(judge(five, accepted(before(loss=1.2)), now(1.2)))[ALL][1]
    unknown = {name: accepted_run(scores(name)) for name in NAMES}
    assert NOT_TRAINING not in claims_of(judge(five, accepted(unknown), now(1.2)))[ALL][1]
    assert NOT_TRAINING not in claims_of(judge(five, accepted(before()), now(0.0)))[ALL][1]


def test_all_methods_are_taken(five: Profile) -> None:
    """Where one is not accepted, cannot be compared or failed, the claim says so of it."""
    gate = judge(five, accepted(before()), now(0.0))
    whole = next(claim for claim in gate.claims if claim.method == ALL)
    assert gate.obstacle(whole) is None

    few = accepted({name: run for name, run in before().items() if name != "ia3"})
    obstacle = judge(five, few, now(0.0)).obstacle(whole)
    assert obstacle
    assert obstacle.outcome is Outcome.NOT_MEASURED
    assert obstacle.reason == "ia3: no ROUGE-1 of ia3 is accepted yet: --accept does that"

    other = accepted({**before(), "lora": accepted_run(scores("lora"), {**SIGNATURE, "prompt": "9f8e"})})
    obstacle = judge(five, other, now(0.0)).obstacle(whole)
    assert obstacle
    assert obstacle.outcome is Outcome.MISSED
    assert obstacle.reason.startswith("lora: cannot compare: prompt")

    def run(method: str) -> Run:
        if method == "dora":
            raise TrainingError(method, "the loss is no number", "lower the learning rate")
        return now(0.0)[method]

    obstacle = Gate(five, accepted(before()), gate.claims, run).obstacle(whole)
    assert obstacle
    assert (obstacle.outcome, obstacle.reason) == (
        Outcome.NOT_MEASURED,
        "dora: the loss is no number; lower the learning rate",
    )


def test_a_method_that_is_switched_off_is_not_among_them(five: Profile) -> None:
    """Its own claim says so."""
    off = five.methods["ia3"].model_copy(update={"enabled": False})
    profile = five.model_copy(update={"methods": {**five.methods, "ia3": off}})
    runs = {name: run for name, run in now(0.0).items() if name != "ia3"}
    gate = judge(profile, accepted({name: run for name, run in before().items() if name != "ia3"}), runs)
    assert gate.obstacle(next(claim for claim in gate.claims if claim.method == ALL)) is None


def loss(mean: float, known: Spread | None, seeds: tuple[int, int] = (2, 2), *, retrained: bool = True) -> Loss:
    """Of four examples."""
    values = [mean - 1, mean + 1, mean - 2, mean + 2]
    error = [known.error(*seeds)] if known else []
    made = Mean(values, *error, sampling=PLAN.sampling, reach=(-50.0, 100.0))
    return Loss(made, seeds, known, retrained, 1.0, PLAN)


def test_trainings_of_methods_err_independently() -> None:
    """Their squared errors add up, and their degrees of freedom; what is not trained adds none."""
    known = Spread(2.0, 4, noise=9.0)
    whole = together([loss(1, known), loss(2, known), loss(3, known), loss(4, None, (1, 1), retrained=False)], 0.5)
    assert whole.loss.value == 2.5
    assert whole.tolerance == 0.5
    assert whole.loss.reach == (-50, 100)
    assert whole.loss.retraining.error == pytest.approx((3 * 2.0**2) ** 0.5 / 4)
    assert whole.seeds == (2, 2)
    assert whole.spread
    assert whole.spread.freedom == 12
    assert whole.spread.noise == pytest.approx(3 * 9 / 16)


def test_seeds_of_methods_may_differ() -> None:
    """The error is that of the mean, whichever seeds it is told for."""
    one, other = Spread(2.0, 4), Spread(1.0, 7)
    whole = together([loss(1, one, (2, 4)), loss(1, other, (5, 4))], 1.0)
    assert whole.seeds == (2, 4)
    squared = 2.0**2 * (1 / 2 + 1 / 4) + 1.0**2 * (1 / 5 + 1 / 4)
    assert whole.loss.retraining.error == pytest.approx(squared**0.5 / 2)


def test_one_unknown_spread_is_enough_to_know_none() -> None:
    """The mean is not held, then."""
    whole = together([loss(0, Spread(0.1, 2)), loss(0, None, (1, 1))], 10.0)
    assert whole.unknown
    assert whole.outcome(1) is Outcome.CANNOT_TELL


def test_without_training_there_is_no_spread() -> None:
    """Nor is any needed."""
    whole = together([loss(0, None, (1, 1), retrained=False)] * 2, 10.0)
    assert not whole.unknown
    assert whole.spread is None
