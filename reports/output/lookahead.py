"""The look ahead: what a session will write, checked before anything is trained."""

import argparse
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmark.gate.accepted import place
from fixtures.errors import SetupError
from fixtures.profile.profile import Profile
from reports import destinations, environment
from reports.acceptance import FIX
from reports.output import github, html
from reports.output.delivery import PARTIAL
from reports.record import file_name


def check(profiles: Sequence[Profile], option: argparse.Namespace, target: Path) -> None:
    """Raises `SetupError` if a file of these profiles cannot be written, or if their records cannot be accepted."""
    if not profiles:
        return
    names = [html.REPORT, html.SUMMARY, *(file_name(profile.name) for profile in profiles)]
    for folder in (target, target / PARTIAL):
        destinations.folder(folder, names, "name another --report-dir")
    if page := os.environ.get(github.SUMMARY):
        destinations.file(Path(page), f"set {github.SUMMARY} to a file that can be written, or unset it")
    for profile in profiles if option.accept or option.accept_anyway else ():
        destinations.folder(place(profile).parent, [place(profile).name], "check its permissions")
        where = environment.collect(profile, "")
        if not option.accept_anyway and (objections := environment.objections(where)):
            raise SetupError(f"--accept {profile.name}", objections[0], FIX)


def tested(ids: Iterable[str], profiles: Iterable[Profile]) -> Iterator[Profile]:
    """The profiles that the tests with these ids are about."""
    selected = [name.partition("::")[2].partition("[")[2] for name in ids]  # a folder's name may have brackets, too
    for profile in profiles:
        escaped = profile.name.encode("unicode_escape").decode()
        if any(name.startswith(escaped) for name in selected):
            yield profile
