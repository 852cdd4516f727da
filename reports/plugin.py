"""The pytest plugin of the account: gathers verdicts and runs, writes records and report, shows the table."""

import json
import os
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from benchmark.gate.accepted import place
from benchmark.judge import VERDICT
from benchmark.marks import misspelt
from benchmark.plugin import ACCEPTED
from benchmark.speed.rounds import ROUND, Round
from benchmark.verdict import Verdict
from fixtures.errors import SetupError
from fixtures.line import encodable, one_line
from fixtures.options import folder
from fixtures.plugin import EXPERIMENTS
from fixtures.profile.profile import Profile
from fixtures.terminal import encoding
from fixtures.usage import before_tests
from reports import destinations, environment
from reports.acceptance import FIX, accept
from reports.collector import Account, part
from reports.coverage import shortfall
from reports.omissions import Mishaps
from reports.output import github, html, terminal
from reports.record import Part, Record, file_name

_TRAVEL = "peft-bench"  # the key under which xdist's workers send what they carried out
_PARTIAL = "partial"  # below the report's folder: what a selection of claims came to replaces no whole report
_WHOLE = {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}


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
    """Opens the account of this session."""
    with before_tests():
        config.pluginmanager.register(Clerk(config), "peft-bench-clerk")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Stops where ``-m`` names a mark that there is not, which would select nothing, or everything."""
    if wrong := misspelt(session.config):
        raise pytest.UsageError(wrong)


class Clerk:
    """Keeps the account. Under xdist each worker sends its part to the controller, which writes."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._account = Account()
        self._started = time.perf_counter()
        self._records: tuple[Record, ...] = ()
        self._concerned = bool(config.getoption("profile"))
        self._target = self._folder = folder("--report-dir", config.getoption("report_dir"))
        self._lines: list[str] = []
        self._errors: list[str] = []
        self._report: Path | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Whether anything of this session is about profiles, before some of it is deselected."""
        self._concerned |= any(item.get_closest_marker("claims") for item in items)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Stops before anything is trained where what comes of it could not be written, or not be accepted."""
        if not hasattr(self._config, "workerinput"):
            self._look_ahead(item.nodeid for item in session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """The same, with what xdist's workers have collected."""
        self._look_ahead(ids)

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
        if self._config.option.collectonly:
            return
        try:
            self._keep(session)
        except SetupError as error:
            self._errors.append(str(error))
        self._show()
        if self._errors:
            session.exitstatus = pytest.ExitCode.USAGE_ERROR

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Shows the table, the verdicts, and where the report is."""
        mishaps = Mishaps()
        for record in self._records:
            terminalreporter.section(self._said(f"{record.name}: {record.profile.title}"))
            for line in mishaps.part("The table", partial(terminal.text, record), "").split("\n"):
                terminalreporter.write_line(encodable(line, encoding(self._config)))
        for error in self._errors:
            terminalreporter.write_line(f"ERROR: {self._said(error)}", red=True)
        for annotation in mishaps.part("Annotations", lambda: tuple(github.annotations(self._records)), ()):
            terminalreporter.write_line(encodable(annotation, encoding(self._config)))
        if self._lines or mishaps.lines or self._report:
            terminalreporter.section("report")
        for line in (*self._lines, *mishaps.lines, *([str(self._report)] if self._report else [])):
            terminalreporter.write_line(self._said(line))

    def _said(self, text: str) -> str:
        return encodable(one_line(text), encoding(self._config))

    def _take(self, name: str, value: object) -> None:
        if name == VERDICT:
            self._account.judge(Verdict.model_validate_json(str(value)))
        if name == ROUND:
            self._account.time(Round.model_validate_json(str(value)))

    def _look_ahead(self, ids: Iterable[str]) -> None:
        """Raises `pytest.UsageError` where a target cannot be written, or nothing that comes of it be accepted."""
        profiles = [*_concerned(ids, self._config.stash[EXPERIMENTS].profiles)]
        if not profiles or self._config.option.collectonly:
            return
        with before_tests():
            self._try_targets(profiles)

    def _try_targets(self, profiles: list[Profile]) -> None:
        option = self._config.option
        names = [html.REPORT, html.SUMMARY, *(file_name(profile.name) for profile in profiles)]
        for target in (self._target, self._target / _PARTIAL):
            destinations.folder(target, names, "name another --report-dir")
        if page := os.environ.get(github.SUMMARY):
            destinations.file(Path(page), f"set {github.SUMMARY} to a file that can be written, or not at all")
        for profile in profiles if option.accept or option.accept_anyway else ():
            destinations.folder(place(profile).parent, [place(profile).name], "check its permissions")
            where = environment.collect(profile, "")
            if not option.accept_anyway and (objections := environment.objections(where)):
                raise SetupError(f"--accept {profile.name}", objections[0], FIX)

    def _keep(self, session: pytest.Session) -> None:
        """Writes the records first, and accepts them if that was asked for. Raises `SetupError`."""
        profiles, device = {each.name: each for each in self._config.stash[EXPERIMENTS].profiles}, self._account.device
        where = {name: environment.collect(profile, device) for name, profile in profiles.items()}
        accepted = self._config.stash[ACCEPTED]
        records = self._account.records(where, time.perf_counter() - self._started, accepted)
        stopped = session.exitstatus == pytest.ExitCode.USAGE_ERROR
        self._records = tuple(record for record in records if record.runs or not stopped)
        short = (shortfall(each, profiles[each.name], accepted[each.name]) for each in self._records)
        self._lines += [f"partial: {why}" for why in short if why]
        if stopped and self._records and not self._lines:
            self._lines.append("partial: the session was stopped before everything was carried out")
        if self._lines:
            self._folder /= _PARTIAL
        if self._records:
            html.keep(self._records, self._folder)
        option = self._config.option
        if not (option.accept or option.accept_anyway):
            return
        if self._records and session.exitstatus not in _WHOLE:
            self._lines.append("nothing is accepted: the session did not run to its end")
        elif session.exitstatus in _WHOLE:
            for record in (record for record in self._records if record.runs):
                self._accept(record, profiles[record.name])

    def _accept(self, record: Record, profile: Profile) -> None:
        """Accepts one record; what forbids it forbids no other."""
        try:
            file = accept(record, profile, anyway=self._config.option.accept_anyway)
            self._lines.append(f"accepted: {file}")
        except SetupError as error:
            self._errors.append(str(error))

    def _show(self) -> None:
        """Renders what was written, or says that nothing was."""
        if self._records and self._folder.is_dir():
            views = html.show(self._records, self._folder)
            self._report, mishaps = views.report, Mishaps()
            if summary := views.summary:
                mishaps.part("The job's summary", lambda: github.append_summary(summary), None)
            self._lines += (*views.mishaps, *mishaps.lines)
        elif self._concerned and not self._records:
            old = self._target / html.REPORT
            rest = f"; {old} is of an earlier session" if os.path.exists(old) else ""  # noqa: PTH110  any name
            self._lines.append(f"no report was written: nothing was carried out or claimed{rest}")


def _concerned(ids: Iterable[str], profiles: Iterable[Profile]) -> Iterator[Profile]:
    """The profiles that some of the collected tests are about, by the names of these."""
    selected = [name.partition("::")[2].partition("[")[2] for name in ids]  # a folder's name may have brackets, too
    for profile in profiles:
        escaped = profile.name.encode("unicode_escape").decode()
        if any(name.startswith(escaped) for name in selected):
            yield profile
