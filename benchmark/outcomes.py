"""Outcomes: a claim's test and its verdict end alike, and every selected claim leaves a verdict."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from benchmark.claims import Claim
from benchmark.judge import VERDICT, Judge
from benchmark.own import own_claim
from benchmark.roll import ENDED
from benchmark.verdict import RED, Outcome, Verdict
from fixtures.line import described, one_line

UNDECIDED = {Outcome.NOT_MEASURED: "n", Outcome.CANNOT_TELL: "c"}
"""Outcomes that pytest calls skipped, and their letters in its progress line."""


def claim_of(item: pytest.Item) -> Claim | None:
    """The claim that a test judges, if it judges one: a profile's, or its own."""
    claim = item.callspec.params.get("claim") if hasattr(item, "callspec") else None
    return claim if isinstance(claim, Claim) else own_claim(item)


def settle(item: pytest.Item, report: pytest.TestReport, call: pytest.CallInfo[None]) -> None:
    """Brings a report and its verdict into line: a test that breaks off is an error, and a miss is red."""
    claim = claim_of(item)
    if not claim or not isinstance(item, pytest.Function):
        return
    if missing := _missing(report, call):
        outcome, reason = missing
        Judge(item, claim).leave(outcome, reason=reason)
        report.user_properties = list(item.user_properties)
    verdict = _verdict(report)
    if report.when == "call" and verdict is not None and verdict.outcome in RED and not _failed(report):
        report.outcome, report.longrepr = "failed", repr(verdict)


def close(absent: Mapping[Any, str]) -> None:
    """Leaves a verdict with each claim that was selected and never judged, for the given reason."""
    for item, reason in absent.items():
        claim = claim_of(item)
        if claim and isinstance(item, pytest.Function) and VERDICT not in dict(item.user_properties):
            Judge(item, claim).leave(Outcome.NOT_MEASURED if reason == ENDED else Outcome.ERROR, reason=reason)


def status(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Category, letter and word for a claim that is undecided, where pytest would say "skipped"."""
    verdict = _verdict(report) if report.skipped else None
    if verdict is not None and verdict.outcome in UNDECIDED:
        return verdict.outcome.value, UNDECIDED[verdict.outcome], verdict.outcome.upper()
    return None


def summarize(reporter: pytest.TerminalReporter) -> None:
    """Lists why claims are undecided, each reason once."""
    for outcome in UNDECIDED:
        reasons = Counter(_reason(report) for report in reporter.stats.get(outcome.value, ()))
        if reasons:
            reporter.section(outcome.value)
        for reason, count in reasons.items():
            reporter.write_line(f"[{count}] {one_line(reason)}")


def _missing(report: pytest.TestReport, call: pytest.CallInfo[None]) -> tuple[Outcome, str] | None:
    """The outcome and reason to record where a test left no verdict, or ended otherwise than its verdict says."""
    verdict = _verdict(report)
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


def _failed(report: pytest.TestReport) -> bool:
    """Whether pytest counts the test as failed, or was expected to."""
    return report.failed or hasattr(report, "wasxfail")


def _verdict(report: pytest.TestReport) -> Verdict | None:
    """The verdict that a test left, if it judges a claim and got that far."""
    left = dict(getattr(report, "user_properties", ())).get(VERDICT)
    return Verdict.model_validate_json(str(left)) if left else None
