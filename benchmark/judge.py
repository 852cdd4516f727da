"""The judge of one test's claim: what the ``verdict`` fixture gives."""

from collections.abc import Callable, Mapping
from functools import partial
from math import isfinite
from typing import NoReturn, TypeVar

import pytest
from pydantic import ValidationError

from benchmark.claims import Claim
from benchmark.observed import as_finite, as_number
from benchmark.quality import judged
from benchmark.sentence import spoken
from benchmark.spending import ONE_LOOK, Spending
from benchmark.verdict import RED, Outcome, Verdict, expected, judge
from fixtures.complaints import slips
from fixtures.line import one_line
from fixtures.profile.expectations import Bound, Limits
from fixtures.results.run import Run
from fixtures.scoring.estimates import Estimated

VERDICT = "verdict"
"""The user property that carries a verdict, as JSON, from a test to the reports."""

_LIMITS = "at_least, at_most or exactly"
_Found = TypeVar("_Found")


class Judge:
    """Compares what a test observed with its claim's limits, and leaves the verdict with the test.

    A test is one claim and has one verdict: a second call is refused.
    """

    def __init__(self, item: pytest.Function, claim: Claim, spending: Spending = ONE_LOOK) -> None:
        self._item = item
        self._claim = claim
        self._spending = spending
        self._asked = False

    def __call__(
        self,
        observed: object,
        *,
        at_least: float | None = None,
        at_most: float | None = None,
        exactly: float | None = None,
        unit: str = "",
    ) -> Verdict:
        """The verdict on a number, to be asserted: ``assert verdict(lost, at_most=1.5, unit="points")``.

        Without a limit the claim's own limits apply. NaN and infinity miss. Whether an estimate over examples and seeds
        keeps its limits is tested, and it may be that nobody can tell. What cannot be judged ends the test with a line.
        """
        limits = self._limits(at_least=at_least, at_most=at_most, exactly=exactly)
        if isinstance(observed, Estimated):
            return self._estimated(observed, limits, unit)
        return self._number(self._checked(lambda: as_number(observed)), limits, unit)

    def needs(self, *runs: Run, figure: str) -> None:
        """Ends the test as not measured where a run lacks a figure."""
        for run in runs:
            if figure in run.missing:
                self.not_measured(run.missing[figure])

    def not_measured(self, reason: str) -> NoReturn:
        """Ends the test without a verdict on a number, and says why."""
        pytest.skip(one_line(reason))

    def end(self, outcome: Outcome, reason: str, **facts: object) -> NoReturn:
        """Ends the test with an outcome and its reason, without a number; a missed claim fails it, others skip."""
        self.leave(outcome, reason=reason, **facts)
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
        template = (self._item.function.__doc__ or "").strip() or spoken(self._item.originalname)
        verdict = Verdict.model_validate(
            {
                "claim": self._claim.identity(self._item),
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

    def _limits(self, kind: type[Limits] = Bound, **given: object) -> Limits:
        """The limits of a call, or the claim's own without any. Ends the test where nothing could keep them."""
        if self._asked:
            self._refuse("was asked twice in one test, which is one claim; write a test for each, or parametrize it")
        self._asked = True
        named = {key: value for key, value in given.items() if value is not None}
        if not named:
            return self._claim.limits if self._claim.limits.given else self._refuse(f"has no limit; name {_LIMITS}")
        numbers = {key: self._checked(partial(as_finite, value), key) for key, value in named.items()}
        return self._checked(lambda: _bound(kind, numbers))

    def _number(self, observed: float, limits: Limits, unit: str) -> Verdict:
        reason = "" if isfinite(observed) else f"{observed} was observed, which is no number"
        outcome = Outcome.MISSED if reason else judge(observed, limits)
        return self.leave(outcome, observed=observed, limits=limits, unit=unit, reason=reason)

    def _estimated(self, estimate: Estimated, limits: Limits, unit: str) -> Verdict:
        plan = self._spending.plan(self._claim.profile, self._claim.method, estimate.seeds)
        found = judged(estimate, limits, plan)
        facts = {"observed": estimate.value, "evidence": found.evidence, "reason": found.reason}
        return self.conclude(found.outcome, limits=limits, unit=unit, **facts)

    def _checked(self, read: Callable[[], _Found], name: str = "") -> _Found:
        """What is read of an argument of this ``name``; ends the test where it cannot be."""
        try:
            return read()
        except ValueError as error:
            wrong = f"{name}: {error}" if name else str(error)
        return self._refuse(wrong)

    def _refuse(self, wrong: str) -> NoReturn:
        """Ends the test, which cannot be judged as it is."""
        pytest.fail(one_line(f"verdict: {wrong}"), pytrace=False)


def _bound(kind: type[Limits], numbers: Mapping[str, float]) -> Limits:
    try:
        return Limits.model_validate(kind.model_validate(numbers).given)
    except ValidationError as error:
        first = slips(error, numbers)[0]
        raise ValueError(str(first) if first.path else first.wrong) from error


def _figures(verdict: Verdict) -> dict[str, str]:
    """The properties that JUnit's XML shows of a verdict."""
    figures = {"observed": verdict.observed, "slack": verdict.slack}
    return {
        "family": verdict.family,
        "sentence": verdict.sentence,
        "statement": verdict.statement,
        "outcome": verdict.outcome.value,
        "bound": expected(verdict.limits),
        "unit": verdict.unit,
        **{name: "" if value is None else f"{value:g}" for name, value in figures.items()},
    }
