"""Claims about quality: scores, what training gains over the untuned model, and how much of that is kept."""

import pytest

from benchmark.claims import Claim
from benchmark.judge import Judge
from fixtures.results.run import QUALITY, Run
from fixtures.scoring.estimates import gain, kept, score


@pytest.mark.quality
@pytest.mark.claims("score")
def test_score_meets_its_threshold(run: Run, claim: Claim, verdict: Judge) -> None:
    """{topic}: as expected."""
    verdict.needs(run, figure=QUALITY)
    assert verdict(score(run, claim.quantity, claim.sampling), unit=claim.quantity)


@pytest.mark.quality
@pytest.mark.claims("gain")
def test_training_gains_over_the_baseline(run: Run, baseline: Run, claim: Claim, verdict: Judge) -> None:
    """{topic}: as large as expected."""
    verdict.needs(run, baseline, figure=QUALITY)
    assert verdict(gain(run, baseline, claim.quantity, claim.sampling), unit="points")


@pytest.mark.quality
@pytest.mark.claims("kept")
def test_gain_of_the_reference_is_kept(run: Run, baseline: Run, reference: Run, claim: Claim, verdict: Judge) -> None:
    """{topic}: as large as expected."""
    verdict.needs(run, baseline, reference, figure=QUALITY)
    share = kept(run, baseline, reference, claim.quantity, claim.sampling)
    if share is None:
        verdict.not_measured(f"{reference.method} gains nothing over {baseline.method} that could be kept")
    assert verdict(share, unit="of the gain")
