"""GitHub's Markdown: words that stay words, code, and tables."""

import re
from collections.abc import Iterable, Sequence

from fixtures.line import one_line


class Marked(str):
    """Markdown that is meant as such: a table does not escape it."""

    __slots__ = ()


def plain(words: str) -> str:
    """The words on one line, escaped: no markup, HTML, link, image, mention or reference comes of them."""
    return _escaped(words, (*_ESCAPES, *_JOINED, *_BEGINNINGS))


def code(words: str) -> str:
    """The words as code, in which only a backquote has a meaning."""
    flat = one_line(words)
    fence = "`" * (1 + max(map(len, re.findall("`+", flat)), default=0))
    return f"{fence} {flat} {fence}" if "`" in flat else f"{fence}{flat}{fence}"


def items(lines: Iterable[str]) -> str:
    """A list with an escaped item for each line."""
    return "\n".join(f"- {plain(line)}" for line in lines)


def table(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """A table with a row for each sequence of cells: the first column flush left, the others flush right."""
    rule = (Marked("---"), *(Marked("---:") for _ in head[1:]))
    return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in (head, rule, *body))


def _cell(words: str) -> str:
    """As `plain`, but inside a line, where a sign before a figure begins no list."""
    return words if isinstance(words, Marked) else _escaped(words, (*_ESCAPES, *_JOINED))


def _escaped(words: str, changes: Iterable[tuple[re.Pattern[str], str]]) -> str:
    flat = one_line(words)
    for pattern, instead in changes:
        flat = pattern.sub(instead, flat)
    return flat


_ESCAPES = (
    (re.compile(r"[\\`*~|$]|_(?![^\W_])|(?<![^\W_])_|\](?=[(\[:])"), r"\\\g<0>"),
    (re.compile("&"), "&amp;"),
    (re.compile("<"), "&lt;"),
    (re.compile(">"), "&gt;"),
)
"""What would be markup anywhere."""

_BEGINNINGS = (
    (re.compile(r"^(?:[-+=\[]|#(?!\d))"), r"\\\g<0>"),
    (re.compile(r"^(\d+)(?=[.)](?:\s|$))"), r"\1\\"),
)
"""What would be a list, a heading or a definition at the beginning of a line."""

_JOINED = tuple(
    (re.compile(pattern), "\\g<0>\N{WORD JOINER}")
    for pattern in (
        r"@(?=\w)",
        r"#(?=\d)",
        r":(?=//)",
        r"\b(?i:www)(?=\.)",
        r"\b(?i:gh)(?=-\d)",
        r"\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{6}(?=[0-9a-f]{1,34}\b)",
    )
)
"""What GitHub turns into a link even where Markdown is escaped; an invisible character in it prevents that."""
