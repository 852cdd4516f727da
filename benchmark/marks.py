"""Marks: those of claims and timings, and whether ``-m`` names only registered ones."""

import re
from collections.abc import Iterator
from typing import Final

import pytest

from fixtures.complaints import nearest
from fixtures.profile.renamed import MARKS

REGISTERED: Final = (
    "gpu: needs a CUDA device",
    "quality: claims about scores",
    "parameters: claims about what is trained and what is saved",
    "regression: claims against the accepted run",
    "cost: claims about time and memory",
    "dataset: claims about the data",
    "speed: timings by pytest-benchmark",
    "race: timings against a notebook's recipe, which take minutes: only with -m race or -m speed",
    "own: claims of your own tests",
    "claims(family): the test judges each of the profiles' claims of a family",
)

_ARGUMENTS = re.compile(r"\([^()]*=[^()]*\)")  # of a mark: device(serial="1")
_OF_OTHERS = ("tryfirst", "trylast", "benchmark", "xdist_group")
_WORDS = {"and", "or", "not", "True", "False", "None"}


def misspelt(config: pytest.Config) -> str:
    """A complaint about ``-m`` where it names a mark that is not registered, with the nearest one; else empty."""
    known = {line.partition(":")[0].partition("(")[0].strip() for line in config.getini("markers")}
    for name in re.findall(r"[^\s()]+", _ARGUMENTS.sub("", config.option.markexpr)):
        if name in MARKS and name not in known:
            return f"-m {config.option.markexpr}: {name} is called {MARKS[name]} now"
        if name not in known | _WORDS:
            near = nearest(name, known)
            fix = f"{f'did you mean {near}? ' if near else ''}there are {', '.join(_selecting(config))}"
            return f"-m {config.option.markexpr}: no mark is called {name}; {fix}"
    return ""


def _selecting(config: pytest.Config) -> Iterator[str]:
    """The marks that are for selecting: those without arguments, and neither pytest's own nor its plugins'."""
    for line in config.getini("markers"):
        name = line.partition(":")[0].strip()
        if "(" not in name and name not in _OF_OTHERS:
            yield name
