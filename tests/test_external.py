"""A profile of external predictions: judged, accepted and gated without torch."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

SCRIPT = "import sys, pytest; code = pytest.main(sys.argv[1:]); print('torch:', 'torch' in sys.modules); sys.exit(code)"
PROFILE = """
title = "Two systems"
baseline = "old"
reference = "new"
[dataset]
test = "systems.csv"
columns = {{ target = "reference" }}
references = 3
[methods.old]
predictions = "systems.csv"
column = "old"
[methods.new]
predictions = "systems.csv"
column = "{column}"
[expect.lost.new]
rouge1 = {{ at_most = 10 }}
[expect.gain.new]
rouge1 = {{ at_least = 5 }}
[expect.parameters.new]
trainable = {{ at_most = 1 }}
[protocols.first]
rows = 6
[published.paper]
source = "A paper"
protocol = "first"
scores = {{ rouge1 = 0.5 }}
[published.course]
source = "A course"
protocol = "main"
scores = {{ rouge1 = 0.5 }}
"""


@pytest.mark.slow
def test_systems_are_gated_without_torch(small_dataset: Path, tmp_path: Path) -> None:
    """A better system is accepted, and a worse one in its place is a miss; without a model there are no parameters.

    Other protocols and published figures are shown, and options about training change nothing.
    """
    with (small_dataset / "test.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    with (tmp_path / "systems.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("reference", "old", "new"))
        for i, row in enumerate(rows):
            writer.writerow((row["target"], "Nothing of it.", rows[i - i % 3]["target"]))
    options = ("--seeds", "1,2", "--fresh", "--export", str(tmp_path / "models"))
    code, outcomes = _run(tmp_path, "new", "--accept-anyway", *options)
    assert code == 0
    assert outcomes == {"lost": "not measured", "gain": "held", "parameters": "not measured"}
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "The first 6 test rows, of any length." in page
    code, outcomes = _run(tmp_path, "new")
    assert code == 0
    assert outcomes["lost"] == "held"
    code, outcomes = _run(tmp_path, "old")
    assert code == 1
    assert outcomes == {"lost": "missed", "gain": "missed", "parameters": "not measured"}


def _run(folder: Path, column: str, *options: str) -> tuple[int, dict[str, str]]:
    """The suite on the systems' profile: its exit code, and each claim's outcome."""
    profile = folder / "systems.toml"
    profile.write_text(PROFILE.format(column=column), encoding="utf-8")
    run: Callable[..., subprocess.CompletedProcess[str]] = subprocess.run
    options = ("--profile", str(profile), "--report-dir", str(folder), "-p", "no:cacheprovider", *options)
    done = run([sys.executable, "-c", SCRIPT, "benchmark", *options], cwd=ROOT, capture_output=True, text=True)
    assert "torch: False" in done.stdout, done.stdout + done.stderr
    record = json.loads((folder / "record-systems.json").read_text(encoding="utf-8"))
    return done.returncode, {verdict["family"]: verdict["outcome"] for verdict in record["verdicts"]}
