"""Claims about the data that everything else rests on."""

from typing import TYPE_CHECKING

import pytest

from benchmark.claims import Claim
from benchmark.judge import Judge

if TYPE_CHECKING:  # imports torch
    from fixtures.experiment.experiment import Bench


@pytest.mark.corpus
@pytest.mark.claims("corpus")
def test_corpus_has_what_the_profile_counts_on(bench: "Bench", claim: Claim, verdict: Judge) -> None:
    """The corpus: {quantity} as the profile counts on."""
    observed = bench.corpus.count(claim.quantity)
    assert verdict(observed, unit=claim.quantity.replace("_", " "))
