"""A Sphinx extension: a page that is made from code, and links to files of the repository that no page shows."""

import json
import posixpath
import re
from pathlib import Path
from typing import Final

from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from docs._ext import reference

ROOT: Final = Path(__file__).parents[2]
KEYS: Final = "reference/keys"
"""The page of a profile's keys; its file holds the introduction."""

_LINK: Final = re.compile(r"(?<!!)\[(?P<text>[^\]]+)\]\((?P<target>[^):#\s]+)(?:#[^)]*)?\)")
_LOG: Final = logging.getLogger(__name__)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Registers what Sphinx calls."""
    app.connect("source-read", read)
    app.connect("build-finished", finish)
    return {"parallel_read_safe": True}


def read(_: Sphinx, name: str, content: list[str]) -> None:
    """Completes a page's source: the keys of a profile are made, and links out of ``docs/`` are paths."""
    if name == KEYS:
        content[0] += "\n" + reference.page()
    content[0] = _LINK.sub(lambda link: _named(name, link), content[0])


def finish(app: Sphinx, error: Exception | None) -> None:
    """Writes the JSON schema of a profile, for editors."""
    if error is None:
        schema = json.dumps(reference.schema(), indent=2)
        Path(app.outdir, "reference/profile.schema.json").write_text(schema, encoding="utf-8")


def _named(name: str, link: re.Match[str]) -> str:
    """A link out of ``docs/`` as the path of the file in the repository."""
    path = posixpath.normpath(posixpath.join("docs", posixpath.dirname(name), link["target"]))
    if path.startswith("docs/"):
        return link[0]
    if not (ROOT / path).exists():
        _LOG.warning("%s leads nowhere", link["target"], location=name)
    text = link["text"]
    return f"`{path}`" if posixpath.basename(path) == text.strip("`") else f"{text} (`{path}`)"
