"""Nothing accepted yet: what that means for a claim against the accepted run."""

import os

from benchmark.verdict import Outcome
from fixtures.profile.gating import GatePlan

FIX = "--accept does that"

_TRUE = {"true", "1"}


def unaccepted(plan: GatePlan, *, accepting: bool) -> Outcome:
    """The outcome of a claim for which nothing is accepted yet: missed where the plan says that it fails.

    A plan that does not say fails where the variable ``CI`` is true or 1, because nobody reads notes there. A run that
    is being accepted never fails for it.
    """
    fails = os.environ.get("CI", "").strip().lower() in _TRUE
    if plan.unaccepted:
        fails = plan.unaccepted == "fails"
    return Outcome.MISSED if fails and not accepting else Outcome.NOT_MEASURED
