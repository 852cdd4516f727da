"""Timings: which of them a session asks for. They claim nothing, and loading models for them takes time."""

import pytest
from _pytest.mark import MarkMatcher
from _pytest.mark.expression import Expression

TIMER = "benchmark"
"""The name under which pytest-benchmark is registered as a plugin; nothing can be timed without it."""

_OPTIONS = ("only", "json", "save", "autosave", "compare")
_MARKS = {"speed", "race"}


def asked_for(item: pytest.Item, config: pytest.Config) -> bool:
    """Whether a timing is wanted: by its mark, its file or, unless it is a race, an option of pytest-benchmark."""
    if not config.pluginmanager.has_plugin(TIMER):
        return False
    if _by_mark(item, config.option.markexpr) or any(item.path.name in argument for argument in config.args):
        return True
    return not item.get_closest_marker("race") and any(config.getoption(f"benchmark_{each}") for each in _OPTIONS)


def _by_mark(item: pytest.Item, expression: str) -> bool:
    """Whether ``-m`` selects the item because of its timing marks: without them it would not be selected."""
    marks = list(item.iter_markers())
    others = [mark for mark in marks if mark.name not in _MARKS]
    try:
        selects = Expression.compile(expression).evaluate
    except SyntaxError:  # pytest reports it
        return False
    return selects(MarkMatcher.from_markers(marks)) and not selects(MarkMatcher.from_markers(others))
