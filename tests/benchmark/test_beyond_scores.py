"""A session of a profile with general text and a learning curve: what is claimed, recorded and shown."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Write

Suite = Callable[..., subprocess.CompletedProcess[str]]


def test_forgetting_and_curve_from_profile_to_report(suite: Suite, write_profile: Write, tmp_path: Path) -> None:
    """A claim is judged by the interval over texts, with all rows; each number of rows is in the report."""
    (tmp_path / "general.txt").write_text(
        "\n\n".join(f"Number {count} is here, and so is {count + 1}." for count in range(12)), encoding="utf-8"
    )
    bounds = {"lora": -9.0, "full": 9.0, "zero-shot": 0.1}
    expect = {"forgetting": {name: {"loss": {"at_most": bound}} for name, bound in bounds.items()}}
    profile = write_profile(forgetting={"path": "general.txt"}, training={"rows": [8, 24]}, expect=expect)
    done = suite("--profile", profile, "--device", "cpu")
    assert done.returncode == 1, done.stdout + done.stderr
    record = json.loads((tmp_path / "report/record-tiny.json").read_text(encoding="utf-8"))
    outcomes = {each["method"]: each["outcome"] for each in record["verdicts"]}
    assert outcomes == {"lora": "missed", "full": "held", "zero-shot": "not measured"}
    verdict = next(each for each in record["verdicts"] if each["method"] == "full")
    assert verdict["statement"].startswith("Training full changes the loss on general text by ")
    assert verdict["statement"].endswith("(limit 9 nats per token)")
    assert verdict["evidence"]["examples"] == 12
    assert record["profile"]["forgetting"]["path"] == "general.txt"
    report = (tmp_path / "report/report.html").read_text(encoding="utf-8")
    assert "on 12 texts that the task does not hold" in report
    assert "### Forgetting" in (tmp_path / "report/summary.md").read_text(encoding="utf-8")
    curves = {name: [point["rows"] for point in points] for name, points in record["curves"].items()}
    assert curves == {"full": [8, 24], "lora": [8, 24]}
    assert "(training 4 of 4): training 100%" in done.stdout
    assert "ROUGE-1 by training rows" in report
    assert "### Learning curve" in (tmp_path / "report/summary.md").read_text(encoding="utf-8")
