"""The pytest plugin of the claims: a test for each claim, and a verdict for each test."""

from collections import Counter
from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING

import pytest
from _pytest.mark import MarkMatcher
from _pytest.mark.expression import Expression

from benchmark.claims import Claim, claims, gated
from benchmark.gate.accepted import Accepted, read
from benchmark.gate.gate import Gate
from benchmark.judge import VERDICT, Judge
from benchmark.roll import ENDED, Roll
from benchmark.speed.rounds import Way, order
from benchmark.verdict import RED, Outcome, Verdict
from fixtures.line import one_line, told
from fixtures.parametrize import by_profile
from fixtures.plugin import EXPERIMENTS
from fixtures.profile.expectations import Family
from fixtures.profile.profile import Profile
from fixtures.usage import before_tests

if TYPE_CHECKING:  # both import torch
    from benchmark.speed.race import Race
    from fixtures.experiment.experiment import Experiment

ACCEPTED = pytest.StashKey[Mapping[str, Accepted | None]]()
"""What was accepted of each profile, by its name."""

_RACES = pytest.StashKey[dict[str, "Race"]]()
_ROLL = pytest.StashKey[Roll]()

_TIMER = "benchmark"
"""What pytest-benchmark is called among plugins; without it nothing can be timed."""

UNDECIDED = {Outcome.NOT_MEASURED: "n", Outcome.CANNOT_TELL: "c"}
"""Outcomes that pytest would call skipped, and their letters."""


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Makes the mark known that says which claims a test judges, and reads what was accepted."""
    if not config.pluginmanager.has_plugin(_TIMER):
        config.addinivalue_line("markers", "benchmark(**options): read by pytest-benchmark, which is off")
    config.addinivalue_line("markers", "claims(family): the test judges each of the profiles' claims of a family")
    if config.getoption("dist", "no") != "no" and not hasattr(config, "workerinput"):
        config.pluginmanager.register(config.stash.setdefault(_ROLL, Roll()), "peft-bench-roll")
    with before_tests():
        config.stash[ACCEPTED] = {each.name: read(each) for each in config.stash[EXPERIMENTS].profiles}


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each claim, for each method that is switched on, and for each leg of a race, with their profiles."""
    profiles = metafunc.config.stash[EXPERIMENTS].profiles
    if mark := metafunc.definition.get_closest_marker("claims"):
        every = _claims(metafunc.config, *mark.args)
        if "run" in metafunc.fixturenames:
            both = [(claim.profile, (claim, claim.method), claim.name) for claim in every]
            by_profile(metafunc, ("claim", "run"), both, indirect=("run",))
        else:
            by_profile(metafunc, ("claim",), [(claim.profile, (claim,), claim.name) for claim in every])
    if "enabled_method" in metafunc.fixturenames:
        enabled = [(profile, name) for profile in profiles for name in profile.methods if not profile.lacks(name)]
        by_profile(metafunc, ("enabled_method",), [(profile, (name,), name) for profile, name in enabled])
    if "leg" in metafunc.fixturenames:
        legs = [(profile, leg) for profile in profiles for leg in order(profile)]
        by_profile(metafunc, ("leg",), [(profile, (leg,), _leg(leg)) for profile, leg in legs])


def _claims(config: pytest.Config, family: Family) -> list[Claim]:
    """Every claim of a family that the session's profiles make; those against an accepted run also by what it has."""
    profiles, accepted = config.stash[EXPERIMENTS].profiles, config.stash[ACCEPTED]
    if family == "lost":
        return [claim for profile in profiles for claim in gated(profile, accepted[profile.name])]
    return list(claims(profiles, family))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Drops the stand-ins that pytest collects for families of which no profile claims anything, and unasked timings.

    A library's warning is no reason to miss a claim, so that warnings are errors in the suite's own tests alone.
    """
    items[:] = [item for item in items if not item.get_closest_marker("claims") or _claim(item)]
    unasked = [item for item in items if item.get_closest_marker("speed") and not _asked_for(item, config)]
    items[:] = [item for item in items if item not in unasked]
    config.hook.pytest_deselected(items=unasked)
    items.sort(key=lambda item: "enabled_method" in getattr(item, "fixturenames", ()))  # what no claim asked for
    for item in items:
        if isinstance(item, pytest.Function) and "experiment" in item.fixturenames:
            item.add_marker(pytest.mark.filterwarnings("default"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Sees that a claim's test and its verdict end alike: one that broke off is an error, a miss is red."""
    report = yield
    claim = _claim(item)
    if claim and isinstance(item, pytest.Function):
        if unsaid := _unsaid(report, call):
            outcome, reason = unsaid
            Judge(item, claim).leave(outcome, reason=reason)
            report.user_properties = list(item.user_properties)
        verdict = _verdict(report)
        if report.when == "call" and verdict is not None and verdict.outcome in RED and not _failed(report):
            report.outcome, report.longrepr = "failed", repr(verdict)
    if crash := getattr(report.longrepr, "reprcrash", None):  # pytest's summary prints all of its lines under CI
        crash.message = one_line(crash.message)
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leaves a verdict with claims that the session, or a worker of xdist's that died, did not come to."""
    if session.config.option.collectonly or hasattr(session.config, "workerinput"):
        return
    roll = session.config.stash.get(_ROLL, None)
    absent = roll.absent(session) if roll else dict.fromkeys(getattr(session, "items", ()), ENDED)
    for item, reason in absent.items():
        claim = _claim(item)
        if claim and isinstance(item, pytest.Function) and VERDICT not in dict(item.user_properties):
            Judge(item, claim).leave(Outcome.NOT_MEASURED if reason == ENDED else Outcome.ERROR, reason=reason)
    if roll:
        session.items = list(absent)  # to be taken down like others
        if session.exitstatus == pytest.ExitCode.OK and set(absent.values()) - {ENDED}:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Says "not measured" or "cannot tell" where pytest would say "skipped"."""
    verdict = _verdict(report) if report.skipped else None
    if verdict is not None and verdict.outcome in UNDECIDED:
        return verdict.outcome.value, UNDECIDED[verdict.outcome], verdict.outcome.upper()
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says why claims were not judged, each reason once."""
    for outcome in UNDECIDED:
        reasons = Counter(_reason(report) for report in terminalreporter.stats.get(outcome.value, ()))
        if reasons:
            terminalreporter.section(outcome.value)
        for reason, count in reasons.items():
            terminalreporter.write_line(f"[{count}] {one_line(reason)}")


def _asked_for(item: pytest.Item, config: pytest.Config) -> bool:
    """Whether a timing is wanted: by its mark, its file or one of pytest-benchmark's options; a race by the first two.

    Timings claim nothing and need models, which a run that remembers everything would otherwise not load.
    """
    if not config.pluginmanager.has_plugin(_TIMER):
        return False
    if _by_mark(item, config.option.markexpr) or any(item.path.name in argument for argument in config.args):
        return True
    options = ("only", "json", "save", "autosave", "compare")
    wanted = any(config.getoption(f"benchmark_{option}") for option in options)
    return wanted and not item.get_closest_marker("race")


def _by_mark(item: pytest.Item, expression: str) -> bool:
    """Whether ``-m`` selects a timing for being one: without these marks it would not."""
    marks = list(item.iter_markers())
    others = [mark for mark in marks if mark.name not in {"speed", "race"}]
    try:
        selects = Expression.compile(expression).evaluate
    except SyntaxError:  # pytest says so itself
        return False
    return selects(MarkMatcher.from_markers(marks)) and not selects(MarkMatcher.from_markers(others))


def _leg(leg: tuple[str, int, Way]) -> str:
    stage, lap, way = leg
    return f"{stage.replace(' ', '-')}-{lap + 1}-{way}"


def _claim(item: pytest.Item) -> Claim | None:
    claim = item.callspec.params.get("claim") if hasattr(item, "callspec") else None
    return claim if isinstance(claim, Claim) else None


def _reason(report: pytest.TestReport) -> str:
    """Why a test was skipped: pytest keeps file, line and reason."""
    if isinstance(report.longrepr, tuple):
        return str(report.longrepr[2]).removeprefix("Skipped: ")
    return str(getattr(report, "wasxfail", ""))


def _unsaid(report: pytest.TestReport, call: pytest.CallInfo[None]) -> tuple[Outcome, str] | None:
    """What is to be said of a claim whose test ended otherwise than its verdict says, if it left one, and why."""
    verdict = _verdict(report)
    said = None if verdict is None else verdict.outcome
    if said in RED or (said and hasattr(report, "wasxfail")):
        return None
    if report.failed and said is not Outcome.CANNOT_TELL:
        return Outcome.ERROR, _told(call.excinfo.value) if call.excinfo else one_line(str(report.longrepr))
    if report.skipped and said not in UNDECIDED:
        return Outcome.NOT_MEASURED, _reason(report)
    if report.passed and report.when == "call" and said is None:
        return Outcome.ERROR, "its test judged nothing"
    return None


def _told(error: BaseException) -> str:
    """What broke a test off; what the suite has told pytest in its own words stands as it is."""
    return told(error, named=not isinstance(error, pytest.fail.Exception))


def _failed(report: pytest.TestReport) -> bool:
    """Whether pytest knows that a test failed, or was told to expect it."""
    return report.failed or hasattr(report, "wasxfail")


def _verdict(report: pytest.TestReport) -> Verdict | None:
    """The verdict that a test left, if it judges a claim and came so far."""
    left = dict(getattr(report, "user_properties", ())).get(VERDICT)
    return Verdict.model_validate_json(str(left)) if left else None


@pytest.fixture
def verdict(request: pytest.FixtureRequest, claim: Claim) -> Judge:
    """Judges the test's claim."""
    return Judge(request.node, claim)


@pytest.fixture
def accepted(profile: Profile, pytestconfig: pytest.Config) -> Accepted | None:
    """What was accepted of the profile, if anything was."""
    return pytestconfig.stash[ACCEPTED][profile.name]


@pytest.fixture
def gate(experiment: "Experiment", accepted: Accepted | None) -> Gate:
    """The gate of the profile, with all of its claims, whichever are selected in this session."""
    return Gate(experiment.profile, accepted, gated(experiment.profile, accepted), experiment.run)


@pytest.fixture
def race(experiment: "Experiment", pytestconfig: pytest.Config) -> "Race":
    """The race of the profile, the same one for the whole session."""
    from benchmark.speed.race import Race

    races = pytestconfig.stash.setdefault(_RACES, {})
    if experiment.profile.name not in races:
        races[experiment.profile.name] = Race(experiment)
        pytestconfig.add_cleanup(races[experiment.profile.name].close)
    return races[experiment.profile.name]
