"""Records are written and read whole, or refused in one line."""

import json
from pathlib import Path

import pytest

from fixtures.errors import SetupError
from reports.reading import read, read_all
from tests.reports.conftest import MakeRecord, MakeRuns, MakeVerdict


def test_a_record_comes_back_as_it_was_written(
    new_record: MakeRecord, new_verdict: MakeVerdict, tmp_path: Path
) -> None:
    """Nothing is lost or changed between writing and reading."""
    record = new_record(verdicts=[new_verdict(0.8), new_verdict(None, reason="no GPU")])
    path = record.write(tmp_path)
    assert path == tmp_path / "record-small.json"
    assert read(path) == record
    assert list(tmp_path.iterdir()) == [path], "no draft is left"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "is not JSON"),
        ("[1]", "is not a record"),
        ("{}", "is not a record"),
        ('{"schema": "1"}', "is not a record"),
        ('{"schema": true}', "is not a record"),
        ('{"schema": 0}', "is not a record"),
        ('{"schema": 99}', "has schema 99, this version reads up to 4; update the suite"),
        ('{"schema": 1}', "created: is missing"),
        ('{"schema": 2}', "created: is missing"),
    ],
)
def test_what_is_no_record_is_refused(content: str, complaint: str, tmp_path: Path) -> None:
    """Each line names the file, what is wrong and the fix."""
    path = tmp_path / "record.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SetupError) as raised:
        read(path)
    assert str(raised.value).startswith(f"{path}: ")
    assert complaint in raised.value.lines[0]
    assert all(line.startswith(f"{path}: ") for line in raised.value.lines)


def test_a_missing_record_is_refused(tmp_path: Path) -> None:
    """A file that is not there is the user's to fix."""
    with pytest.raises(SetupError, match="cannot be read: No such file"):
        read(tmp_path / "record.json")


def test_a_misspelt_file_is_suggested(tmp_path: Path) -> None:
    """The nearest in the same folder."""
    (tmp_path / "record-pocket.json").touch()
    with pytest.raises(SetupError, match=r"cannot be read: .*; did you mean record-pocket\.json\?"):
        read(tmp_path / "record-poket.json")


def test_all_wrong_files_are_named_together(tmp_path: Path) -> None:
    """Several of an order, each with its reason."""
    (tmp_path / "empty.json").touch()
    with pytest.raises(SetupError) as raised:
        read_all([tmp_path / "empty.json", tmp_path / "absent"])
    first, second = raised.value.lines
    assert first.startswith(f"{tmp_path / 'empty.json'}: is not JSON")
    assert second.startswith(f"{tmp_path / 'absent'}: cannot be read")


def test_an_unknown_key_is_refused(new_record: MakeRecord, tmp_path: Path) -> None:
    """A record of this schema has no other keys than this version knows."""
    path = new_record().write(tmp_path)
    data = json.loads(path.read_text(encoding="utf-8"))
    data["runs"][0]["colour"] = "green"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(SetupError, match=r"runs\[0\]\.colour"):
        read(path)


def test_bounds_that_no_profile_may_set_any_more_come_back(
    new_record: MakeRecord, new_verdict: MakeVerdict, tmp_path: Path
) -> None:
    """Earlier versions took them from a profile."""
    path = new_record(verdicts=[new_verdict(0.8)]).write(tmp_path)
    data = json.loads(path.read_text(encoding="utf-8"))
    data["verdicts"][0]["limits"] |= {"at_least": "NaN", "at_most": -1, "exactly": "Infinity"}
    path.write_text(json.dumps(data), encoding="utf-8")
    (verdict,) = read(path).verdicts
    assert str(verdict.limits.given) == "{'at_least': nan, 'at_most': -1.0, 'exactly': inf}"


def test_scores_by_other_protocols_come_back(new_record: MakeRecord, new_runs: MakeRuns, tmp_path: Path) -> None:
    """With the cut predictions; a record without them, as it was before there were any, is read as well."""
    run = new_runs()[0]
    cut = tuple(each.model_copy(update={"cuts": {5: "zero"}}) for each in run.predictions)
    record = new_record([run.model_copy(update={"predictions": cut, "protocols": {"short": run.scores}})])
    path = record.write(tmp_path)
    assert read(path) == record
    assert read(path).runs[0].predictions[0].within(5) == "zero"
    data = json.loads(path.read_text(encoding="utf-8"))
    del data["runs"][0]["protocols"], data["runs"][0]["scores"]["by_row"]
    for prediction in data["runs"][0]["predictions"]:
        del prediction["cuts"]
    path.write_text(json.dumps(data), encoding="utf-8")
    assert read(path).runs == (run,)
