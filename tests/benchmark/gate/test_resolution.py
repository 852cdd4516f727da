"""What is needed and what would be seen are one calculation, and simulated runs come out as it says."""

from math import inf, isinf

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmark.gate.loss import Loss
from benchmark.gate.resolution import Resolution
from benchmark.verdict import Outcome
from fixtures.profile.gating import GatePlan
from fixtures.scoring.paired import Spread
from fixtures.scoring.statistics import Mean
from tests.benchmark.gate.simulated import Simulation

ALPHA, POWER = 0.05, 0.8
NEEDED = {1.0: 398, 2.0: 101, 3.0: 46, 6.0: 13}
"""Examples that hold a tolerance where an example's loss has a standard deviation of 8 points."""


def resolution(
    deviation: float, examples: int = 100, known: Spread | None = None, seeds: tuple[int, int] = (1, 1)
) -> Resolution:
    """Of differences with exactly this standard deviation."""
    drawn = np.random.default_rng(0).normal(0, 1, examples)
    values = deviation * (drawn - drawn.mean()) / drawn.std(ddof=1)
    return Resolution(Mean(values), seeds, known, POWER)


@pytest.mark.parametrize(("tolerance", "needed"), NEEDED.items())
def test_what_is_needed_is_what_resolves_the_tolerance(tolerance: float, needed: int) -> None:
    """And one example less does not."""
    found = resolution(8.0)
    assert found.examples_needed(ALPHA, tolerance) == needed
    assert found.at(ALPHA, examples=needed) <= tolerance < found.at(ALPHA, examples=needed - 1)
    assert resolution(8.0, examples=needed).at(ALPHA) == pytest.approx(found.at(ALPHA, examples=needed))


@pytest.mark.parametrize("tolerance", [2.0, 3.0, 6.0])
def test_a_sound_run_of_the_needed_size_is_held_as_often_as_said(tolerance: float) -> None:
    """Four times in five."""
    drawn = Simulation(examples=NEEDED[tolerance], deviation=8.0, tolerance=tolerance).share(Outcome.HELD, draws=300)
    assert drawn == pytest.approx(POWER, abs=0.07)


def test_a_loss_of_the_visible_size_is_red_as_often_as_said() -> None:
    """As one of three claims."""
    visible = 2.0 + resolution(8.0, examples=200).at(ALPHA / 3)
    simulation = Simulation(examples=200, deviation=8.0, lost=visible)
    assert simulation.share(Outcome.MISSED, draws=300, tests=3) == pytest.approx(POWER, abs=0.07)


@given(
    st.integers(2, 60),
    st.floats(0.5, 40),
    st.floats(0.1, 20),
    st.sampled_from([0.05, 0.01, 0.002]),
    st.sampled_from([0.0, 0.01, 0.5]),
)
@settings(max_examples=40)
def test_one_fewer_is_never_enough(
    examples: int, deviation: float, points: float, level: float, retraining: float
) -> None:
    """Whatever is resolved, and where no number of examples is enough none is named."""
    found = resolution(deviation, examples, Spread(retraining, 2) if retraining else None, (2, 2))
    needed = found.examples_needed(level, points)
    if needed is None:
        assert all(found.at(level, examples=2**power) > points for power in range(25))
        return
    assume(needed > 1)
    assert found.at(level, examples=needed) <= points < found.at(level, examples=needed - 1)


def test_seeds_that_are_needed_resolve_it() -> None:
    """They average out what each training adds to examples, and what it moves all by; and show that better."""
    known = Spread(1.0, 2, noise=20.0)
    found = resolution(7.0, 500, known, (2, 2))
    seeds = found.seeds_needed(ALPHA, 2.0)
    assert seeds
    assert found.examples_needed(ALPHA, 2.0) is None
    assert found.at(ALPHA, seeds=seeds) <= 2 < found.at(ALPHA, seeds=seeds - 1)
    deviation = (7.0**2 - 20.0 + 20.0 * 2 / seeds) ** 0.5
    later = resolution(deviation, 500, Spread(1.0, 2 * seeds - 2, noise=20.0), (seeds, seeds))
    assert later.at(ALPHA) == pytest.approx(found.at(ALPHA, seeds=seeds))


def test_no_seed_is_taken_away() -> None:
    """Where one side has several, only the other is asked for more."""
    found = resolution(7.0, 500, Spread(0.5, 4), (5, 1))
    assert found.at(ALPHA, seeds=2) < found.at(ALPHA)
    assert found.at(ALPHA, seeds=1) == found.at(ALPHA)
    assert found.at(ALPHA, seeds=5) < found.at(ALPHA, seeds=4)


def test_without_a_known_spread_no_number_of_seeds_is_named() -> None:
    """What is not trained has none."""
    assert resolution(8.0).seeds_needed(ALPHA, 0.1) is None


def test_too_few_examples_or_resamples_resolve_nothing() -> None:
    """Four cannot be sure at 5 %."""
    found = resolution(8.0, 4)
    assert isinf(found.at(ALPHA))
    assert found.at(ALPHA, examples=5) < inf
    plan = GatePlan(resamples=100)
    loss = Loss(Mean(found.mean.values, sampling=plan.sampling), (1, 1), None, False, 2.0, plan)  # noqa: FBT003
    assert isinf(loss.resolution.at(0.009, examples=1000))
