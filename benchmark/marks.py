"""Marks: whether ``-m`` names only registered ones."""

import difflib
import re

import pytest

from fixtures.profile.renamed import MARKS

_ARGUMENTS = re.compile(r"\([^()]*=[^()]*\)")  # of a mark: device(serial="1")
_WORDS = {"and", "or", "not", "True", "False", "None"}


def misspelt(config: pytest.Config) -> str:
    """A complaint about ``-m`` where it names a mark that is not registered, with the nearest one; else empty.

    Checked only with pytest's strict markers: without them a test may have any mark.
    """
    if not config.getini("strict_markers"):
        return ""
    known = {line.partition(":")[0].partition("(")[0].strip() for line in config.getini("markers")}
    for name in re.findall(r"[^\s()]+", _ARGUMENTS.sub("", config.option.markexpr)):
        if name in MARKS and name not in known:
            return f"-m {config.option.markexpr}: {name} is called {MARKS[name]} now"
        if name not in known | _WORDS:
            close = difflib.get_close_matches(name, known, 1)
            fix = f"did you mean {close[0]}?" if close else "pytest --markers lists them"
            return f"-m {config.option.markexpr}: no mark is called {name}; {fix}"
    return ""
