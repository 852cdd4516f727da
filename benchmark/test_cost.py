"""Claims about cost: ratios to the reference method on any device, absolute budgets on one device."""

import pytest

from benchmark.claims import Claim
from benchmark.judge import Judge
from fixtures.results.cost import Training
from fixtures.results.run import Run


def costs(training: Training) -> dict[str, float | None]:
    """What a training cost, by the name of the ratio."""
    return {
        "seconds_ratio": training.seconds,
        "peak_memory_ratio": training.memory.peak,
        "optimizer_ratio": training.optimizer_bytes,
    }


@pytest.mark.cost
@pytest.mark.claims("cost")
def test_training_costs_no_more_than_expected(run: Run, reference: Run, claim: Claim, verdict: Judge) -> None:
    """{topic}: as low as expected."""
    if run.training is None or reference.training is None:
        verdict.not_measured("nothing is trained")
    timed = claim.quantity == "seconds_ratio"
    ours, theirs = run.training.conditions, reference.training.conditions
    if ours.of(seconds=timed) != theirs.of(seconds=timed):
        verdict.not_measured(f"{run.method} was trained on {ours}, and {reference.method} on {theirs}")
    cut = next((each.method for each in (run, reference) if each.training and each.training.resumed), None)
    if timed and cut:
        verdict.not_measured(
            f"{cut} was cut off and resumed: its seconds are not of one session; --fresh times it whole"
        )
    if timed and not run.training.timed_with(reference.training):
        verdict.not_measured(
            f"{reference.method} was timed in another session than {run.method}; --fresh times them together"
        )
    spent, whole = costs(run.training)[claim.quantity], costs(reference.training)[claim.quantity]
    if spent is None or not whole:
        verdict.not_measured(run.missing.get("memory", f"{reference.method} has no such cost"))
    ratio = spent / whole
    assert verdict(ratio, unit=f"of {reference.method}'s")


@pytest.mark.cost
@pytest.mark.claims("budget")
def test_training_stays_within_its_budget(run: Run, claim: Claim, verdict: Judge) -> None:
    """{topic}: within the budget of the device."""
    if run.training is None:
        verdict.not_measured("nothing is trained")
    device = claim.profile.expect.budget[run.method].device
    if device not in run.training.device:
        verdict.not_measured(f"the budget is for {device} and this training ran on {run.training.device}")
    spent = {
        "train_seconds": (run.training.seconds, "s"),
        "peak_memory_bytes": (run.training.memory.peak, "bytes"),
    }
    value, unit = spent[claim.quantity]
    if value is None:
        verdict.not_measured(run.missing["memory"])
    assert verdict(value, unit=unit)
