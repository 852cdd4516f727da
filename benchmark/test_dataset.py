"""Claims about the dataset: sizes, references, and examples that splits share."""

from typing import TYPE_CHECKING

import pytest

from benchmark.claims import Claim
from benchmark.judge import Judge

if TYPE_CHECKING:  # imports torch
    from fixtures.experiment.experiment import Experiment


@pytest.mark.dataset
@pytest.mark.claims("dataset")
def test_dataset_is_as_expected(experiment: "Experiment", claim: Claim, verdict: Judge) -> None:
    """{topic}: as expected."""
    observed = experiment.dataset.count(claim.quantity)
    assert verdict(observed, unit=claim.quantity.replace("_", " "))
