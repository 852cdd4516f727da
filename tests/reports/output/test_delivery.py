"""Tests of `reports.output.delivery`."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fixtures.errors import SetupError
from fixtures.profile.profile import Profile, read
from fixtures.store.exports import Exports
from reports.output.delivery import PARTIAL, Delivery
from tests.conftest import Run, complaint
from tests.reports.conftest import MakeRecord

Write = Callable[..., Path]


@pytest.fixture
def delivery(new_record: MakeRecord, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Delivery:
    """A session with one record that is to be pushed; the hub takes everything but full."""

    def push(export: Path, owner: str) -> str:
        if export.name.endswith("full"):
            raise SetupError(f"--push {owner}/{export.name}", "is not on the hub", "push it again")
        return f"{owner}/{export.name}"

    monkeypatch.setattr("fixtures.store.publishing.push", push)
    return Delivery(Namespace(push="owner"), tmp_path / "report", records=(new_record(),))


@pytest.fixture
def tiny(new_record: MakeRecord, write_profile: Write) -> Profile:
    """A profile of that name."""
    return read(write_profile()).model_copy(update={"name": new_record().name})


@pytest.fixture
def exports(tiny: Profile, tmp_path: Path) -> Exports:
    """What was exported of it."""
    for name in tiny.exports.values():
        (tmp_path / name).mkdir()
    return Exports(tmp_path)


def test_green_session_pushes_what_it_exported(delivery: Delivery, tiny: Profile, exports: Exports) -> None:
    """A model that the hub refuses is an error, and the others are there."""
    delivery.push({tiny.name: tiny}, exports, 0)
    assert delivery.lines == [f"pushed: owner/{tiny.exports['lora']}"]
    assert delivery.errors == [f"--push owner/{tiny.exports['full']}: is not on the hub; push it again"]


@pytest.mark.parametrize(
    ("status", "state"), [(1, {}), (0, {"folder": Path(PARTIAL)}), (0, {"errors": ["pocket: is not accepted"]})]
)
def test_any_other_session_pushes_nothing(
    delivery: Delivery, tiny: Profile, exports: Exports, status: int, state: dict[str, Any]
) -> None:
    """One with a miss, a partial one, or one that could not accept: it says so."""
    delivery = replace(delivery, **state)
    delivery.push({tiny.name: tiny}, exports, status)
    assert delivery.lines == ["nothing is pushed to the hub: not every claim was judged and held"]


def test_nothing_is_pushed_unasked(delivery: Delivery, tiny: Profile, exports: Exports) -> None:
    """Nor without exports."""
    delivery.push({tiny.name: tiny}, None, 0)
    delivery.option.push = None
    delivery.push({tiny.name: tiny}, exports, 0)
    assert not delivery.lines


def test_push_without_an_export_is_refused(suite: Run, write_profile: Write) -> None:
    """Before anything is trained."""
    line = complaint(suite("--profile", write_profile(), "--push", "owner"))
    assert line == "ERROR: --push owner: has nothing to upload; add --export FOLDER"
