"""Outcomes: a claim's test and its verdict end alike, and every selected claim leaves a verdict."""

from collections.abc import Mapping
from typing import Any

import pytest

from benchmark.claims import Claim
from benchmark.judge import VERDICT, Judge
from benchmark.roll import ENDED
from benchmark.verdict import RED, Outcome, Verdict
from fixtures.line import described, one_line

UNDECIDED = {Outcome.NOT_MEASURED: "n", Outcome.CANNOT_TELL: "c"}
"""Outcomes that pytest calls skipped, and their letters in its progress line."""

_PYTEST = {Outcome.HELD: "passed", Outcome.MISSED: "failed", Outcome.CANNOT_TELL: "failed"}
"""What pytest calls a test whose claim came out so."""

_START = 40
"""Characters of a verdict by which its own assertion is known: pytest shortens what is long."""


def claim_of(item: pytest.Item) -> Claim | None:
    """The claim that a test judges, if it judges one."""
    claim = item.callspec.params.get("claim") if hasattr(item, "callspec") else None
    return claim if isinstance(claim, Claim) else None


def settle(item: pytest.Item, report: pytest.TestReport, call: pytest.CallInfo[None]) -> None:
    """Brings a report and its verdict into line: a test that breaks off is an error, and a miss is red."""
    claim = claim_of(item)
    if not claim or not isinstance(item, pytest.Function):
        return
    if missing := _missing(report, call):
        outcome, reason = missing
        Judge(item, claim).leave(outcome, reason=reason)
        report.user_properties = list(item.user_properties)
    verdict = verdict_of(report)
    if report.when != "call" or verdict is None:
        return
    if verdict.outcome in RED and not _failed(report):
        report.outcome, report.longrepr = "failed", repr(verdict)
    elif report.failed and call.excinfo and _is_of(verdict, call.excinfo.value):
        report.longrepr = repr(verdict)


def close(absent: Mapping[Any, str]) -> None:
    """Leaves a verdict with each claim that was selected and never judged, for the given reason."""
    for item, reason in absent.items():
        claim = claim_of(item)
        if claim and isinstance(item, pytest.Function) and VERDICT not in dict(item.user_properties):
            Judge(item, claim).leave(Outcome.NOT_MEASURED if reason == ENDED else Outcome.ERROR, reason=reason)


def status(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Category, letter and word for a claim: an undecided one has its own, where pytest would say "skipped"."""
    verdict = verdict_of(report)
    if verdict is None or hasattr(report, "wasxfail"):
        return None
    word = verdict.outcome.upper()
    if report.skipped and verdict.outcome in UNDECIDED:
        return verdict.outcome.value, UNDECIDED[verdict.outcome], word
    if report.when == "call" and report.outcome == _PYTEST.get(verdict.outcome):
        return report.outcome, "." if report.passed else "F", word
    return None


def told_by_its_line(report: pytest.TestReport) -> Verdict | None:
    """The verdict of a failed report, if its line says all that there is to say: there is no traceback."""
    return verdict_of(report) if report.failed and isinstance(report.longrepr, str) else None


def _missing(report: pytest.TestReport, call: pytest.CallInfo[None]) -> tuple[Outcome, str] | None:
    """The outcome and reason to record where a test left no verdict, or ended otherwise than its verdict says."""
    verdict = verdict_of(report)
    outcome = None if verdict is None else verdict.outcome
    if outcome in RED or (outcome and hasattr(report, "wasxfail")):
        return None
    if report.failed and outcome is not Outcome.CANNOT_TELL:
        return Outcome.ERROR, _cause(call.excinfo.value) if call.excinfo else one_line(str(report.longrepr))
    if report.skipped and outcome not in UNDECIDED:
        return Outcome.NOT_MEASURED, _reason(report)
    if report.passed and report.when == "call" and outcome is None:
        return Outcome.ERROR, "its test judged nothing"
    return None


def _cause(error: BaseException) -> str:
    """What broke a test off; a message that the suite itself gave to pytest needs no type in front of it."""
    return described(error, named=not isinstance(error, pytest.fail.Exception))


def _reason(report: pytest.TestReport) -> str:
    """Why a test was skipped: pytest keeps file, line and reason."""
    if isinstance(report.longrepr, tuple):
        return str(report.longrepr[2]).removeprefix("Skipped: ")
    return str(getattr(report, "wasxfail", ""))


def _is_of(verdict: Verdict, error: BaseException) -> bool:
    """Whether an error is the assertion of the verdict itself; without pytest's rewriting it has no message."""
    message, judged = str(error), _PYTEST.get(verdict.outcome) == "failed"
    return judged and isinstance(error, AssertionError) and (not message or repr(verdict)[:_START] in message)


def _failed(report: pytest.TestReport) -> bool:
    """Whether pytest counts the test as failed, or was expected to."""
    return report.failed or hasattr(report, "wasxfail")


def verdict_of(report: pytest.TestReport) -> Verdict | None:
    """The verdict that a test left, if it judges a claim and got that far."""
    left = dict(getattr(report, "user_properties", ())).get(VERDICT)
    return Verdict.model_validate_json(str(left)) if left else None
