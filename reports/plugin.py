"""The pytest plugin of the report: collects verdicts and runs, writes records and report, shows the table."""

import json
import sys
import time
from collections.abc import Generator, Iterable
from typing import Any

import pytest

from benchmark.judge import VERDICT
from benchmark.marks import misspelt
from benchmark.outcomes import claim_of
from benchmark.plugin import ACCEPTED
from benchmark.speed.rounds import ROUND, Round
from benchmark.verdict import Verdict
from fixtures.errors import SetupError
from fixtures.options import folder, lists
from fixtures.plugin import EXPERIMENTS
from fixtures.store import publishing
from fixtures.usage import before_tests
from reports import environment
from reports.collector import Account, part
from reports.invocation import command
from reports.output import closing, lookahead
from reports.output.delivery import Delivery
from reports.record import Part

_CLERK = "peft-bench-clerk"  # the name of the plugin that writes the report
_TRAVEL = "peft-bench"  # the key under which xdist's workers send their part


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options for where to write, and what to accept."""
    group = parser.getgroup("peft-bench")
    group.addoption(
        "--accept",
        action="store_true",
        help="write this run's results to the profile's accepted file, with which later runs are compared",
    )
    group.addoption(
        "--accept-anyway",
        action="store_true",
        help="accept in spite of missed claims or uncommitted changes, and note them",
    )
    group.addoption(
        publishing.OPTION,
        metavar="OWNER",
        help="after a run in which every claim held, upload what --export wrote to this user's or organization's "
        "repositories on the Hugging Face Hub",
    )
    group.addoption(
        "--report-dir",
        default="reports/out",
        help="the folder for report.html, summary.md and the records (%(default)s)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Opens the account of this session."""
    with before_tests():
        if owner := config.getoption("push"):
            if not config.getoption("export"):
                raise SetupError(f"{publishing.OPTION} {owner}", "has nothing to upload", "add --export FOLDER")
            publishing.check(owner)
        config.pluginmanager.register(Clerk(config), _CLERK)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Stops if ``-m`` names an unknown mark, unless a test may have any; gives trackers their folder."""
    if session.config.getini("strict_markers") and (wrong := misspelt(session.config)):
        raise pytest.UsageError(wrong)
    target = folder("--report-dir", session.config.getoption("report_dir"))
    session.config.stash[EXPERIMENTS].logs = target / "logs"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> Generator[None, None, None]:
    """Leaves out of pytest's list of failures what the closing table lists."""
    clerk = config.pluginmanager.get_plugin(_CLERK)
    with closing.said_once(terminalreporter, clerk.delivery.records if clerk else ()):
        return (yield)


class Clerk:
    """Collects what the session measures. Under xdist each worker sends its part to the controller, which writes."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._account = Account()
        self._started = time.perf_counter()
        self._status = pytest.ExitCode.INTERRUPTED
        self._concerned = bool(config.getoption("profile"))
        self._target = folder("--report-dir", config.getoption("report_dir"))
        self.delivery = Delivery(config.option, self._target)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Notes whether the session has claims, before some of them are deselected."""
        self._concerned |= any(map(claim_of, items))

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Stops before any training if the results could not be written or accepted."""
        if not hasattr(self._config, "workerinput"):
            self._look_ahead(item.nodeid for item in session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """The same for the tests that xdist's workers collected."""
        self._look_ahead(ids)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self) -> Generator[None, object, object]:
        """Notes that all tests have had their turn: pytest has no status of a session that is stopped twice."""
        result = yield
        self._status = pytest.ExitCode.OK
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Collects a test's verdict."""
        for name, value in report.user_properties:
            self._take(name, value)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:  # noqa: ANN401  xdist's worker
        """Collects what a worker carried out."""
        sent = json.loads(getattr(node, "workeroutput", {}).get(_TRAVEL, "{}"))
        if sent:
            self._account.add((Part.model_validate(each) for each in sent["parts"]), sent["device"])

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Sends or writes what was carried out."""
        experiments = self._config.stash[EXPERIMENTS]
        parts = [part(profile, experiments.made.get(profile.name)) for profile in experiments.profiles]
        device = experiments.device_name
        if hasattr(self._config, "workeroutput"):
            sent = {"device": device, "parts": [each.model_dump(mode="json") for each in parts]}
            self._config.workeroutput[_TRAVEL] = json.dumps(sent)
            return
        self._account.add(parts, device)
        for name, value in (each for item in getattr(session, "items", ()) for each in item.user_properties):
            self._take(name, value)
        if lists(self._config.option):
            return
        try:
            self._deliver(session)
            self.delivery.show(self._target, expected=self._concerned)
        except SetupError as error:
            self.delivery.errors.append(str(error))
            session.exitstatus = pytest.ExitCode.USAGE_ERROR
        except KeyboardInterrupt:
            self.delivery.errors.append(f"stopped while results were written; what is in {self._target} is whole")
            session.exitstatus = pytest.ExitCode.INTERRUPTED
        if self.delivery.errors and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Shows the table, the verdicts, and where the report is."""
        closing.show(terminalreporter, self._config, self.delivery)

    def _take(self, name: str, value: object) -> None:
        if name == VERDICT:
            self._account.judge(Verdict.model_validate_json(str(value)))
        if name == ROUND:
            self._account.time(Round.model_validate_json(str(value)))

    def _look_ahead(self, ids: Iterable[str]) -> None:
        """Raises `pytest.UsageError` if the session could not write or accept its results."""
        if lists(self._config.option):
            return
        profiles = [*lookahead.tested(ids, self._config.stash[EXPERIMENTS].profiles)]
        with before_tests():
            lookahead.check(profiles, self._config.option, self._target)

    def _deliver(self, session: pytest.Session) -> None:
        """Writes the records first, then accepts them. Raises `SetupError`."""
        profiles, device = {each.name: each for each in self._config.stash[EXPERIMENTS].profiles}, self._account.device
        typed = command(sys.argv, self._config.invocation_params.args)
        where = {name: environment.collect(profile, device, typed) for name, profile in profiles.items()}
        accepted, status = self._config.stash[ACCEPTED], session.exitstatus or self._status
        records = self._account.records(where, time.perf_counter() - self._started, accepted)
        self.delivery.keep(records, profiles, accepted, status)
        self.delivery.accept(profiles, status)
        self.delivery.push(profiles, self._config.stash[EXPERIMENTS].exports, status)
