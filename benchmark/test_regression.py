"""Claims against the accepted run: what was lost in quality, and what grew in cost."""

from statistics import fmean

import pytest

from benchmark.claims import Claim
from benchmark.gate.accepted import Accepted
from benchmark.gate.gate import Gate
from benchmark.gate.unaccepted import Unaccepted
from benchmark.judge import Judge
from fixtures.results.run import Run


@pytest.mark.regression
@pytest.mark.claims("lost")
def test_no_more_is_lost_than_allowed(gate: Gate, claim: Claim, verdict: Judge) -> None:
    """{topic} against the accepted run: no more than allowed."""
    if obstacle := gate.obstacle(claim):
        verdict.end(obstacle.outcome, obstacle.reason)
    finding = gate.finding(claim)
    facts = {"observed": finding.lost, "evidence": finding.evidence, "reason": finding.remark}
    assert verdict.conclude(finding.outcome, unit="points", **facts)


@pytest.mark.regression
@pytest.mark.claims("grown")
def test_cost_has_not_grown_more_than_allowed(
    run: Run, accepted: Accepted | None, unaccepted: Unaccepted, claim: Claim, verdict: Judge
) -> None:
    """{topic}: no more than allowed, on the same device."""
    if not run.training:
        verdict.not_measured(f"{run.method} is not trained")
    before = accepted.methods.get(run.method) if accepted else None
    if not before or not before.costs:
        verdict.end(unaccepted.outcome, unaccepted.reason(f"no cost of {run.method}"))
    now = run.trainings
    timed = claim.quantity == "train_seconds"
    then, there = ({each.conditions.of(seconds=timed) for each in costs} for costs in (before.costs, now))
    if then != there:
        was, ran = before.costs[0].conditions, run.training.conditions
        verdict.not_measured(f"accepted on {was}, and this training ran on {ran}")
    if timed:
        earlier, later = [cost.seconds for cost in before.costs], [training.seconds for training in now]
    else:
        earlier = [cost.peak_memory for cost in before.costs if cost.peak_memory]
        later = [training.memory.peak for training in now if training.memory.peak]
    if not earlier or not later:
        verdict.not_measured("not known on this system")
    ratio = fmean(later) / fmean(earlier)
    assert verdict(ratio, unit="of the accepted run's")
