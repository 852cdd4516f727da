"""The judge of one test's claim: what the ``verdict`` fixture gives."""

from typing import NoReturn

import pytest

from benchmark.claims import Claim
from benchmark.quality import judged
from benchmark.spending import ONE_LOOK, Spending
from benchmark.verdict import RED, Outcome, Verdict, expected, judge
from fixtures.line import one_line
from fixtures.profile.expectations import Limits
from fixtures.results.run import Run
from fixtures.scoring.estimates import Estimated

VERDICT = "verdict"
"""The user property that carries a verdict, as JSON, from a test to the reports."""


class Judge:
    """Compares what a test observed with its claim's limits, and leaves the verdict with the test."""

    def __init__(self, item: pytest.Function, claim: Claim, spending: Spending = ONE_LOOK) -> None:
        self._item = item
        self._claim = claim
        self._spending = spending

    def __call__(
        self,
        observed: float | Estimated,
        *,
        at_least: float | None = None,
        at_most: float | None = None,
        unit: str = "",
    ) -> Verdict:
        """The verdict on a number, to be asserted: ``assert verdict(lost, at_most=1.5, unit="points")``.

        Without a limit the claim's own limits apply. NaN misses. Whether an estimate over examples and seeds keeps its
        limits is tested, and it may be that nobody can tell.
        """
        given = at_least is not None or at_most is not None
        limits = Limits(at_least=at_least, at_most=at_most) if given else self._claim.limits
        facts = {"limits": limits, "unit": unit}
        if not isinstance(observed, Estimated):
            return self.leave(judge(observed, limits), observed=observed, **facts)
        plan = self._spending.plan(self._claim.profile, self._claim.method, observed.seeds)
        found = judged(observed, limits, plan)
        facts |= {"observed": observed.value, "evidence": found.evidence, "reason": found.reason}
        return self.conclude(found.outcome, **facts)

    def needs(self, *runs: Run, figure: str) -> None:
        """Ends the test as not measured where a run lacks a figure."""
        for run in runs:
            if figure in run.missing:
                self.not_measured(run.missing[figure])

    def not_measured(self, reason: str) -> NoReturn:
        """Ends the test without a verdict on a number, and says why."""
        pytest.skip(one_line(reason))

    def end(self, outcome: Outcome, reason: str) -> NoReturn:
        """Ends the test with an outcome and its reason, without a number; a missed claim fails it, others skip."""
        self.leave(outcome, reason=reason)
        if outcome in RED:
            pytest.fail(one_line(reason), pytrace=False)
        pytest.skip(one_line(reason))

    def conclude(self, outcome: Outcome, **facts: object) -> Verdict:
        """Leaves a verdict, to be asserted; ends the test where nobody can tell and the profile does not mind."""
        verdict = self.leave(outcome, **facts)
        if outcome is Outcome.CANNOT_TELL and self._claim.profile.gate.cannot_tell == "warns":
            pytest.skip(repr(verdict))
        return verdict

    def leave(self, outcome: Outcome, **facts: object) -> Verdict:
        """Sets the test's verdict, with further fields of it; a test has one."""
        template = self._item.function.__doc__ or self._item.name
        verdict = Verdict.model_validate(
            {
                "claim": self._item.nodeid,
                "family": self._claim.family,
                "sentence": self._claim.say(template),
                "profile": self._claim.profile.name,
                "method": self._claim.method,
                "quantity": self._claim.quantity,
                "observed": None,
                "limits": self._claim.limits,
                "unit": "",
                "outcome": outcome,
                **facts,
            }
        )
        verdict = verdict.model_copy(update={"statement": self._claim.state(template, verdict)})
        left = {VERDICT: verdict.model_dump_json(), **_figures(verdict)}
        properties = self._item.user_properties
        properties[:] = [each for each in properties if each[0] not in left] + list(left.items())
        return verdict


def _figures(verdict: Verdict) -> dict[str, str]:
    """The properties that JUnit's XML shows of a verdict."""
    figures = {"observed": verdict.observed, "slack": verdict.slack}
    return {
        "statement": verdict.statement,
        "outcome": verdict.outcome.value,
        "bound": expected(verdict.limits),
        "unit": verdict.unit,
        **{name: "" if value is None else f"{value:g}" for name, value in figures.items()},
    }
