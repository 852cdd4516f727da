"""The pytest plugin of the report: collects verdicts and runs, writes records and report, shows the table."""

import json
import time
from collections.abc import Iterable
from functools import partial
from typing import Any

import pytest

from benchmark.judge import VERDICT
from benchmark.marks import misspelt
from benchmark.plugin import ACCEPTED
from benchmark.speed.rounds import ROUND, Round
from benchmark.verdict import Verdict
from fixtures.errors import SetupError
from fixtures.line import encodable, one_line
from fixtures.options import folder, lists
from fixtures.plugin import EXPERIMENTS
from fixtures.terminal import encoding
from fixtures.usage import before_tests
from reports import environment
from reports.collector import Account, part
from reports.omissions import Omissions
from reports.output import github, lookahead, terminal
from reports.output.delivery import Delivery
from reports.record import Part

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
        "--report-dir",
        default="reports/out",
        help="the folder for report.html, summary.md and the records (%(default)s)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Opens the account of this session."""
    with before_tests():
        config.pluginmanager.register(Clerk(config), "peft-bench-clerk")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Stops if ``-m`` names an unknown mark, which would select nothing, or everything.

    Without pytest's strict markers a test may have any mark.
    """
    if session.config.getini("strict_markers") and (wrong := misspelt(session.config)):
        raise pytest.UsageError(wrong)


class Clerk:
    """Collects what the session measures. Under xdist each worker sends its part to the controller, which writes."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._account = Account()
        self._started = time.perf_counter()
        self._concerned = bool(config.getoption("profile"))
        self._target = folder("--report-dir", config.getoption("report_dir"))
        self._delivery = Delivery(config.option, self._target)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Notes whether the session has claims, before some of them are deselected."""
        self._concerned |= any(item.get_closest_marker("claims") for item in items)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Stops before any training if the results could not be written or accepted."""
        if not hasattr(self._config, "workerinput"):
            self._look_ahead(item.nodeid for item in session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """The same for the tests that xdist's workers collected."""
        self._look_ahead(ids)

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
        except SetupError as error:
            self._delivery.errors.append(str(error))
            session.exitstatus = pytest.ExitCode.USAGE_ERROR
        self._delivery.show(self._target, expected=self._concerned)
        if self._delivery.errors and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Shows the table, the verdicts, and where the report is."""
        omissions, delivery = Omissions(), self._delivery
        for record in delivery.records:
            terminalreporter.section(self._safe(f"{record.name}: {record.profile.title}"))
            for line in omissions.part("The table", partial(terminal.text, record), "").split("\n"):
                terminalreporter.write_line(encodable(line, encoding(self._config)))
        for error in delivery.errors:
            terminalreporter.write_line(f"ERROR: {self._safe(error)}", red=True)
        for annotation in omissions.part("Annotations", lambda: tuple(github.annotations(delivery.records)), ()):
            terminalreporter.write_line(encodable(annotation, encoding(self._config)))
        lines = [*delivery.lines, *omissions.lines, *([str(delivery.report)] if delivery.report else [])]
        if lines:
            terminalreporter.section("report")
        for line in lines:
            terminalreporter.write_line(self._safe(line))

    def _safe(self, text: str) -> str:
        return encodable(one_line(text), encoding(self._config))

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
        where = {name: environment.collect(profile, device) for name, profile in profiles.items()}
        accepted = self._config.stash[ACCEPTED]
        records = self._account.records(where, time.perf_counter() - self._started, accepted)
        self._delivery.keep(records, profiles, accepted, session.exitstatus)
        self._delivery.accept(profiles, session.exitstatus)
