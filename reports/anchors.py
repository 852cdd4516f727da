"""Anchors: what a link on the page, or to it, leads to. ``place`` is that of the record on its page, from 1.

A name that could not stand in an address as it is, or could be taken for another, gets a hash of itself: each has an
anchor of its own, the same from one report to the next.
"""

import hashlib
import re

_PARTS = "comparison|accepted|quality|claims|cost|wording|retraining|published|race|spotlight|examples|provenance|axis"
_PLAIN_ID = re.compile(rf"(?!(?:record|changes|history|title|{_PARTS})(?:-|$)|.*\.py-)[\w.:/+-]+")
_PLAIN_CLAIM = re.compile(r"[\w.]+::\w+(\[[\w.]+(-[\w.]+)*\])?")


def record(place: int) -> str:
    """A record."""
    return f"record-{place}"


def example(place: int, name: str) -> str:
    """An example; those of the first record have their plain ids. An HTML id holds no spaces."""
    prefix = "" if place == 1 else f"{record(place)}-"
    return prefix + (name if _PLAIN_ID.fullmatch(name) else _hashed(name))


def claim(place: int, name: str) -> str:
    """A claim, by its test's name without the folder."""
    file, colons, test = name.partition("::")
    short = file.rpartition("/")[2] + colons + test
    words = "-".join(re.findall(r"[\w.]+", short)) if _PLAIN_CLAIM.fullmatch(short) else _hashed(short)
    return f"{record(place)}-{words}"


def _hashed(name: str) -> str:
    """The words of a name as far as they are harmless, and eight digits of its SHA-256."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return "-".join((*re.findall(r"[\w.]+", name[:80]), digest[:8]))
