"""A claim's sentence comes from a docstring, whatever is in it, or from the test's name."""

import pytest

from benchmark.sentence import filled, placeholders, spoken


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("{method} holds.", "lora holds."),
        ('{method} writes {"key": 1}, {} and {unknown}.', 'lora writes {"key": 1}, {} and {unknown}.'),
        ("two\n    lines {method!r} {0}", "two lines {method!r} {0}"),
        ("{{method}}", "{lora}"),
    ],
)
def test_known_placeholders_are_filled(template: str, sentence: str) -> None:
    """Other braces are text."""
    assert filled(template, {"method": "lora"}) == sentence


def test_placeholders_are_found() -> None:
    """Of braces, those around one word."""
    assert placeholders('{method} has {"a": 1} and {case}') == {"method", "case"}


@pytest.mark.parametrize(("name", "words"), [("test_no_name", "no name"), ("check_it", "check it"), ("test_", "test_")])
def test_name_in_words(name: str, words: str) -> None:
    """Without what pytest wants in front."""
    assert spoken(name) == words
