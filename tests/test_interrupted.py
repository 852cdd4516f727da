"""Sessions that end in the middle: nothing half-written is taken for whole, and the account says what is missing."""

import json
import os
import re
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests import killed as killing
from tests.conftest import Run
from tests.systems import SYSTEMS

ROOT = Path(__file__).parents[1]
PATIENCE = 120  # seconds, until an interrupted session should long have ended


def test_ctrl_c_in_training(write_profile: Callable[..., Path], tmp_path: Path) -> None:
    """Exit code 2, no entry and no draft in the store, and claims that are not measured instead of missing."""
    file = write_profile(training={"epochs": 2000}, expect={"score": {"full": {"rouge1": {"at_least": 0}}}})
    store, report = tmp_path / "store", tmp_path / "report"
    options = ["--store", store, "--report-dir", report, "--accept-anyway"]
    command = [sys.executable, "-m", "pytest", "benchmark", "-p", "no:cacheprovider", "--profile", file, *options]
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, as by a background job, it is inherited
    screen, terminal = os.openpty()  # where a bar is drawn at once, if there is room
    termios.tcsetwinsize(terminal, (24, 120))
    with subprocess.Popen([str(part) for part in command], cwd=ROOT, stdout=terminal, stderr=terminal) as process:
        os.close(terminal)
        said = _said(screen)
        begun = ""
        while not re.search(r"training +\d+%", begun):
            begun += next(said)
        os.kill(process.pid, signal.SIGINT)
        output = begun + "".join(said)
        process.wait(PATIENCE)
    assert process.returncode == 2, output
    assert {path.suffix for path in store.iterdir()} == {".lock"}
    assert "partial: the session ended before " in output
    assert "nothing is accepted: the session did not run to its end" in output
    record = json.loads((report / "partial/record-tiny.json").read_text(encoding="utf-8"))
    (verdict,) = (verdict for verdict in record["verdicts"] if verdict["family"] == "score")
    assert verdict["outcome"] == "not measured"
    assert "the session ended before" in verdict["reason"]


@pytest.mark.slow
def test_killed_training_goes_on(write_profile: Callable[..., Path], suite: Run, tmp_path: Path) -> None:
    """After kill -9 the next session trains the rest alone, and has the weights of one that was left in peace."""
    file = write_profile(training={"checkpoint_every": 1}, methods={"lora": None})
    whole = suite("--profile", file, "--store", tmp_path / "another", "--report-dir", tmp_path / "whole")
    killed = suite("--profile", file, "-p", "tests.killed", **{killing.WHICH: "2", killing.HOW: "SIGKILL"})
    assert killed.returncode == -signal.SIGKILL, killed.stdout
    (left,) = (tmp_path / "store").glob("checkpoint-*")
    done = suite("--profile", file)
    assert done.returncode == whole.returncode == 0, done.stdout
    assert "goes on after step 1 of 3" in done.stdout + done.stderr
    assert not left.exists()
    first, second = (trainings(tmp_path / folder / "record-tiny.json") for folder in ("whole", "report"))
    assert first["full"]["weights"] == second["full"]["weights"]
    assert (first["full"]["resumed"], second["full"]["resumed"]) == ([], [1])
    assert "resumed after step 1" in (tmp_path / "report/report.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_another_machine_goes_on(write_profile: Callable[..., Path], suite: Run, tmp_path: Path) -> None:
    """After kill -9 on one, with a store that both share; a third one finds everything there."""
    file = write_profile(training={"checkpoint_every": 1}, methods={"lora": None})
    shared = ("--profile", file, "--store", f"file://{tmp_path}/shared")
    kill = {killing.WHICH: "2", killing.HOW: "SIGKILL"}
    died = suite(*shared, "-p", "tests.killed", XDG_CACHE_HOME=str(tmp_path / "one"), **kill)
    assert died.returncode == -signal.SIGKILL, died.stdout
    done, again = (suite(*shared, XDG_CACHE_HOME=str(tmp_path / name)) for name in ("two", "three"))
    assert done.returncode == again.returncode == 0, done.stdout
    assert "goes on after step 1 of 3" in done.stdout + done.stderr
    assert trainings(tmp_path / "report/record-tiny.json")["full"]["remembered"]
    assert not [*(tmp_path / "shared").glob("checkpoint-*/*")]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_session_that_is_asked_to_end_reports(
    write_profile: Callable[..., Path], suite: Run, tmp_path: Path, name: str
) -> None:
    """It stops as with Ctrl-C, says why, and accounts for what it has carried out."""
    file = write_profile(training={"checkpoint_every": 1}, methods={"lora": None})
    done = suite("--profile", file, "-p", "tests.killed", **{killing.WHICH: "2", killing.HOW: name})
    assert done.returncode == pytest.ExitCode.INTERRUPTED, done.stdout
    assert f"the session was stopped by {name}" in done.stdout
    assert (tmp_path / "report/partial/record-tiny.json").exists()
    assert [*(tmp_path / "store").glob("checkpoint-*")]


def test_closed_output_costs_no_result(write_profile: Callable[..., Path], suite: Run, tmp_path: Path) -> None:
    """As where the session's output is piped to something that has ended: record, report and exit code are there."""
    done = suite(
        "--profile", write_profile(methods={"lora": None}), "-p", "tests.killed", **{killing.HOW: killing.CLOSED}
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "report/record-tiny.json").exists()
    assert (tmp_path / "report/report.html").exists()


def test_session_that_has_no_output_reports(tmp_path: Path) -> None:
    """As where a job is started with its output closed: record, report and exit code are there."""
    (tmp_path / "systems.csv").write_text("reference,old,new\nthe cat,a dog,the cat\n", encoding="utf-8")
    (tmp_path / "systems.toml").write_text(SYSTEMS, encoding="utf-8")
    command = 'exec "$0" -m peft_bench run "$1/systems.toml" --report-dir "$1/report" >&- 2>&- <&-'
    done = subprocess.run(["/bin/sh", "-c", command, sys.executable, tmp_path], cwd=ROOT, check=False)
    assert done.returncode == 0
    assert (tmp_path / "report/report.html").exists()


def trainings(record: Path) -> dict[str, dict[str, Any]]:
    """What a record says of each training, by method."""
    runs = json.loads(record.read_text(encoding="utf-8"))["runs"]
    return {run["method"]: run["training"] for run in runs if run["training"]}


def _said(screen: int) -> Iterator[str]:
    """What is shown on a terminal, until nobody has it open."""
    with suppress(OSError):  # how Linux says that it has ended
        while shown := os.read(screen, 4096):
            yield shown.decode(errors="replace")
    os.close(screen)
