"""Ctrl-C in the middle of a training: nothing half-written is taken for whole, and the account says what is missing."""

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


def _said(screen: int) -> Iterator[str]:
    """What is shown on a terminal, until nobody has it open."""
    with suppress(OSError):  # how Linux says that it has ended
        while shown := os.read(screen, 4096):
            yield shown.decode(errors="replace")
    os.close(screen)
