"""Claims about trainable parameters and saved weights."""

import pytest

from benchmark.claims import Claim
from benchmark.judge import Judge
from fixtures.results.run import Run

UNITS = {
    "share_of_base": "of the base",
    "share_of_total": "of all parameters",
    "adapted_modules": "modules",
    "base_bytes": "bytes",
}


@pytest.mark.parameters
@pytest.mark.claims("parameters")
def test_parameters_are_as_expected(run: Run, claim: Claim, verdict: Judge) -> None:
    """{topic}: as expected."""
    verdict.needs(run, figure="parameters")
    observed = getattr(run.parameters, claim.quantity)
    assert verdict(observed, unit=UNITS.get(claim.quantity, "parameters"))


@pytest.mark.parameters
@pytest.mark.claims("saved")
def test_saved_weights_are_as_small_as_expected(run: Run, reference: Run, claim: Claim, verdict: Judge) -> None:
    """{topic}: as small as expected."""
    if run.training is None or reference.training is None:
        verdict.not_measured("nothing is trained, so nothing is saved")
    saved, whole = run.training.saved_bytes, reference.training.saved_bytes
    observed = {"bytes": (saved, "bytes"), "ratio": (saved / whole, f"of what {reference.method} saves")}
    value, unit = observed[claim.quantity]
    assert verdict(value, unit=unit)
