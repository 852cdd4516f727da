"""Examples that the pocket model has never seen the like of go through the same path as its own."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Suite = Callable[..., subprocess.CompletedProcess[str]]
Write = Callable[..., Path]

ROOT = Path(__file__).parents[1]
DIALOGSUM = ROOT.parent / "shared/data/dialogsum"

EXPECT: dict[str, Any] = {
    "dataset": {"test_examples": {"exactly": 12}, "references": {"exactly": 3}, "shared_examples": {"exactly": 0}},
    "score": {method: {"rouge1": {"at_least": 0, "at_most": 1}} for method in ("zero-shot", "full", "lora")},
    "cost": {"lora": {"optimizer_ratio": {"at_most": 0.1}}},
}


def _last_rows(file: Path, count: int) -> str:
    """The header and the last rows of a CSV."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.reader(opened))
    text = io.StringIO()
    csv.writer(text).writerows([rows[0], *rows[-count:]])
    return text.getvalue()


def _own_rows(split: str, count: int, references: int) -> list[dict[str, str]]:
    """Rows of two-line examples with a comma, quotation marks, an apostrophe and an accent in them."""
    return [
        {
            "number": f"{split}-{number}-{wording}",
            "talk": f'#Person1#: Is the café, "{split}", open?\n#Person2#: Not before {number} o\'clock.',
            "gist": f"#Person2# says {'again ' * wording}that the {split} café opens at {number} o'clock.",
        }
        for number in range(count)
        for wording in range(references)
    ]


def _write(file: Path, rows: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        if file.suffix == ".csv":
            writer = csv.DictWriter(opened, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        else:
            opened.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture
def carry_out(suite: Suite, write_profile: Write, tmp_path: Path) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Takes the pocket model through a dataset with 12 test examples and returns the record."""

    def run(dataset: dict[str, Any]) -> dict[str, Any]:
        file = write_profile(
            "real",
            model={"path": str(ROOT / "fixtures/pocket/model")},
            dataset=dataset,
            training={"max_source_tokens": 128},
            generation={"max_new_tokens": 32, "batch_size": 12},
            expect=EXPECT,
        )
        done = suite("--profile", file, "-m", "not speed")
        assert done.returncode == 0, done.stdout
        record: dict[str, Any] = json.loads((tmp_path / "report/record-real.json").read_text(encoding="utf-8"))
        assert [run["method"] for run in record["runs"]] == ["zero-shot", "full", "lora"]
        assert [len(example["references"]) for example in record["examples"]] == [3] * 12
        return record

    return run


@pytest.mark.slow
@pytest.mark.skipif(not DIALOGSUM.is_dir(), reason="needs DialogSum's validation.csv and test.csv")
def test_real_examples(carry_out: Callable[[dict[str, Any]], dict[str, Any]], tmp_path: Path) -> None:
    """Both trainings on validation rows, test examples with their three references, low and honest scores."""
    validation = tmp_path / "validation.csv"  # the last rows: the first ones train, for want of the train split
    validation.write_text(_last_rows(DIALOGSUM / "validation.csv", 6), encoding="utf-8")
    files = {
        "train": str(DIALOGSUM / "validation.csv"),
        "validation": str(validation),
        "test": str(DIALOGSUM / "test.csv"),
    }
    record = carry_out(
        {
            **files,
            "columns": {"source": "dialogue", "target": "summary", "topic": "topic"},
            "rows": {"train": 32, "test": 36},
        }
    )
    assert record["examples"][0]["id"] == "test_0"
    scores = [run["scores"]["metrics"]["rouge1"]["mean"]["value"] for run in record["runs"]]
    assert all(0 <= score < 0.5 for score in scores)
    assert "Ms. Dawson" in (tmp_path / "report/report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_users_own_rows(carry_out: Callable[[dict[str, Any]], dict[str, Any]], tmp_path: Path, form: str) -> None:
    """Columns of the user's own names, references grouped by the example's text, letters that are not ASCII."""
    for split, count in {"train": 32, "validation": 6, "test": 12}.items():
        _write(tmp_path / f"{split}.{form}", _own_rows(split, count, references=3 if split == "test" else 1))
    files = {split: str(tmp_path / f"{split}.{form}") for split in ("train", "validation", "test")}
    columns = {"id": "number", "source": "talk", "target": "gist", "group": "talk"}
    record = carry_out({**files, "columns": columns})
    assert record["examples"][0]["source"].startswith('#Person1#: Is the café, "test", open?\n')
    assert "café" in (tmp_path / "report/report.html").read_text(encoding="utf-8")
