"""Tests of `reports.anchors`."""

import re
from itertools import product

import pytest

from reports import anchors

METHODS = ("lora", "a/b", "c/b", "a b", "a_b", 'a"b', "a'b", "a-b", "a%20b", "ä", "语", "a\u202eb", "\ud800", "")


def test_plain_names_stay_as_they_are() -> None:
    """Addresses of earlier reports remain valid."""
    assert anchors.example(1, "test_0") == "test_0"
    assert anchors.example(2, "test_0") == "record-2-test_0"
    name = "benchmark/test_cost.py::test_budget[pocket-lora-train_seconds]"
    assert anchors.claim(1, name) == "record-1-test_cost.py-test_budget-pocket-lora-train_seconds"


@pytest.mark.parametrize("place", [1, 2])
def test_each_name_has_an_anchor_of_its_own(place: int) -> None:
    """Whatever it holds; an anchor has neither spaces nor what an address would change."""
    parts = ["changes", "record-1", "record-2-claims", "claims", "cost-title", "history-1", "axis-1"]
    ids = [*METHODS, *parts]
    claims = [f"benchmark/test_a.py::test_{x}[p-{method}-rouge1]" for x, method in product("xy", METHODS)]
    made = [*(anchors.example(place, each) for each in ids), *(anchors.claim(place, each) for each in claims)]
    page = [anchors.record(place), *(f"{anchors.record(place)}-{each}" for each in ("claims", "cost-title", "axis-1"))]
    assert len({*made, *page, "changes", "history-1"}) == len(made) + len(page) + 2
    assert all(re.fullmatch(r"[\w.:/+-]+", each) for each in made)
    assert made[: len(ids)] == [anchors.example(place, each) for each in ids], "the same again"
