"""The gate of own claims: judges a user's figures against accepted ones, by the engine that judges scores."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmark.figures import Figures
from benchmark.gate.accepted import Accepted, changed
from benchmark.gate.gate import Finding, Gate, Obstacle
from benchmark.gate.loss import is_retrained, matched, paired
from benchmark.gate.reasons import reasons
from benchmark.gate.unaccepted import NOT_MEASURED, Unaccepted
from benchmark.kept import KeptFigures
from benchmark.spending import ONE_LOOK, Spending
from benchmark.verdict import Outcome
from fixtures.profile.profile import Profile
from fixtures.results.run import Run


@dataclass(frozen=True)
class FiguresGate:
    """Figures are accepted by the ``key`` of their claim. ``unaccepted`` is the outcome where none are.

    Misses of a profile's own claims are adjusted for as many as are accepted, apart from those about its scores: which
    tests a session has changes no verdict.
    """

    profile: Profile
    accepted: Accepted | None
    unaccepted: Unaccepted = NOT_MEASURED
    spending: Spending = ONE_LOOK

    @classmethod
    def of(cls, gate: Gate) -> "FiguresGate":
        """That of the same profile and session as another."""
        return cls(gate.profile, gate.accepted, gate.unaccepted, gate.spending)

    def obstacle(self, key: str, now: KeptFigures) -> Obstacle | None:
        """What prevents figures from being judged, if anything."""
        before = self._own.get(key)
        if before is None:
            return Obstacle(self.unaccepted.outcome, self.unaccepted.reason("no figure of this claim"))
        if differences := changed(before.signature, now.signature):
            fix = "--accept-anyway makes this run the reference"
            return Obstacle(Outcome.MISSED, f"cannot compare: {'; '.join(differences)}; {fix}")
        return None

    def finding(self, key: str, figures: Figures, run: Run, now: KeptFigures, tolerance: float) -> Finding:
        """How figures of a run without an obstacle come out. Raises `SetupError` where other examples were accepted."""
        before, tests = self._own[key], len(self._own)
        matched(f"the accepted figures of {key}", figures.examples, before.values)
        plan = self.spending.plan(self.profile, run.method, len(now.seeds), len(before.seeds), tests)
        both = before.replicates(figures.examples), now.replicates(figures.examples)
        loss = paired(
            both,
            figures.scale,
            (figures.scale.low, figures.scale.high),
            tolerance,
            plan,
            retrained=is_retrained(run),
            unit=figures.unit or "units",
        )
        return Finding(loss.outcome(tests), loss.loss.value, loss.evidence(tests), "; ".join(reasons(loss, tests)))

    @property
    def _own(self) -> Mapping[str, KeptFigures]:
        return self.accepted.own if self.accepted else {}
