"""Real dialogues, which the pocket model has never seen the like of, go through the same path as its own."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Suite = Callable[..., subprocess.CompletedProcess[str]]
Write = Callable[..., Path]

ROOT = Path(__file__).parents[1]
DIALOGSUM = ROOT.parent / "shared/data/dialogsum"

needs_dialogsum = pytest.mark.skipif(not DIALOGSUM.is_dir(), reason="needs DialogSum's validation.csv and test.csv")

EXPECT = {
    "corpus": {"test_dialogues": {"exactly": 12}, "references": {"exactly": 3}, "shared_dialogues": {"exactly": 0}},
    "rouge": {method: {"rouge1": {"at_least": 0, "at_most": 0.5}} for method in ("zero-shot", "full", "lora")},
    "cost": {"lora": {"optimizer_ratio": {"at_most": 0.1}}},
}


def _last_rows(file: Path, count: int) -> str:
    """The header and the last rows of a CSV."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.reader(opened))
    text = io.StringIO()
    csv.writer(text).writerows([rows[0], *rows[-count:]])
    return text.getvalue()


@needs_dialogsum
def test_real_dialogues_are_trained_on_summarized_and_reported(
    suite: Suite, write_profile: Write, tmp_path: Path
) -> None:
    """Both trainings on validation rows, test dialogues with their three references, low and honest scores."""
    validation = tmp_path / "validation.csv"  # the last rows: the first ones train, for want of the train split
    validation.write_text(_last_rows(DIALOGSUM / "validation.csv", 6), encoding="utf-8")
    file = write_profile(
        "real",
        model={"path": str(ROOT / "fixtures/pocket/model")},
        corpus={
            "train": str(DIALOGSUM / "validation.csv"),
            "validation": str(validation),
            "test": str(DIALOGSUM / "test.csv"),
            "columns": {"topic": "topic"},
            "rows": {"train": 32, "test": 36},
        },
        generation={"max_new_tokens": 32, "batch_size": 12},
        expect=EXPECT,
        spotlight="test_3",
    )
    done = suite("--profile", file, "-m", "not speed")
    assert done.returncode == 0, done.stdout
    record = json.loads((tmp_path / "report/record-real.json").read_text(encoding="utf-8"))
    assert [len(dialogue["references"]) for dialogue in record["dialogues"]] == [3] * 12
    assert record["dialogues"][0]["id"] == "test_0"
    scores = [run["scores"]["metrics"]["rouge1"]["mean"]["value"] for run in record["runs"]]
    assert all(0 <= score < 0.5 for score in scores)
    page = (tmp_path / "report/report.html").read_text(encoding="utf-8")
    assert "Ms. Dawson" in page
