"""The pytest plugin of the claims: a test for each claim, and a verdict for each test."""

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING

import pytest

from benchmark import concerns, outcomes
from benchmark.claims import Claim
from benchmark.figures import PerExample
from benchmark.gate.accepted import Accepted, read
from benchmark.gate.figures_gate import FiguresGate
from benchmark.gate.gate import Gate
from benchmark.gate.gated import gated
from benchmark.gate.own_judge import OwnJudge
from benchmark.gate.unaccepted import Unaccepted
from benchmark.gate.unaccepted import unaccepted as missing
from benchmark.gate.undecided import Undecided
from benchmark.judge import Judge
from benchmark.marks import REGISTERED
from benchmark.own import OwnClaim, own_claim
from benchmark.parameters import parametrize
from benchmark.roll import ENDED, Roll
from benchmark.spending import ONE_LOOK, Spending
from benchmark.timings import TIMER, asked_for
from benchmark.verdict import OWN
from fixtures.data.example import Example
from fixtures.libraries import quietly
from fixtures.line import one_line
from fixtures.options import lists, steps
from fixtures.plugin import EXPERIMENTS
from fixtures.profile.profile import Profile
from fixtures.usage import before_tests

if TYPE_CHECKING:  # both import torch
    from benchmark.speed.race import Race
    from fixtures.experiment.experiment import Experiment

ACCEPTED = pytest.StashKey[Mapping[str, Accepted | None]]()
"""What was accepted of each profile, by its name."""

_STEPS = pytest.StashKey[int | None]()
_STEPS_OPTION = "--race-steps"
_RACES = pytest.StashKey[dict[str, "Race"]]()
_ROLL = pytest.StashKey[Roll]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option of the race."""
    text = "race over so many optimizer steps and test examples, for models that take long"
    parser.getgroup("peft-bench").addoption(_STEPS_OPTION, metavar="N", help=text)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Registers the marks of claims and timings, and reads what was accepted."""
    if not config.pluginmanager.has_plugin(TIMER):
        config.addinivalue_line("markers", "benchmark(**options): read by pytest-benchmark, which is off")
    for line in REGISTERED:
        config.addinivalue_line("markers", line)
    if config.getoption("dist", "no") != "no" and not hasattr(config, "workerinput"):
        config.pluginmanager.register(config.stash.setdefault(_ROLL, Roll()), "peft-bench-roll")
    experiments = config.stash[EXPERIMENTS]
    with before_tests():
        config.stash[_STEPS] = steps(_STEPS_OPTION, config.getoption(_STEPS_OPTION))
        config.stash[ACCEPTED] = {each.name: read(each) for each in experiments.profiles}
    experiments.undecided = Undecided(config.stash[ACCEPTED], _spending(config))


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Makes one test for each claim, enabled method and turn of a race."""
    parametrize(metafunc, metafunc.config.stash[EXPERIMENTS].profiles, metafunc.config.stash[ACCEPTED])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Drops pytest's placeholders for families without claims, and timings that were not asked for.

    A library's warning is not a missed claim: warnings are errors in the suite's own tests alone.
    """
    items[:] = [item for item in items if not item.get_closest_marker("claims") or outcomes.claim_of(item)]
    for item in filter(own_claim, items):
        item.add_marker(OWN)
    unasked = [item for item in items if item.get_closest_marker("speed") and not asked_for(item, config)]
    items[:] = [item for item in items if item not in unasked]
    config.hook.pytest_deselected(items=unasked)
    concerns.note(items)
    items.sort(key=lambda item: "enabled_method" in getattr(item, "fixturenames", ()))  # claims come first
    for item in items:
        if isinstance(item, pytest.Function) and "experiment" in item.fixturenames:
            item.add_marker(pytest.mark.filterwarnings("default"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Brings each report and its verdict into line."""
    report = yield
    outcomes.settle(item, report, call)
    if crash := getattr(report.longrepr, "reprcrash", None):  # pytest's summary prints all of its lines under CI
        crash.message = one_line(crash.message)
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leaves a verdict with claims that the session did not reach, or whose xdist worker died."""
    if lists(session.config.option) or hasattr(session.config, "workerinput"):
        return
    roll = session.config.stash.get(_ROLL, None)
    absent = roll.absent(session) if roll else dict.fromkeys(getattr(session, "items", ()), ENDED)
    outcomes.close(absent)
    if roll:
        session.items = list(absent)  # the reports read each item's verdict
        if session.exitstatus == pytest.ExitCode.OK and set(absent.values()) - {ENDED}:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Says how a claim came out, where pytest would say "passed", "failed" or "skipped"."""
    return outcomes.status(report)


@pytest.fixture
def claim(request: pytest.FixtureRequest) -> Claim:
    """The claim that the test judges: a profile's, which comes as a parameter instead, or its own."""
    return own_claim(request.node) or pytest.fail("claim: the test takes no verdict, and judges none", pytrace=False)


@pytest.fixture
def verdict(request: pytest.FixtureRequest, claim: Claim, experiment: "Experiment", gate: Gate) -> Judge:
    """Judges the test's claim."""
    if isinstance(claim, OwnClaim):
        return OwnJudge(request.node, claim, experiment, FiguresGate.of(gate))
    return Judge(request.node, claim, ONE_LOOK if claim.family == "deployed" else gate.spending)


@pytest.fixture
def examples(experiment: "Experiment") -> tuple[Example, ...]:
    """The test examples, in the order of every run's predictions."""
    return experiment.dataset.examples


@pytest.fixture
def per_example(verdict: OwnJudge) -> PerExample:
    """Gives a figure for each test example: ``per_example(run, figure)`` calls ``figure(prediction, example)``.

    It does so for the predictions of each seed, so that the figures' interval covers training again.
    """
    return verdict.per_example


@pytest.fixture
def accepted(profile: Profile, pytestconfig: pytest.Config) -> Accepted | None:
    """What was accepted of the profile, if anything was."""
    return pytestconfig.stash[ACCEPTED][profile.name]


@pytest.fixture
def unaccepted(profile: Profile, pytestconfig: pytest.Config) -> Unaccepted:
    """The outcome of a claim for which nothing is accepted yet."""
    accepting = any(pytestconfig.getoption(name, default=False) for name in ("accept", "accept_anyway"))
    return missing(profile.gate, accepting=accepting)


@pytest.fixture
def gate(
    experiment: "Experiment", accepted: Accepted | None, unaccepted: Unaccepted, pytestconfig: pytest.Config
) -> Gate:
    """The gate of the profile, with all of its claims, whichever are selected in this session."""
    profile = experiment.profile
    claims = gated(profile, accepted)
    return Gate(profile, accepted, claims, experiment.run, unaccepted, _spending(pytestconfig))


@pytest.fixture
def race(experiment: "Experiment", pytestconfig: pytest.Config) -> "Race":
    """The race of the profile, the same one for the whole session; skipped where an opponent is not installed."""
    with quietly():
        from benchmark.speed.race import Race
        from benchmark.speed.shortened import shortened

    races = pytestconfig.stash.setdefault(_RACES, {})
    if experiment.profile.name not in races:
        count = pytestconfig.stash[_STEPS]
        races[experiment.profile.name] = Race(shortened(experiment, count) if count else experiment)
        pytestconfig.add_cleanup(races[experiment.profile.name].close)
    found = races[experiment.profile.name]
    if found.lacks:
        pytest.skip(one_line(found.lacks))
    return found


def _spending(config: pytest.Config) -> Spending:
    """How many looks there are at the claims of this session."""
    return Spending(config.stash[EXPERIMENTS].most_seeds or 1)
