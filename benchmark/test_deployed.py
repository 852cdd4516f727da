"""Claims about deployment: what a merged form loses against the adapter as attached, with the same trained weights."""

from typing import TYPE_CHECKING

import pytest

from benchmark.claims import Claim
from benchmark.judge import Judge
from fixtures.profile.forms import form_of
from fixtures.results.run import QUALITY, Run
from fixtures.scoring.estimates import deployed

if TYPE_CHECKING:  # imports torch
    from fixtures.experiment.experiment import Experiment


@pytest.mark.quality
@pytest.mark.claims("deployed")
def test_form_loses_no_more_than_allowed(run: Run, claim: Claim, verdict: Judge, experiment: "Experiment") -> None:
    """{topic}: no more than allowed."""
    verdict.needs(run, figure=QUALITY)
    deployment = experiment.deployment(run.method)
    assert deployment, f"{run.method} is not deployed"
    form = deployment.of(form_of(claim.quantity))
    assert verdict(deployed(form.scores, run, claim.metric, claim.sampling), unit="points")
