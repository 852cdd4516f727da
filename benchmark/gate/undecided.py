"""What is undecided: claims of quality about a method that another training of it could decide."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmark.claims import Claim, claims
from benchmark.gate.accepted import Accepted
from benchmark.gate.gate import Gate
from benchmark.gate.gated import gated
from benchmark.quality import judged
from benchmark.spending import Spending
from benchmark.verdict import Outcome
from fixtures.errors import SuiteError
from fixtures.results.run import QUALITY, Run
from fixtures.scoring.estimates import Estimated, forgetting, gain, kept, score

if TYPE_CHECKING:  # imports torch
    from fixtures.experiment.experiment import Experiment

RunOf = Callable[[str], Run]


@dataclass(frozen=True)
class Undecided:
    """Judges the run of a method as it is so far; ``accepted`` is what was accepted of each profile."""

    accepted: Mapping[str, Accepted | None]
    spending: Spending

    def __call__(self, experiment: "Experiment", method: str, run: Run) -> tuple[str, ...]:
        """The claims about a method that cannot be told, such as "lora's loss in ROUGE-1".

        Where a claim cannot be judged at all, its own test says why, and no training helps.
        """

        def run_of(name: str) -> Run:
            return run if name == method else experiment.run(name)

        found = []
        for claim, outcome in self._outcomes(experiment, method, run_of):
            try:
                if outcome(claim) is Outcome.CANNOT_TELL:
                    found.append(claim.topic)
            except SuiteError:
                continue
        return tuple(found)

    def _outcomes(
        self, experiment: "Experiment", method: str, run_of: RunOf
    ) -> Iterator[tuple[Claim, Callable[[Claim], Outcome]]]:
        """Each claim of quality about a method, and what judges it."""
        profile = experiment.profile
        reference = self.accepted[profile.name]
        losses = gated(profile, reference)
        gate = Gate(profile, reference, losses, run_of, spending=self.spending)

        def lost(claim: Claim) -> Outcome:
            obstacle = gate.obstacle(claim)
            return obstacle.outcome if obstacle else gate.finding(claim).outcome

        def reached(claim: Claim) -> Outcome:
            estimate = _estimate(claim, run_of)
            if estimate is None:
                return Outcome.NOT_MEASURED
            return judged(estimate, claim.limits, self.spending.plan(profile, method, estimate.seeds)).outcome

        yield from ((claim, lost) for claim in losses if claim.method == method)
        for family in ("score", "gain", "kept", "forgetting"):
            yield from ((claim, reached) for claim in claims([profile], family) if claim.method == method)


def _estimate(claim: Claim, run_of: RunOf) -> Estimated | None:
    """What a claim of quality is about; None where it is not measured."""
    profile, run = claim.profile, run_of(str(claim.method))
    if QUALITY in run.missing:
        return None
    if claim.family == "forgetting":
        return forgetting(run.forgetting, claim.sampling) if run.forgetting else None
    if claim.family == "score":
        return score(run, claim.quantity, claim.sampling)
    baseline = run_of(profile.baseline)
    if claim.family == "gain":
        return gain(run, baseline, claim.quantity, claim.sampling)
    return kept(run, baseline, run_of(profile.reference), claim.quantity, claim.sampling)
