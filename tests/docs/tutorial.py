"""A tutorial as steps: the files that it shows with a caption are written, and its commands are typed."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FENCE: Final = re.compile(
    r"^```(?:\{code-block\} )?(?P<language>\w+)\n(?P<options>(?::\w+: [^\n]*\n)*)\n?(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class File:
    """A file that the reader writes."""

    name: str
    text: str


@dataclass(frozen=True)
class Command:
    """A command that the reader types; it ``fails`` where the tutorial says so."""

    words: tuple[str, ...]
    fails: bool


def steps(page: Path) -> Iterator[File | Command]:
    """What a reader of a page does, in order."""
    for block in _FENCE.finditer(page.read_text(encoding="utf-8")):
        options = dict(re.findall(r":(\w+): (.*)", block["options"]))
        if name := options.get("caption"):
            yield File(name, block["text"])
        elif block["language"] == "console":
            for line in block["text"].splitlines():
                if line.startswith("$ "):
                    words = shlex.split(line.removeprefix("$ "), comments=True)
                    yield Command(tuple(words), fails=options.get("class") == "fails")
