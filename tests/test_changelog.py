"""The changelog has a section for each release, the newest first, and the version is the newest of them."""

import re
import tomllib
from datetime import date

from tests.conftest import ROOT

TEXT = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
SECTIONS = re.findall(r"^## (.+)$", TEXT, re.MULTILINE)


def test_releases_are_dated_and_in_order() -> None:
    """Below what comes, and each has a version of its own."""
    assert SECTIONS[0] == "Unreleased"
    releases = [section.split(" - ") for section in SECTIONS[1:]]
    versions = [tuple(map(int, version.split("."))) for version, _ in releases]
    days = [date.fromisoformat(day) for _, day in releases]
    assert versions == sorted(set(versions), reverse=True)
    assert days == sorted(days, reverse=True)


def test_version_is_the_newest_release() -> None:
    """What is installed says which section it belongs to."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert SECTIONS[1].startswith(f"{project['version']} - ")


def test_every_section_says_something() -> None:
    """No release and no heading is empty; just Unreleased may be."""
    bodies = re.split(r"^##+ .+$", TEXT, flags=re.MULTILINE)[2:]
    titles = re.findall(r"^##+ .+$", TEXT, re.MULTILINE)[1:]
    assert not [title for title, body in zip(titles, bodies, strict=True) if not body.strip()]
