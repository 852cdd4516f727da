"""All looks together are wrong as often as alpha says, and a single look has all of it."""

import numpy as np
import pytest
from scipy import stats

from benchmark.spending import level

ALPHA = 0.05
DRAWS = 20_000


def levels(most: int, accepted: int | None, alpha: float = ALPHA) -> list[float]:
    """Those of all looks."""
    return [level(alpha, look, most, accepted) for look in range(1, most + 1)]


@pytest.mark.parametrize("accepted", [None, 1, 5])
def test_one_look_has_all_of_alpha(accepted: int | None) -> None:
    """It is the test that it would be without any other look."""
    assert levels(1, accepted) == [ALPHA]


def test_one_training_on_either_side_decides_nothing() -> None:
    """How far training again moves the score takes a second one to know."""
    first, second, *_ = levels(5, accepted=1)
    assert first == 0 < second


def test_most_is_left_for_the_last_look() -> None:
    """Each may spend more than the one before."""
    found = levels(5, accepted=5)
    assert found == sorted(found)
    assert ALPHA / 2 < found[-1] < ALPHA


@pytest.mark.parametrize("most", [2, 5])
@pytest.mark.parametrize("accepted", [2, 5])
@pytest.mark.parametrize("shared", [0.0, 0.3, 3.0], ids="{} of versions".format)
def test_looks_together_keep_alpha(most: int, accepted: int, shared: float) -> None:
    """Of sequences of trainings whose true loss is the tolerance, also where examples differ between the versions.

    Two variances of which one is estimated from few seeds have no exact test: a single look shows how far it is off.
    """
    alone = max(wrong([0.0] * (look - 1) + [ALPHA], accepted, shared) for look in range(1, most + 1))
    assert wrong(levels(most, accepted), accepted, shared) <= max(ALPHA, alone) + 3 * (ALPHA / DRAWS) ** 0.5


def test_looks_at_full_alpha_do_not() -> None:
    """The same simulation sees what spending prevents."""
    assert wrong([ALPHA] * 5, 5, 0.0) > 0.08


def test_a_share_of_alpha_is_kept_too() -> None:
    """That of one claim among twenty, whose tail the draws still show."""
    assert wrong(levels(5, 5, 0.1 / 20), 5, 0.0) <= 0.1 / 20 + 3 * (0.1 / 20 / DRAWS) ** 0.5


def wrong(found: list[float], accepted: int, shared: float) -> float:
    """How often any look is significant, if nothing is lost beyond the tolerance.

    Seeds differ by a standard deviation of 1. What ``shared`` adds to the variance of a loss is known, as it is from
    many examples, and all looks share it.
    """
    random = np.random.default_rng(7)
    before = random.standard_normal((accepted, DRAWS))
    now = random.standard_normal((len(found), DRAWS))
    common = random.standard_normal(DRAWS) * shared**0.5
    any_look = np.zeros(DRAWS, dtype=bool)
    for look, alpha in enumerate(found, start=1):
        freedom = accepted + look - 2
        within = ((before - before.mean(axis=0)) ** 2).sum(axis=0)
        within += ((now[:look] - now[:look].mean(axis=0)) ** 2).sum(axis=0)
        retraining = within / freedom * (1 / accepted + 1 / look)
        error = retraining + shared
        satterthwaite = freedom * (error / retraining) ** 2
        statistic = (now[:look].mean(axis=0) - before.mean(axis=0) + common) / error**0.5
        any_look |= stats.t.sf(statistic, satterthwaite) <= alpha
    return float(any_look.mean())
