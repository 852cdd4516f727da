"""Claims about predictions: how many are empty or cut off, and the share that training has changed."""

import pytest

from benchmark.claims import Claim
from benchmark.judge import Judge
from fixtures.results.run import Prediction, Run


def counts(prediction: Prediction) -> dict[str, bool]:
    """What counts a prediction, by the name of the quantity."""
    return {"empty": prediction.empty, "cut_off": prediction.capped}


@pytest.mark.quality
@pytest.mark.claims("predictions")
def test_few_predictions_are_unusable(run: Run, claim: Claim, verdict: Judge) -> None:
    """{topic}: as few as expected."""
    if claim.quantity == "cut_off":
        verdict.needs(run, figure="generation")
    observed = run.most(lambda prediction: counts(prediction)[claim.quantity])
    assert verdict(observed, unit="predictions")


@pytest.mark.quality
@pytest.mark.claims("changed")
def test_training_changes_predictions(run: Run, baseline: Run, verdict: Judge) -> None:
    """{topic}: as large as expected."""
    untuned = [prediction.text for prediction in baseline.predictions]
    changed = min(
        sum(prediction.text != before for prediction, before in zip(predictions, untuned, strict=True))
        for predictions in run.replicates
    )
    assert verdict(changed / len(untuned), unit="of the predictions")
