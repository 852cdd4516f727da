"""Claims about forgetting: how far training raises the loss on text that the task does not hold."""

import pytest

from benchmark.claims import Claim
from benchmark.judge import Judge
from fixtures.results.forgetting import FORGETTING
from fixtures.results.run import Run
from fixtures.scoring.estimates import forgetting


@pytest.mark.quality
@pytest.mark.claims("forgetting")
def test_little_is_forgotten(run: Run, claim: Claim, verdict: Judge) -> None:
    """{topic}: no larger than expected."""
    if run.forgetting is None:
        verdict.not_measured(run.missing[FORGETTING])
    assert verdict(forgetting(run.forgetting, claim.sampling), unit="nats per token")
