"""A loss: held, missed or open at the stated alpha, and what few, single or equal examples tell."""

import math
from collections.abc import Sequence

import numpy as np
import pytest

from benchmark.gate.accepted import rounded
from benchmark.gate.gate import Finding
from benchmark.gate.loss import Loss, matched
from benchmark.verdict import Outcome, Verdict
from fixtures.errors import SetupError
from fixtures.profile.gating import GatePlan
from fixtures.profile.profile import Profile
from fixtures.scoring.paired import Spread, difference
from fixtures.scoring.statistics import Mean
from tests.benchmark.gate.simulated import Simulation
from tests.benchmark.gate.test_gate import find
from tests.reports.conftest import scale_of

PLAN = GatePlan(resamples=1000)
DRAWS = 400
AT_MOST = 0.05 + 3 * (0.05 * 0.95 / DRAWS) ** 0.5
"""Of the draws, where the true share is alpha: three standard errors above it."""


def loss(
    values: Sequence[float] | np.ndarray,
    *,
    tolerance: float = 2.0,
    known: Spread | None = None,
    any_loss: str = "passes",
) -> Loss:
    """Of examples that lost so many points; of two seeds on either side where their spread is known."""
    seeds, made = (2, 2) if known else (1, 1), GatePlan.model_validate({"resamples": 1000, "any_loss": any_loss})
    retraining = [known.error(*seeds)] if known else []
    mean = Mean(values, *retraining, sampling=made.sampling, reach=(-100, 100))
    return Loss(mean, seeds, known, known is not None, tolerance, made)


def untrained(tiny: Profile, lost: Sequence[float]) -> Finding:
    """What the gate finds of a method that is not trained, whose examples scored 90 points before."""
    return find(
        tiny, [[0.9] * len(lost)], rounded([[0.9 - each / 100 for each in lost]], scale_of("rouge1")), trained=False
    )


def test_a_loss_within_the_tolerance_is_not_red() -> None:
    """A true loss of 1 with 2 allowed, on 500 examples."""
    assert Simulation(examples=500, lost=1.0, deviation=8.0).share(Outcome.MISSED, draws=60) == 0
    retrained = Simulation(examples=500, lost=1.0, seeds=(5, 3), retraining=0.4, noise=5.0)
    assert retrained.share(Outcome.MISSED, draws=60) == 0


AT_THE_TOLERANCE = {
    "of what is not trained": Simulation(examples=60, lost=2.0),
    "with several seeds": Simulation(examples=60, lost=2.0, seeds=(5, 3), retraining=0.8, noise=5.0),
    "with one seed measured": Simulation(examples=60, lost=2.0, seeds=(5, 1), retraining=0.8, noise=5.0),
    "with two seeds": Simulation(examples=60, lost=2.0, seeds=(2, 2), retraining=0.8, noise=5.0),
}


@pytest.mark.parametrize("simulation", AT_THE_TOLERANCE.values(), ids=AT_THE_TOLERANCE)
def test_a_loss_at_the_tolerance_is_held_or_missed_at_most_as_often_as_alpha(simulation: Simulation) -> None:
    """A loss of 2 with 2 allowed: each side has alpha."""
    outcomes = [found.outcome(1) for found in simulation.losses(DRAWS)]
    assert outcomes.count(Outcome.HELD) / DRAWS <= AT_MOST
    assert outcomes.count(Outcome.MISSED) / DRAWS <= AT_MOST


def test_nothing_trained_is_held_on_one_seed() -> None:
    """However small its interval is: the next training may be another."""
    simulation = Simulation(examples=200, lost=0.0, deviation=1.0, retraining=0.8)
    assert simulation.share(Outcome.HELD, draws=50) == 0
    assert all(found.p_held is None for found in simulation.losses(3))
    assert Simulation(examples=200, lost=40.0, retraining=0.8).share(Outcome.MISSED, draws=20) == 1


@pytest.mark.parametrize(("any_loss", "outcome"), [("passes", Outcome.HELD), ("fails", Outcome.MISSED)])
def test_a_significant_loss_within_the_tolerance(any_loss: str, outcome: Outcome) -> None:
    """Is told and held, unless the profile says that any loss fails."""
    found = loss(np.random.default_rng(0).normal(1, 3, 400), any_loss=any_loss)
    assert found.moved
    assert found.outcome(1) is outcome
    evidence = found.evidence(1)
    assert evidence.p is not None
    assert evidence.p_missed is not None
    assert (evidence.p_missed <= 0.05) == (outcome is Outcome.MISSED)


def test_any_loss_waits_for_seeds_and_for_significance() -> None:
    """One training may have been worse by chance; and a loss that is not significant is none."""
    values = np.random.default_rng(0).normal(1, 3, 400)
    plan = GatePlan(resamples=1000, any_loss="fails")
    one = Loss(Mean(values, sampling=plan.sampling), (1, 1), None, True, 2.0, plan)  # noqa: FBT003
    assert one.outcome(1) is Outcome.CANNOT_TELL
    assert loss(values - 1, any_loss="fails").outcome(1) is Outcome.HELD


def test_one_training_on_each_side_grants_retraining_as_much_as_the_tolerance() -> None:
    """A miss is above twice the tolerance then: half of sound trainings must not be red, and a collapse must be."""

    def outcome(mean: float) -> Outcome:
        values = np.random.default_rng(0).normal(mean, 3, 400)
        return Loss(Mean(values, sampling=PLAN.sampling), (1, 1), None, True, 2.0, PLAN).outcome(1)  # noqa: FBT003

    assert [outcome(mean) for mean in (0, 3, 6)] == [Outcome.CANNOT_TELL, Outcome.CANNOT_TELL, Outcome.MISSED]


def test_other_claims_make_no_miss_but_leave_what_is_held() -> None:
    """More tests raise p of a miss, and nothing else."""
    red, green = loss(np.random.default_rng(1).normal(3.9, 6, 100)), loss(np.random.default_rng(1).normal(0, 6, 100))
    assert (red.outcome(1), red.outcome(20)) == (Outcome.MISSED, Outcome.CANNOT_TELL)
    assert (green.outcome(1), green.outcome(20)) == (Outcome.HELD, Outcome.HELD)
    assert red.p_missed(20) == pytest.approx(20 * red.p_missed(1))
    assert red.p_missed(10**6) == 1


def test_verdict_and_evidence_agree() -> None:
    """Held where its p is at most alpha, missed where the other is; neither where neither is."""
    random = np.random.default_rng(7)
    for mean in np.linspace(-1, 5, 40):
        found = loss(random.normal(mean, 8, 80))
        evidence, outcome = found.evidence(3), found.outcome(3)
        assert evidence.p_held is not None
        assert evidence.p_missed is not None
        assert (outcome is Outcome.HELD) == (evidence.p_held <= evidence.alpha)
        assert (outcome is Outcome.MISSED) == (evidence.p_missed <= evidence.alpha)
        assert found.moved == (not evidence.low <= 0 <= evidence.high)


def test_a_loss_that_all_share_is_missed(tiny: Profile) -> None:
    """Without a doubt, and said so: not that nothing has moved."""
    finding = untrained(tiny, [33.33] * 20)
    assert finding.outcome is Outcome.MISSED
    assert finding.remark.startswith("every example lost the same; p ")
    assert untrained(tiny, [-5] * 40).remark.startswith("every example gained the same;")


def test_a_loss_that_all_share_is_as_sure_as_their_number() -> None:
    """Four signs that are alike are chance in one of 16 cases, five in one of 32."""
    assert [loss([60.0] * count).outcome(1) for count in (4, 5)] == [Outcome.CANNOT_TELL, Outcome.MISSED]
    assert [loss([0.5] * count).outcome(1) for count in (4, 5)] == [Outcome.CANNOT_TELL, Outcome.HELD]


def test_nothing_moved_is_said_only_then(tiny: Profile) -> None:
    """It held, however few there are: it is the accepted run."""
    for examples in (1, 2, 20):
        finding = untrained(tiny, [0] * examples)
        assert (finding.outcome, finding.remark) == (Outcome.HELD, "no example's score has moved")
        assert finding.evidence.p_held == 0


def test_few_that_lost_much_are_permuted_exactly(tiny: Profile) -> None:
    """4 of 100 say no more than 1 in 16 against chance, and 6 no more than 1 in 64; twice that of both sides."""
    lost = [80.1, 77.7, 85.3, 66.7, 71.9, 79.9]
    four, six = (untrained(tiny, lost[:moved] + [0] * (100 - moved)) for moved in (4, 6))
    assert (four.outcome, four.evidence.p) == (Outcome.CANNOT_TELL, 2 / 16)
    assert (six.outcome, six.evidence.p) == (Outcome.MISSED, 2 / 64)


@pytest.mark.parametrize("lost", [[60], [-60], [1], [60, 60], [1, 1], [-5, -5, -5], [0, 0, 60], [60, 60, 60, 60]])
def test_too_few_examples_tell_nothing(tiny: Profile, lost: list[float]) -> None:
    """Neither that something was lost nor that it was not."""
    finding = untrained(tiny, lost)
    assert finding.outcome is Outcome.CANNOT_TELL
    assert finding.evidence.visible == math.inf
    assert "to hold 2 points takes " in finding.remark
    assert "sees no loss, however large" in finding.remark
    assert ("one example says nothing about others" in finding.remark) == (len(lost) == 1)
    verdict = Verdict.model_validate(
        dict.fromkeys(("claim", "family", "sentence", "profile", "method", "quantity", "unit"), "")
        | {"observed": finding.lost, "limits": {"at_most": 2}, "outcome": finding.outcome, "evidence": finding.evidence}
    )
    assert Verdict.model_validate_json(verdict.model_dump_json()) == verdict


def test_too_few_are_not_held_where_the_scale_is_open() -> None:
    """Two examples that lost 1 point each are no proof that a third would."""
    found = Loss(Mean([1.0, 1.0], sampling=PLAN.sampling), (1, 1), None, False, 2.0, PLAN)  # noqa: FBT003
    assert found.outcome(1) is Outcome.CANNOT_TELL


def test_no_number_is_a_miss() -> None:
    """It is no loss that could be ruled out."""
    assert loss([math.nan] * 20).outcome(1) is Outcome.MISSED
    assert loss([math.nan]).outcome(1) is Outcome.MISSED


def test_equal_scores_on_both_sides_take_no_seeds() -> None:
    """Rounding of means over seeds is no move."""
    before, now = [[0.1] * 9, [0.7] * 9, [0.2] * 9], [[0.7] * 9, [0.2] * 9, [0.1] * 9]
    moved = difference(before, now, PLAN.sampling)
    assert Loss(moved, (3, 3), None, True, 2.0, PLAN).unmoved  # noqa: FBT003


def test_visible_is_above_the_bound_by_what_is_resolved() -> None:
    """That of any loss from zero."""
    values = np.random.default_rng(0).normal(0, 8, 100)
    found, strict = loss(values), loss(values, any_loss="fails")
    assert found.visible(3) == 2 + found.resolution.at(0.05 / 3)
    assert strict.visible(3) == found.visible(3) - 2
    assert found.visible(1) < found.visible(3)


class CountedName(str):
    """A name that counts how often any is compared."""

    __slots__ = ()
    compared = 0

    def __eq__(self, other: object) -> bool:
        CountedName.compared += 1
        return super().__eq__(other)

    def __hash__(self) -> int:
        return super().__hash__()


def test_examples_are_matched_in_one_pass() -> None:
    """A few looks a name, however many examples there are."""
    names = [CountedName(number) for number in range(500)]
    CountedName.compared = 0
    matched("run", names, [CountedName(name) for name in names])
    assert CountedName.compared <= 4 * len(names)
    with pytest.raises(SetupError, match="only one of them has 499"):
        matched("run", names, names[:-1])
