"""Anchors: the ids on the page that links lead to. ``place`` is the record's position on its page, from 1.

A name that cannot be part of an address as it is, or that could be taken for another anchor, gets a hash of itself.
So every anchor is unique, and it is the same in the next report.
"""

import hashlib
import re

_PLAIN = r"(?!(?:{reserved})(?:-|$)|.*\.py-)[\w.:/+-]+"
_FIRST = re.compile(_PLAIN.format(reserved="record|changes|history"))
_LATER = re.compile(_PLAIN.format(reserved="[a-z]+"))  # a section's anchor is the record's, a dash and a word
_PLAIN_CLAIM = re.compile(r"[\w.]+::\w+(\[[\w.]+(-[\w.]+)*\])?")


def record(place: int) -> str:
    """A record."""
    return f"record-{place}"


def section(place: int, key: str) -> str:
    """A section of a record; ``key`` is a lower-case word."""
    return f"{record(place)}-{key}"


def example(place: int, name: str) -> str:
    """An example; those of the first record have their plain ids. An HTML id holds no spaces."""
    prefix, plain = ("", _FIRST) if place == 1 else (f"{record(place)}-", _LATER)
    return prefix + (name if plain.fullmatch(name) else _hashed(name))


def claim(place: int, name: str) -> str:
    """A claim, by its test's name without the folder."""
    file, colons, test = name.partition("::")
    short = file.rpartition("/")[2] + colons + test
    words = "-".join(re.findall(r"[\w.]+", short)) if _PLAIN_CLAIM.fullmatch(short) else _hashed(short)
    return f"{record(place)}-{words}"


def _hashed(name: str) -> str:
    """The harmless words of a name, and the first eight digits of its SHA-256."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return "-".join((*re.findall(r"[\w.]+", name[:80]), digest[:8]))
