"""Claims about quality: scores, what training gains over the untuned model, and how much of that is kept."""

import pytest

from benchmark.claims import Claim
from benchmark.judge import Judge
from fixtures.results.run import QUALITY, Run


def gain(run: Run, baseline: Run, metric: str) -> float:
    """How much better than the baseline a run is, in points of a metric, whichever its direction."""
    scale = run.scores.metrics[metric].scale
    return scale.gain(run.scores.of(metric).value, baseline.scores.of(metric).value)


@pytest.mark.quality
@pytest.mark.claims("score")
def test_score_meets_its_threshold(run: Run, claim: Claim, verdict: Judge) -> None:
    """{method} reaches the expected {quantity}."""
    verdict.needs(run, figure=QUALITY)
    observed = run.scores.of(claim.quantity).value
    assert verdict(observed, unit=claim.quantity)


@pytest.mark.quality
@pytest.mark.claims("gain")
def test_training_gains_over_the_baseline(run: Run, baseline: Run, claim: Claim, verdict: Judge) -> None:
    """{method} is better than {baseline} by the expected margin of {quantity}."""
    verdict.needs(run, baseline, figure=QUALITY)
    gained = gain(run, baseline, claim.quantity)
    assert verdict(gained, unit="points")


@pytest.mark.quality
@pytest.mark.claims("kept")
def test_gain_of_the_reference_is_kept(run: Run, baseline: Run, reference: Run, claim: Claim, verdict: Judge) -> None:
    """{method} keeps the expected share of what {reference} gains over {baseline} in {quantity}."""
    verdict.needs(run, baseline, reference, figure=QUALITY)
    whole = gain(reference, baseline, claim.quantity)
    if whole <= 0:
        verdict.not_measured(f"{reference.method} gains nothing over {baseline.method} that could be kept")
    kept = gain(run, baseline, claim.quantity) / whole
    assert verdict(kept, unit="of the gain")
