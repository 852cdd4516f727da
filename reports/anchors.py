"""Anchors: what a link on the page, or to it, leads to. ``place`` is that of the record on its page, from 1."""

import re


def record(place: int) -> str:
    """A record."""
    return f"record-{place}"


def dialogue(place: int, name: str) -> str:
    """A dialogue; those of the first record have their plain ids. An HTML id holds no spaces."""
    prefix = "" if place == 1 else f"{record(place)}-"
    return prefix + "_".join(name.split())


def claim(place: int, name: str) -> str:
    """A claim, by its test's name without the folder: the same from one report to the next."""
    return "-".join((record(place), *re.findall(r"[\w.]+", name.rpartition("/")[2])))
