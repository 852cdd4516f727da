"""Sentences: what a claim says, from its test's docstring or name."""

import re
from collections.abc import Mapping

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def filled(template: str, words: Mapping[str, str]) -> str:
    """The template on one line, with a word for each placeholder that is known; other braces are text."""
    return _PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), " ".join(template.split()))


def placeholders(template: str) -> set[str]:
    """The words in braces."""
    return set(_PLACEHOLDER.findall(template))


def spoken(name: str) -> str:
    """A test's name in words: ``test_no_name_is_invented`` is no name is invented."""
    return name.removeprefix("test_").replace("_", " ").strip() or name
