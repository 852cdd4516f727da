"""Hostile records: whatever a record holds, it is rendered or refused in one line."""

import copy
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fixtures.errors import SetupError
from reports.output import history, html, view
from reports.reading import read
from tests.reports import golden
from tests.reports.conftest import MakeRecord

ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**12,
    10**400,
    0.5,
    1e308,
    float("nan"),
    float("inf"),
    "",
    "NaN",
    "a\n::error::b",
    [],
    {},
    [[]],
)
Data = dict[str, Any]


def small() -> Data:
    """A record as an earlier version wrote it."""
    data: Data = json.loads(gzip.decompress((golden.RECORDS / "record-small-11054a5.json.gz").read_bytes()))
    return data


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value but the first."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [each for key, child in children for each in ((*path, key), *places(child, (*path, key)))]


def put(data: Data, path: tuple[Any, ...], value: object) -> Any:  # noqa: ANN401  still a record's JSON, or nearly
    """The same with another value there."""
    changed: Any = copy.deepcopy(data)
    *above, last = path
    inner = changed
    for key in above:
        inner = inner[key]
    inner[last] = value
    return changed


SMALL = small()
PLACES = places(SMALL)
HOSTILE: dict[str, tuple[Callable[[Data], object], str]] = {
    "no counts": (lambda data: put(data, ("runs", 0, "parameters", "base"), 0), "a model has some"),
    "no time": (lambda data: put(data, ("runs", 1, "scoring"), {"seconds": 0, "pairs": 1}), "is not a duration"),
    "a negative count": (lambda data: put(data, ("runs", 1, "training", "saved_bytes"), -1), "is not a count"),
    "a curve of nobody": (
        lambda data: put(data, ("curves",), {"nobody": [{"rows": 0}]}),
        "curves.nobody: there is no run of the method",
    ),
    "a curve without scores": (
        lambda data: put(data, ("curves",), {"lora": [{"rows": 3}]}),
        "curves.lora: other metrics than those of the run",
    ),
    "a curve without rows": (
        lambda data: put(data, ("curves",), {"lora": [{"rows": 0, "failure": "none"}]}),
        "curves.lora: not a number of rows",
    ),
    "a text without tokens": (
        lambda data: put(data, ("runs", 1, "forgetting"), {"tokens": [0], "base": [1], "by_seed": [[1]]}),
        "forgetting.tokens: a text has some",
    ),
    "a loss too few": (
        lambda data: put(data, ("runs", 1, "forgetting"), {"tokens": [1, 1], "base": [1, 1], "by_seed": [[1]]}),
        "forgetting: not a loss on each text",
    ),
    "no predictions": (lambda data: put(data, ("runs", 0, "summaries"), []), "values of 0 predictions"),
    "a short list": (
        lambda data: put(data, ("runs", 0, "scores", "metrics", "rouge1", "values"), [[0.5]]),
        "1 values of 6 predictions",
    ),
    "fewer examples": (lambda data: put(data, ("dialogues",), data["dialogues"][:2]), "there is no example test_2"),
    "many resamples": (
        lambda data: put(data, ("profile", "scoring", "resamples"), 10**12),
        "profile.scoring.resamples: expected 1000000 or less",
    ),
    "a score that is none": (
        lambda data: put(data, ("runs", 0, "scores", "metrics", "rouge1", "mean", "value"), "NaN"),
        "out of its range",
    ),
    "a huge number": (lambda data: put(data, ("runs", 1, "training", "tokens"), 10**400), "holds a number beyond"),
    "a method twice": (
        lambda data: put(data, ("runs",), [*data["runs"], data["runs"][0]]),
        "two runs are of the method",
    ),
    "no such baseline": (lambda data: put(data, ("profile", "baseline"), "nobody"), "no method is called nobody"),
    "deep": (lambda data: put(data, ("profile", "more"), json.loads("[" * 200 + "]" * 200)), "more than 100 levels"),
}


@pytest.mark.parametrize(("change", "wrong"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_records_are_refused_in_one_line(change: Callable[[Data], object], wrong: str, tmp_path: Path) -> None:
    """With what does not fit."""
    file = tmp_path / "record-small.json"
    file.write_text(json.dumps(change(SMALL)), encoding="utf-8")
    with pytest.raises(SetupError) as raised:
        read(file)
    assert wrong in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("text", ["[" * 3000 + "]" * 3000, '{"schema": 1, "seconds": NaN}', '{"schema": ' + "9" * 5000])
def test_what_json_cannot_be_read_is_refused_in_one_line(text: str, tmp_path: Path) -> None:
    """Brackets beyond Python's patience, a number that is none, one of more digits than it converts."""
    file = tmp_path / "record-small.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SetupError):
        read(file)


def test_sound_records_are_read(new_record: MakeRecord, tmp_path: Path) -> None:
    """What the suite writes itself fits."""
    for made in (new_record(), golden.failing(), golden.seeds(), golden.pocket()):
        assert read(made.write(tmp_path)) == made


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(PLACES), value=st.sampled_from(ODD))
def test_any_change_is_rendered_or_refused(path: tuple[Any, ...], value: object, tmp_path: Path) -> None:
    """One value of a record, whatever it is, is another: never anything but a page or one line."""
    file = tmp_path / "record-small.json"
    file.write_text(json.dumps(put(SMALL, path, value)), encoding="utf-8")
    try:
        found = read(file)
    except SetupError:
        return
    page = view.page([found])
    assert html.text(page).endswith("</html>")
    assert html.history(history.histories([found]))
