"""Nothing accepted yet: what that means for a claim against the accepted run."""

import os
from dataclasses import dataclass

from benchmark.verdict import Outcome
from fixtures.profile.gating import GatePlan

_TRUE = {"true", "1"}


@dataclass(frozen=True)
class Unaccepted:
    """The outcome of a claim for which nothing is accepted yet, in a run that is itself ``accepting`` or not."""

    outcome: Outcome = Outcome.NOT_MEASURED
    accepting: bool = False

    def reason(self, lacking: str) -> str:
        """Why there is nothing to judge; ``lacking`` says what there is none of."""
        if self.accepting:
            return f"{lacking} was accepted before this run"
        return f"{lacking} is accepted yet: --accept does that"


NOT_MEASURED = Unaccepted()
"""Neither red nor accepting."""


def unaccepted(plan: GatePlan, *, accepting: bool) -> Unaccepted:
    """The outcome of a claim for which nothing is accepted yet: missed where the plan says that it fails.

    A plan that does not say fails where the variable ``CI`` is true or 1, because nobody reads notes there. A run that
    is being accepted never fails for it.
    """
    fails = os.environ.get("CI", "").strip().lower() in _TRUE
    if plan.unaccepted:
        fails = plan.unaccepted == "fails"
    return Unaccepted(Outcome.MISSED if fails and not accepting else Outcome.NOT_MEASURED, accepting)
