"""The gate: judges what a profile's methods lost against the accepted run, each claim as one of all."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf, log10

from benchmark.claims import Claim
from benchmark.gate.accepted import Accepted, place
from benchmark.gate.loss import Loss, measure
from benchmark.gate.unaccepted import FIX
from benchmark.verdict import Evidence, Outcome
from fixtures.profile.profile import Profile
from fixtures.results.run import QUALITY, Run


@dataclass(frozen=True)
class Obstacle:
    """Why a claim cannot be judged by numbers, and the outcome that it has."""

    outcome: Outcome
    reason: str


@dataclass(frozen=True)
class Finding:
    """How a claim came out: the loss in points, its evidence and remarks."""

    outcome: Outcome
    lost: float
    evidence: Evidence
    remark: str


@dataclass(frozen=True)
class Gate:
    """``claims`` are all of the profile's, whichever are selected; ``run`` carries out a method.

    ``unaccepted`` is the outcome of a claim for which nothing is accepted yet.
    """

    profile: Profile
    accepted: Accepted | None
    claims: Sequence[Claim]
    run: Callable[[str], Run]
    unaccepted: Outcome = Outcome.NOT_MEASURED

    def obstacle(self, claim: Claim) -> Obstacle | None:
        """What prevents a claim from being judged, if anything. Raises `TrainingError` where its method failed."""
        method, metric = str(claim.method), claim.quantity
        before = self.accepted.methods.get(method) if self.accepted else None
        if before and (reason := self._absent(method, metric)):
            fix = f"bring it back or delete it from {place(self.profile).name}"
            return Obstacle(Outcome.MISSED, f"{reason}, and the accepted run has it: {fix}")
        if reason := self.profile.lacks(method):
            return Obstacle(Outcome.NOT_MEASURED, reason)
        run = self.run(method)
        if QUALITY in run.missing:
            return Obstacle(Outcome.NOT_MEASURED, run.missing[QUALITY])
        if before is None or metric not in before.metrics:
            return Obstacle(self.unaccepted, f"no {metric} of {method} is accepted yet: {FIX}")
        if differences := before.differences(run.scores, metric):
            fix = "--accept-anyway makes this run the reference"
            return Obstacle(Outcome.MISSED, f"cannot compare: {'; '.join(differences)}; {fix}")
        return None

    def finding(self, claim: Claim) -> Finding:
        """How a claim without an obstacle comes out.

        Its p is adjusted for all claims of the profile, carried out or not (Bonferroni, 1936), so that other claims
        cannot change it by being selected, failing or missing.
        """
        loss, tests = self._loss(claim), len(self.claims)
        p = min(1.0, tests * loss.p)
        outcome, evidence = loss.outcome(p), loss.evidence(p, tests)
        return Finding(outcome, loss.loss.value, evidence, "; ".join(_remarks(loss, outcome, evidence)))

    def rebased(self, claim: Claim) -> str:
        """The remark that a claim compares runs of different base models; empty where it does not."""
        method = str(claim.method)
        before = self.accepted.methods.get(method) if self.accepted else None
        another = before and before.rebased(self.run(method))
        return "accepted with another base model: its files have changed" if another else ""

    def _loss(self, claim: Claim) -> Loss:
        method, accepted = str(claim.method), self.accepted
        assert accepted  # noqa: S101  else there is an obstacle
        tolerance = float(claim.limits.at_most or 0)
        return measure(self.run(method), accepted.methods[method], claim.quantity, tolerance, self.profile.gate)

    def _absent(self, method: str, metric: str) -> str:
        if method not in self.profile.methods:
            return f"{self.profile.name} has no method {method}"
        if metric not in self.profile.metrics():
            return f"{self.profile.name} does not score {metric}"
        return self.profile.lacks(method)


def _remarks(loss: Loss, outcome: Outcome, evidence: Evidence) -> Iterator[str]:
    """Remarks beside the numbers."""
    if loss.unmoved:
        yield "no example's score has moved"
        return
    if evidence.examples == 1:
        yield "one example says nothing about others"
    elif loss.alike:
        yield f"every example {'lost' if loss.loss.value > 0 else 'gained'} the same"
    family = f", adjusted for {evidence.tests} claims {evidence.p_missed:.2g}" if evidence.tests > 1 else ""
    yield f"p {loss.p:.2g}{family}"
    visible = loss.visible(evidence.tests)
    yield f"sees losses from {_up(visible, loss.tolerance)} points" if visible < inf else "sees no loss, however large"
    if outcome is Outcome.CANNOT_TELL and visible > loss.tolerance:
        yield f"to see {loss.tolerance:g} points takes {loss.needed(evidence.tests)}"
    if evidence.high < -loss.tolerance:
        yield "accept so large a gain with --accept"


def _up(visible: float, tolerance: float) -> str:
    """To two digits, rounded up, but not beyond a tolerance that is seen."""
    places = 1 - floor(log10(visible)) if visible else 0
    digits = ceil(visible * 10.0**places) / 10.0**places
    return f"{min(digits, tolerance) if visible <= tolerance else digits:g}"
