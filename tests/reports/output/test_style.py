"""Tests of the style sheet: every class in it is used."""

import re
from pathlib import Path

from benchmark.verdict import Outcome
from reports.analysis.differences import MARKS
from reports.output import html

TEMPLATES = Path(html.__file__).parents[1] / "templates"
VEGA = {"role-axis-grid", "role-axis-tick", "role-axis-domain"}


def text(suffix: str) -> str:
    """All templates or scripts."""
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(TEMPLATES.rglob(f"*.{suffix}")))


def styled() -> set[str]:
    """The classes in the selectors of the style sheet."""
    selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", text("css"), flags=re.DOTALL)
    return set(re.findall(r"\.([a-z][\w-]*)", selectors))


def used() -> set[str]:
    """The classes that a template or a script gives to an element; outcomes and signs are classes, too."""
    attributes = re.findall(r'class="((?:\{\{.*?\}\}|[^"])*)"', text("html"))
    assigned = re.findall(r'(?:className = |classList\.(?:add|toggle)\()"([^"]*)"', text("js"))
    values = {outcome.replace(" ", "-") for outcome in Outcome} | set(MARKS)
    return values | {word for each in (*attributes, *assigned) for word in re.findall(r"[a-z][\w-]*", each)}


def test_every_class_is_used() -> None:
    """A rule for a class that no element has is dead."""
    assert len(styled()) > 50
    assert styled() - used() - VEGA == set()
