"""What is killed, stopped or out of room in the middle leaves whole files, and the next run makes up for it."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests import faulty
from tests.conftest import Run
from tests.systems import SYSTEMS

RECORD, REPORT, SUMMARY, ACCEPTED = (
    *("report/record-systems.json", "report/report.html", "report/summary.md"),
    "accepted/systems.json",
)
PLUGIN = ("-p", "tests.faulty")
PREDICTING = "fixtures.experiment.runtime:Runtime.predict:2"
"""With the second method, which is trained."""


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """A profile of two systems' outputs."""
    rows = (f"the cat {i} sat,a dog {i},the cat {i} ran\n" for i in range(8))
    (tmp_path / "systems.csv").write_text("reference,old,new\n" + "".join(rows), encoding="utf-8")
    (tmp_path / "systems.toml").write_text(SYSTEMS, encoding="utf-8")
    return tmp_path / "systems.toml"


def written(folder: Path) -> dict[str, bytes]:
    """All that a session leaves."""
    places = (folder / name for name in ("report", "accepted"))
    files = (file for place in places if place.is_dir() for file in place.iterdir())
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


@pytest.mark.parametrize("file", [RECORD, REPORT, ACCEPTED])
def test_killed_while_it_writes(suite: Run, system: Path, tmp_path: Path, file: str) -> None:
    """The earlier file stays whole, and the next run replaces it and clears what was left."""
    options = ("--profile", system, "--accept-anyway")
    assert suite(*options).returncode == 0
    before = written(tmp_path)
    assert set(before) == {RECORD, REPORT, SUMMARY, ACCEPTED}
    killed = suite(*options, *PLUGIN, **{faulty.NAMED: Path(file).name, faulty.HOW: "SIGKILL"})
    assert killed.returncode == -signal.SIGKILL
    assert written(tmp_path)[file] == before[file]
    earlier = (tmp_path / file).stat().st_mtime_ns  # what is in it may be the same: two runs end within a second
    assert suite(*options).returncode == 0
    assert set(written(tmp_path)) == set(before)
    assert (tmp_path / file).stat().st_mtime_ns > earlier


FULL = {
    RECORD: (4, "report: cannot be written: No space left on device; name another --report-dir"),
    REPORT: (1, "ERROR: report.html: cannot be written: No space left on device; free the disk and run again"),
    SUMMARY: (1, "ERROR: summary.md: cannot be written: No space left on device; free the disk and run again"),
    ACCEPTED: (1, "accepted/systems.json: cannot be written: No space left on device; free the disk"),
}


@pytest.mark.parametrize("file", FULL)
def test_full_disk_while_it_writes(suite: Run, system: Path, tmp_path: Path, file: str) -> None:
    """One line says so, the earlier file stays, and the others are written."""
    code, line = FULL[file]
    options = ("--profile", system, "--accept-anyway")
    assert suite(*options).returncode == 0
    before = written(tmp_path)
    full = suite(*options, *PLUGIN, **{faulty.NAMED: Path(file).name, faulty.HOW: "ENOSPC"})
    assert full.returncode == code
    assert line in full.stdout + full.stderr
    assert "Traceback" not in full.stdout + full.stderr
    after = written(tmp_path)
    assert after[file] == before[file]
    assert set(after) == set(before)


@pytest.mark.parametrize("file", [RECORD, REPORT, ACCEPTED])
def test_ctrl_c_while_it_writes(suite: Run, system: Path, tmp_path: Path, file: str) -> None:
    """Exit code 2 and one line; each file is whole, the earlier or the later one."""
    options = ("--profile", system, "--accept-anyway")
    assert suite(*options).returncode == 0
    before = written(tmp_path)
    stopped = suite(*options, *PLUGIN, **{faulty.NAMED: Path(file).name, faulty.HOW: "SIGINT"})
    output = stopped.stdout + stopped.stderr
    assert stopped.returncode == pytest.ExitCode.INTERRUPTED, output
    assert f"stopped while results were written; what is in {tmp_path}/report is whole" in output
    assert "Traceback" not in output
    assert written(tmp_path)[file] == before[file]


def test_ctrl_c_while_pytest_ends(suite: Run, system: Path, tmp_path: Path) -> None:
    """Exit code 2 and one line instead of pytest's traceback; a session that was stopped twice accepts nothing."""
    calls = "fixtures.experiment.runs:RunMaker.external:2,_pytest._code.code:ExceptionInfo.getrepr:1"
    options = ("--profile", system, "--accept-anyway")
    stopped = suite(*options, *PLUGIN, **{faulty.CALLED: calls, faulty.HOW: "SIGINT"})
    output = stopped.stdout + stopped.stderr
    assert stopped.returncode == pytest.ExitCode.INTERRUPTED, output
    assert "Traceback" not in output
    assert "stopped while the session ended; what was written is whole" in output
    assert "nothing is accepted: the session did not run to its end" in output
    assert (tmp_path / "report/partial/record-systems.json").exists()
    assert not (tmp_path / ACCEPTED).exists()


@pytest.mark.slow
@pytest.mark.parametrize("runs", [2, 4])
def test_runs_at_once_share_a_report_folder(system: Path, tmp_path: Path, runs: int) -> None:
    """And an accepted file: all end well, and what is left is whole and of the last of them."""
    from tests.forked import Forks

    folders = ("--report-dir", tmp_path / "report", "--store", tmp_path / "store")
    command = ("benchmark", "-p", "no:cacheprovider", "--profile", system, *folders, "--accept-anyway")

    def run(_: int) -> int:
        forks = Forks(("scipy.stats", "sacrebleu"))
        try:
            return forks.pytest(command, {**os.environ, "CI": ""}).returncode
        finally:
            forks.close()

    with ThreadPoolExecutor(runs) as pool:
        assert set(pool.map(run, range(runs))) == {0}
    left = written(tmp_path)
    assert set(left) == {RECORD, REPORT, SUMMARY, ACCEPTED}
    assert left[REPORT].rstrip().endswith(b"</html>")


@pytest.mark.slow
def test_full_store_costs_no_second_training(suite: Run, write_profile: Callable[..., Path], tmp_path: Path) -> None:
    """What was trained and cannot be remembered is exported as it is, in the same session."""
    file = write_profile(methods={"full": None}, reference="lora")
    closing = {
        faulty.CALLED: "fixtures.store:entries.close:2",
        faulty.HOW: "ENOSPC",
    }  # zero-shot's predictions come first
    done = suite("--profile", file, "--export", tmp_path / "models", *PLUGIN, **closing)
    output = done.stdout + done.stderr
    assert done.returncode == 0, output
    assert "cannot be written: No space left on device; what was made is not remembered" in output
    assert output.count("training 100%") == 1
    assert (tmp_path / "models/tiny-lora/adapter_model.safetensors").exists()
    assert not [*(tmp_path / "store").glob("draft-*")]


HARMS: dict[str, tuple[dict[str, str], int, str]] = {
    "killed in generation": ({faulty.CALLED: PREDICTING, faulty.HOW: "SIGKILL"}, -signal.SIGKILL, ""),
    "killed in export": ({faulty.NAMED: "tiny-lora", faulty.HOW: "SIGKILL"}, -signal.SIGKILL, ""),
    "full disk in generation": (
        {faulty.CALLED: PREDICTING, faulty.HOW: "ENOSPC"},
        1,
        "lora: OSError: [Errno 28] No space left on device; the traceback is in logs/tiny-lora.log of the store",
    ),
    "full disk in export": (
        {faulty.NAMED: "tiny-lora", faulty.HOW: "ENOSPC"},
        4,
        "models: cannot be written: No space left on device; name another",
    ),
    "Ctrl-C twice": (
        {faulty.CALLED: PREDICTING, faulty.NAMED: "record-tiny.json", faulty.HOW: "SIGINT"},
        pytest.ExitCode.INTERRUPTED,
        "stopped while results were written",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("harm", HARMS)
def test_after_training(suite: Run, write_profile: Callable[..., Path], tmp_path: Path, harm: str) -> None:
    """One line, no half-written export; the next run remembers the training and exports the model."""
    faults, code, line = HARMS[harm]
    file = write_profile(methods={"full": None}, reference="lora")
    options = ("--profile", file, "--export", tmp_path / "models")
    done = suite(*options, *PLUGIN, **faults)
    assert done.returncode == code, done.stdout + done.stderr
    assert line in done.stdout + done.stderr
    assert not (tmp_path / "models/tiny-lora").exists()
    again = suite(*options)
    assert again.returncode == 0, again.stdout
    assert "* remembered from an earlier session" in again.stdout
    assert (tmp_path / "models/tiny-lora/adapter_model.safetensors").exists()
    assert {each.name for each in (tmp_path / "models").iterdir()} == {"tiny-lora"}
