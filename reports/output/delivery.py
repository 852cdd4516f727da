"""What a session delivers: its records, the accepted files if it was asked for them, and the report."""

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from benchmark.gate.accepted import Accepted
from fixtures.errors import SetupError
from fixtures.profile.profile import Profile
from fixtures.store import publishing
from fixtures.store.exports import Exports
from reports.acceptance import accept
from reports.coverage import shortfalls
from reports.omissions import Omissions
from reports.output import github, html
from reports.record import Record

PARTIAL = "partial"
"""The folder below the report's own for a session that is not whole, which must not replace a whole report."""

STOPPED = "the session was stopped; what was trained is remembered"

_WHOLE = {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}


@dataclass
class Delivery:
    """Writes into ``folder``. Afterwards ``lines`` and ``errors`` hold what the terminal is to say about it.

    ``none`` says why there is no record, where there is none.
    """

    option: argparse.Namespace
    folder: Path
    records: tuple[Record, ...] = ()
    lines: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    report: Path | None = None
    none: str = "nothing was carried out or claimed"

    def keep(
        self,
        records: Sequence[Record],
        profiles: Mapping[str, Profile],
        accepted: Mapping[str, Accepted | None],
        status: int,
    ) -> None:
        """Writes the records of a session that ends with this exit status. Raises `SetupError`.

        Where a wrong profile or option has stopped it, nothing is written.
        """
        if status == pytest.ExitCode.USAGE_ERROR:
            self.none = STOPPED if any(record.runs for record in records) else self.none
            return
        self.records = tuple(records)
        if not self.records:
            return
        short = shortfalls(records, profiles, accepted, gpu=self.option.markexpr == "gpu")
        self.lines += [f"partial: {why}" for why in short]
        if self.lines:
            self.folder /= PARTIAL
        html.keep(self.records, self.folder)

    def accept(self, profiles: Mapping[str, Profile], status: int) -> None:
        """Accepts the records if the options ask for it; an error with one does not keep others from acceptance."""
        if not (self.option.accept or self.option.accept_anyway) or not self.records:
            return
        if status not in _WHOLE:
            self.lines.append("nothing is accepted: the session did not run to its end")
            return
        for record in (record for record in self.records if record.runs):
            try:
                file = accept(record, profiles[record.name], anyway=self.option.accept_anyway)
                self.lines.append(f"accepted: {file}")
            except SetupError as error:
                self.errors.append(str(error))

    def push(self, profiles: Mapping[str, Profile], exports: Exports | None, status: int) -> None:
        """Uploads what the session has exported to the hub, if the options ask for it and the whole session is green.

        An error with one model does not keep others from the hub.
        """
        if not (owner := self.option.push) or not exports:
            return
        if status or self.errors or self.folder.name == PARTIAL:
            self.lines.append("nothing is pushed to the hub: not every claim was judged and held")
            return
        exported = [(profiles[each.name], run.method) for each in self.records for run in each.runs if run.training]
        for place in (exports.root / profile.exports[method] for profile, method in exported):
            if place.is_dir():
                try:
                    self.lines.append(f"pushed: {publishing.push(place, owner)}")
                except SetupError as error:
                    self.errors.append(str(error))

    def show(self, target: Path, *, expected: bool) -> None:
        """Renders the records; if a report was ``expected`` and there is no record, says that none was written."""
        if self.records and self.folder.is_dir():
            views = html.show(self.records, self.folder)
            self.report, omissions = views.report, Omissions()
            if summary := views.summary:
                omissions.part("The job's summary", lambda: github.append_summary(summary), None)
            self.lines += (*views.omissions, *omissions.lines)
            self.errors += views.errors
        elif expected and not self.records:
            old = target / html.REPORT
            rest = f"; {old} is from an earlier session" if os.path.exists(old) else ""  # noqa: PTH110  any name
            self.lines.append(f"no report was written: {self.none}{rest}")
