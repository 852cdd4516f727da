"""The environment of a session: versions, device and checkouts."""

import platform
from collections.abc import Iterator, Mapping
from pathlib import Path

from fixtures.libraries import installed
from fixtures.profile.profile import Profile
from reports import checkout
from reports.record import Environment

_SUITE = Path(__file__).parents[1]


def collect(profile: Profile, device: str, command: str = "") -> Environment:
    """The environment of this process and its command; its commit is that of the repository that holds the profile.

    The suite's own is beside it where that is another repository.
    """
    folder = profile.file.parent
    apart = checkout.top(_SUITE) != checkout.top(folder) and checkout.tracks(Path(__file__))
    own = checkout.look(folder, _inputs(profile))
    return Environment(
        commit=own.commit,
        dirty=own.dirty if own.commit is None else own.dirty or not checkout.tracks(profile.file),  # it may be ignored
        unknown=own.unknown,
        suite=checkout.look(_SUITE) if apart else None,
        python=platform.python_version(),
        platform=platform.platform(),
        device=device,
        packages=installed(),
        command=command,
    )


def objections(environment: Environment) -> tuple[str, ...]:
    """Why a run cannot be repeated: uncommitted changes, or a repository that git cannot read, and which one it is."""
    return tuple(
        objection
        for whose, each in (("the profile's repository", environment), ("the suite's repository", environment.suite))
        if each and (objection := _objection(whose, each.unknown, dirty=bool(each.dirty)))
    )


def _objection(whose: str, unknown: str, *, dirty: bool) -> str:
    if unknown:
        return f"{whose} may have uncommitted changes, {unknown}"
    return f"{whose} has uncommitted changes" if dirty else ""


def _inputs(profile: Profile) -> Iterator[Path]:
    """The profile's file and every file and folder that it names."""

    def paths(value: object) -> Iterator[Path]:
        if isinstance(value, Path):
            yield value
        for each in value.values() if isinstance(value, Mapping) else ():
            yield from paths(each)

    yield from paths(profile.model_dump())
