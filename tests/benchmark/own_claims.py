"""A user's own tests of claims, each of which ends in another way; copied to a folder of its own and run there."""

import os
import signal
from pathlib import Path

import pytest

from benchmark.claims import Claim
from benchmark.judge import Judge

pytestmark = pytest.mark.usefixtures("run")


@pytest.fixture
def broken() -> None:
    """Fails before the test begins."""
    raise OSError(2, "No such file", "/home/somebody/secret.txt")


@pytest.mark.claims("gain")
def test_holds(claim: Claim, verdict: Judge) -> None:
    """{method} holds."""
    assert claim
    assert verdict(9, at_least=5)


@pytest.mark.claims("gain")
def test_breaks_off(verdict: Judge) -> None:
    """{method} breaks off."""
    assert verdict
    raise RuntimeError("one\n::error::two")


@pytest.mark.claims("gain")
@pytest.mark.usefixtures("broken")
def test_is_not_set_up(verdict: Judge) -> None:
    """{method} is not set up."""
    assert verdict(9, at_least=5)


@pytest.mark.claims("gain")
def test_breaks_after_it_held(verdict: Judge) -> None:
    """{method} breaks after it held."""
    assert verdict(9, at_least=5)
    raise KeyError("late")


@pytest.mark.claims("gain")
def test_judges_nothing(claim: Claim) -> None:
    """{method} judges nothing."""
    assert claim


@pytest.mark.claims("gain")
def test_does_not_assert(verdict: Judge) -> None:
    """{method} does not assert."""
    verdict(1, at_least=5)


@pytest.mark.claims("gain")
def test_hides_a_miss(verdict: Judge) -> None:
    """{method} hides a miss."""
    verdict(1, at_least=5)
    pytest.skip("hidden")


@pytest.mark.claims("gain")
@pytest.mark.skipif("DYING" not in os.environ, reason="a worker alone may die")
def test_dies(verdict: Judge) -> None:
    """{method} dies, and lives where another has died of it."""
    remains = Path(os.environ["DYING"])
    if not remains.exists():
        remains.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    assert verdict(9, at_least=5)
