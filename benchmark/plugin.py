"""The pytest plugin of the claims: a test for each claim, and a verdict for each test."""

from collections import Counter
from collections.abc import Generator
from typing import TYPE_CHECKING

import pytest

from benchmark.claims import Claim, claims
from benchmark.judge import VERDICT, Judge
from benchmark.verdict import Outcome
from fixtures.plugin import BENCHES, carried_out, parameter
from fixtures.run import Run

if TYPE_CHECKING:  # imports torch
    from fixtures.bench import Bench

NOT_MEASURED = Outcome.NOT_MEASURED.value


def pytest_configure(config: pytest.Config) -> None:
    """Makes the mark known that says which claims a test judges."""
    config.addinivalue_line("markers", "claims(family): the test judges each of the profiles' claims of a family")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each claim; its profile comes with it."""
    if mark := metafunc.definition.get_closest_marker("claims"):
        profiles = metafunc.config.stash[BENCHES].profiles
        parameters = [parameter(claim.profile, claim, name=claim.name) for claim in claims(profiles, *mark.args)]
        metafunc.parametrize(("profile", "claim"), parameters, indirect=["profile"])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Drops the stand-ins that pytest collects for families of which no profile claims anything.

    A library's warning is no reason to miss a claim, so that warnings are errors in the suite's own tests alone.
    """
    items[:] = [item for item in items if not item.get_closest_marker("claims") or _claim(item)]
    for item in items:
        if isinstance(item, pytest.Function) and "bench" in item.fixturenames:
            item.add_marker(pytest.mark.filterwarnings("default"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Leaves a verdict where a claim's test ended before it judged."""
    report = yield
    claim = _claim(item)
    if claim and isinstance(item, pytest.Function) and not report.passed and not _judged(report):
        judge = Judge(item, claim)
        if report.skipped:
            judge.leave(Outcome.NOT_MEASURED, reason=_reason(report))
        else:
            judge.leave(Outcome.MISSED, reason=str(report.longrepr).splitlines()[-1])
        report.user_properties = list(item.user_properties)
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leaves a verdict with claims that an interrupted session did not come to. Xdist's workers each ran a part."""
    if session.config.option.collectonly or hasattr(session.config, "workerinput"):
        return
    for item in getattr(session, "items", ()):
        claim = _claim(item)
        if claim and isinstance(item, pytest.Function) and VERDICT not in dict(item.user_properties):
            Judge(item, claim).leave(Outcome.NOT_MEASURED, reason="the session ended before this was judged")


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Says "not measured" where pytest would say "skipped"."""
    if report.skipped and _judged(report):
        return NOT_MEASURED, "n", NOT_MEASURED.upper()
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says why claims were not judged, each reason once."""
    reasons = Counter(_reason(report) for report in terminalreporter.stats.get(NOT_MEASURED, ()))
    if reasons:
        terminalreporter.section(NOT_MEASURED)
    for reason, count in reasons.items():
        terminalreporter.write_line(f"[{count}] {reason}")


def _claim(item: pytest.Item) -> Claim | None:
    claim = item.callspec.params.get("claim") if hasattr(item, "callspec") else None
    return claim if isinstance(claim, Claim) else None


def _reason(report: pytest.TestReport) -> str:
    """Why a test was skipped: pytest keeps file, line and reason."""
    return str(report.longrepr[2]).removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else ""


def _judged(report: pytest.TestReport) -> bool:
    return any(name == VERDICT for name, _ in getattr(report, "user_properties", ()))


@pytest.fixture
def run(bench: "Bench", claim: Claim) -> Run:
    """The run of the method that the claim is about."""
    if claim.method is None:
        pytest.skip("the claim is about no method")
    return carried_out(bench, claim.method)


@pytest.fixture
def verdict(request: pytest.FixtureRequest, claim: Claim) -> Judge:
    """Judges the test's claim."""
    return Judge(request.node, claim)
