"""The pytest plugin of the account: gathers verdicts and runs, writes records and report, shows the table."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from benchmark.judge import VERDICT
from benchmark.laps import LAP, Lap
from benchmark.plugin import ACCEPTED
from benchmark.verdict import Verdict
from fixtures.errors import SetupError
from fixtures.plugin import BENCHES, folder
from reports import environment, github, terminal
from reports.acceptance import accept
from reports.account import Account, part
from reports.record import Part, Record
from reports.render import write

_TRAVEL = "peft-bench"  # the key under which xdist's workers send what they carried out


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where to write, and what to accept."""
    group = parser.getgroup("peft-bench")
    group.addoption("--accept", action="store_true", help="make this run the reference of later ones")
    group.addoption(
        "--accept-anyway", action="store_true", help="the same in spite of missed claims or uncommitted changes"
    )
    group.addoption(
        "--report-dir",
        default="reports/out",
        help="folder of report.html, summary.md and the records (%(default)s)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Opens the account of this session. What could not be accepted anyway is told before anything is trained."""
    folder("--report-dir", config.getoption("report_dir"))
    if config.option.accept and not config.option.accept_anyway and environment.dirty(config.rootpath):
        raise pytest.UsageError(
            "--accept: the checkout has uncommitted changes; commit them, or use --accept-anyway, which notes it"
        )
    config.pluginmanager.register(Clerk(config), "peft-bench-clerk")


class Clerk:
    """Keeps the account. Under xdist each worker sends its part to the controller, which writes."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._account = Account()
        self._started = time.perf_counter()
        self._records: tuple[Record, ...] = ()
        self._report: Path | None = None
        self._accepted: list[Path] = []
        self._error = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Takes down a test's verdict."""
        for name, value in report.user_properties:
            self._take(name, value)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:  # noqa: ANN401  xdist's worker
        """Takes over what a worker carried out."""
        sent = json.loads(getattr(node, "workeroutput", {}).get(_TRAVEL, "{}"))
        if sent:
            self._account.add((Part.model_validate(each) for each in sent["parts"]), sent["device"])

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Sends or writes what was carried out."""
        benches = self._config.stash[BENCHES]
        parts = [part(profile, benches.made.get(profile.name)) for profile in benches.profiles]
        device = benches.device_name
        if hasattr(self._config, "workeroutput"):
            sent = {"device": device, "parts": [each.model_dump(mode="json") for each in parts]}
            self._config.workeroutput[_TRAVEL] = json.dumps(sent)
            return
        self._account.add(parts, device)
        for name, value in (each for item in getattr(session, "items", ()) for each in item.user_properties):
            self._take(name, value)
        try:
            self._write()
            if session.exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
                self._accept()
        except SetupError as error:
            self._error = str(error)
            session.exitstatus = pytest.ExitCode.USAGE_ERROR

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Shows the table, the verdicts, and where the report is."""
        for record in self._records:
            terminalreporter.section(f"{record.name}: {record.profile['title']}")
            terminalreporter.write_line(terminal.text(record))
        if self._error:
            terminalreporter.write_line(f"ERROR: {self._error}", red=True)
        for annotation in github.annotations(self._records):
            terminalreporter.write_line(annotation)
        for file in self._accepted:
            terminalreporter.write_line(f"accepted: {file}")
        if self._report:
            terminalreporter.section("report")
            terminalreporter.write_line(str(self._report))

    def _take(self, name: str, value: object) -> None:
        if name == VERDICT:
            self._account.judge(Verdict.model_validate_json(str(value)))
        if name == LAP:
            self._account.time(Lap.model_validate_json(str(value)))

    def _write(self) -> None:
        where = environment.collect(self._config.rootpath, self._account.device)
        self._records = self._account.records(where, time.perf_counter() - self._started, self._config.stash[ACCEPTED])
        if self._records:
            self._report = write(self._records, Path(self._config.getoption("report_dir")))
            github.append_summary(self._report.with_name("summary.md"))

    def _accept(self) -> None:
        option = self._config.option
        if option.accept or option.accept_anyway:
            profiles = {profile.name: profile for profile in self._config.stash[BENCHES].profiles}
            for record in (record for record in self._records if record.runs):
                self._accepted.append(accept(record, profiles[record.name], anyway=option.accept_anyway))
