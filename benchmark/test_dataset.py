"""Claims about the data that everything else rests on."""

from typing import TYPE_CHECKING

import pytest

from benchmark.claims import Claim
from benchmark.judge import Judge

if TYPE_CHECKING:  # imports torch
    from fixtures.experiment.experiment import Experiment


@pytest.mark.dataset
@pytest.mark.claims("dataset")
def test_dataset_has_what_the_profile_counts_on(experiment: "Experiment", claim: Claim, verdict: Judge) -> None:
    """The dataset: {quantity} as the profile counts on."""
    observed = experiment.dataset.count(claim.quantity)
    assert verdict(observed, unit=claim.quantity.replace("_", " "))
