"""The gate: judges what a profile's methods lost against the accepted run, each claim as one of all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from benchmark.claims import Claim
from benchmark.gate.accepted import Accepted, AcceptedRun, place
from benchmark.gate.diagnosis import diagnosis
from benchmark.gate.loss import Loss, measure
from benchmark.gate.reasons import reasons
from benchmark.gate.shift import together
from benchmark.gate.unaccepted import NOT_MEASURED, Unaccepted
from benchmark.spending import ONE_LOOK, Spending
from benchmark.verdict import Evidence, Outcome
from fixtures.errors import TrainingError
from fixtures.profile.expectations import ALL
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

    ``unaccepted`` is the outcome of a claim for which nothing is accepted yet, and ``spending`` knows how many looks
    there are at each claim.
    """

    profile: Profile
    accepted: Accepted | None
    claims: Sequence[Claim]
    run: Callable[[str], Run]
    unaccepted: Unaccepted = NOT_MEASURED
    spending: Spending = ONE_LOOK

    def obstacle(self, claim: Claim) -> Obstacle | None:
        """What prevents a claim from being judged, if anything. Raises `TrainingError` where its method failed.

        A claim about all methods takes all of them; where one failed, its own test says so.
        """
        if claim.method != ALL:
            return self._obstacle(str(claim.method), claim.quantity)
        for method in self._methods(claim):
            try:
                found = self._obstacle(method, claim.quantity)
            except TrainingError as error:
                return Obstacle(Outcome.NOT_MEASURED, str(error))
            if found:
                return Obstacle(found.outcome, f"{method}: {found.reason}")
        return None

    def finding(self, claim: Claim) -> Finding:
        """How a claim without an obstacle comes out.

        What makes it a miss is adjusted for all claims of the profile, carried out or not, so that other claims cannot
        change it by being selected, failing or missing.
        """
        loss, tests = self._loss(claim), len(self.claims)
        remarks = [*reasons(loss, tests), self._diagnosis(claim) if loss.moved else "", self._rebased(claim)]
        remark = "; ".join(filter(None, remarks))
        return Finding(loss.outcome(tests), loss.loss.value, loss.evidence(tests), remark)

    def _obstacle(self, method: str, metric: str) -> Obstacle | None:
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
            title = run.scores.metrics[metric].scale.title
            return Obstacle(self.unaccepted.outcome, self.unaccepted.reason(f"no {title} of {method}"))
        if differences := before.differences(run.scores, metric):
            fix = "--accept-anyway makes this run the reference"
            return Obstacle(Outcome.MISSED, f"cannot compare: {'; '.join(differences)}; {fix}")
        return None

    def _methods(self, claim: Claim) -> tuple[str, ...]:
        """The methods that a claim is about."""
        if claim.method != ALL:
            return (str(claim.method),)
        return tuple(method for method in self.profile.methods if not self.profile.lacks(method))

    def _pairs(self, claim: Claim) -> list[tuple[Run, AcceptedRun]]:
        """What was measured and what was accepted of each method of a claim without an obstacle."""
        accepted = self.accepted.methods if self.accepted else {}
        return [(self.run(method), accepted[method]) for method in self._methods(claim)]

    def _loss(self, claim: Claim) -> Loss:
        tolerance = float(claim.limits.at_most or 0)
        losses = [
            measure(run, accepted, claim.quantity, tolerance, self.profile.gate) for run, accepted in self._pairs(claim)
        ]
        if claim.method == ALL:
            loss = together(losses, tolerance)
            return replace(loss, plan=self.spending.plan_of_all(self.profile.gate))
        accepted, measured = losses[0].seeds
        plan = self.spending.plan(self.profile, claim.method, measured, accepted, len(self.claims))
        return replace(losses[0], plan=plan)

    def _diagnosis(self, claim: Claim) -> str:
        return diagnosis(self._pairs(claim))

    def _rebased(self, claim: Claim) -> str:
        """The remark that runs of different base models are compared; empty where they are not."""
        another = any(accepted.rebased(run) for run, accepted in self._pairs(claim))
        return "accepted with another base model: its files have changed" if another else ""

    def _absent(self, method: str, metric: str) -> str:
        if method not in self.profile.methods:
            return f"{self.profile.name} has no method {method}"
        if metric not in self.profile.metrics():
            return f"{self.profile.name} does not score {metric}"
        return self.profile.lacks(method)
