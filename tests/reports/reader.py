"""Reads a page as a browser would."""

import html
import re
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input"}


class Reader(HTMLParser):
    """What a page consists of. Fails if an element is closed that is not open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.scripts: list[str | None] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collects a tag, its ids and its links."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "xlink:href", "action"}]
        if tag == "script":
            self.scripts.append(dict(attrs).get("type"))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closes it."""
        assert self.open.pop() == tag


def examples(page: str) -> set[str]:
    """The anchors of the examples that the page's script shows, from the text inside the page."""
    return {html.unescape(anchor) for anchor in re.findall(r'<details data-anchor="([^"]*)">', page)}
