"""A record of many examples keeps its long lists in a file beside it, and is whole only with that file."""

import gzip
import json
import random
import shutil
from pathlib import Path

import pytest

from fixtures.errors import SetupError
from reports.acceptance import kept
from reports.reading import read
from reports.record import Record
from tests.reports import invented
from tests.reports.conftest import MakeRecord


@pytest.fixture
def record(new_record: MakeRecord) -> Record:
    """A record of twenty examples."""
    chance = random.Random(0)
    examples = tuple(invented.example(chance, place) for place in range(20))
    runs = [invented.run(chance, method, examples, [0.0] * 20) for method in invented.TRIO]
    return new_record(runs).model_copy(update={"examples": examples})


def beside(path: Path) -> Path:
    """The file that a record names."""
    return path.with_name(json.loads(path.read_text(encoding="utf-8"))["beside"]["file"])


def test_long_lists_are_beside_the_record(record: Record, tmp_path: Path) -> None:
    """The two files hold what one file would; the record itself has no prediction, and the other is JSON Lines."""
    path = record.write(tmp_path, longest=18)
    text = path.read_text(encoding="utf-8")
    assert json.loads(text)["schema"] == 4
    assert json.loads(text)["runs"][0]["predictions"] is None
    assert record.examples[0].source not in text
    assert sorted(tmp_path.iterdir()) == sorted([path, beside(path)])
    with gzip.open(beside(path), "rt", encoding="utf-8") as lines:
        places = [json.loads(line)["at"] for line in lines]
    assert ["examples"] in places
    assert ["runs", 0, "predictions"] in places
    assert read(path) == record


def test_a_small_record_is_one_file_as_before(record: Record, tmp_path: Path) -> None:
    """It has the same text, with or without the limit."""
    path = record.write(tmp_path, longest=20)
    assert path.read_text(encoding="utf-8") == record.model_dump_json(by_alias=True, indent=1)
    assert list(tmp_path.iterdir()) == [path]


def test_so_are_those_of_a_large_accepted_run(new_record: MakeRecord, record: Record, tmp_path: Path) -> None:
    """A record of few examples that is held against many, as where someone tries a part of them, stays small."""
    accepted = {run.method: kept(run, record) for run in record.runs}
    few = new_record([invented.run(random.Random(1), invented.TRIO[0], record.examples[:9], [0.0] * 9)])
    few = few.model_copy(update={"examples": record.examples[:9], "accepted": accepted})
    path = few.write(tmp_path, longest=18)
    assert json.loads(path.read_text(encoding="utf-8"))["accepted"][invented.TRIO[0]]["scores"] is None
    assert read(path) == few


def test_what_else_is_in_the_folder_costs_no_record(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder or a broken link of such a name, and a file that cannot be read, which may name the old lists."""
    path = record.write(tmp_path, longest=18)
    old = beside(path)
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "link.json").symlink_to(tmp_path / "nothing")
    closed = tmp_path / "closed.json"
    closed.touch()
    read_text = Path.read_text

    def refusing(file: Path, *arguments: object, **options: object) -> str:
        if file == closed:
            raise PermissionError(13, "Permission denied")
        return read_text(file, *arguments, **options)  # type: ignore[arg-type]

    changed = record.model_copy(update={"examples": tuple(reversed(record.examples))})
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_text", refusing)
        changed.write(tmp_path, longest=18)
        assert old.exists()
    assert read(path) == changed
    changed.write(tmp_path, longest=18)
    assert not old.exists()


@pytest.mark.parametrize(
    ("harm", "complaint"),
    [
        (Path.unlink, "cannot be read: No such file or directory"),
        (lambda file: file.write_bytes(file.read_bytes()[:-9]), "is damaged, or of another record"),
        (lambda file: file.write_bytes(b""), "is damaged, or of another record"),
        (
            lambda file: file.write_bytes(gzip.compress(b'{"at": ["a"], "values": []}\n')),
            "is damaged, or of another record",
        ),
    ],
)
def test_a_missing_or_damaged_file_is_one_line(record: Record, tmp_path: Path, harm: object, complaint: str) -> None:
    """It names the record, the file and the fix."""
    path = record.write(tmp_path, longest=18)
    assert callable(harm)
    harm(beside(path))
    with pytest.raises(SetupError) as raised:
        read(path)
    (line,) = raised.value.lines
    assert line.startswith(f"{path}: {beside(path).name} beside it ")
    assert complaint in line
    assert line.endswith("keep the two files together, as the suite wrote them")


@pytest.mark.parametrize("said", [None, {}, {"file": "../x", "sha256": "0"}, {"file": 1, "sha256": "0"}])
def test_a_record_that_names_no_file_is_refused(record: Record, tmp_path: Path, said: object) -> None:
    """Nor one in another folder."""
    path = record.write(tmp_path, longest=18)
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"beside": said}), encoding="utf-8")
    with pytest.raises(SetupError, match="beside names no file and SHA-256"):
        read(path)


def test_the_next_record_takes_the_place_of_both(record: Record, tmp_path: Path) -> None:
    """What the old one had beside it goes with it, unless a copy of the old record is kept there."""
    path = record.write(tmp_path, longest=18)
    old = beside(path)
    changed = record.model_copy(update={"examples": tuple(reversed(record.examples))})
    assert beside(changed.write(tmp_path, longest=18)) != old
    assert not old.exists()
    copy = Path(shutil.copy(path, tmp_path / "record-kept.json"))
    record.write(tmp_path, longest=20)
    assert read(copy) == changed
    assert read(path) == record
