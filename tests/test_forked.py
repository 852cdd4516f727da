"""A forked run of pytest is one of its own: arguments, environment, folder, output, end."""

import os
import signal
from pathlib import Path

from tests.forked import Forks

OWN = """
import os, sys, warnings, torch

def test_own(pytestconfig):
    assert not hasattr(torch, "mark")
    torch.mark = os.environ["MARK"]
    print("here:", os.getcwd(), torch.mark)
    print("there", file=sys.stderr)
    if torch.mark == "dies":
        os.abort()
    assert torch.mark == "passes"
"""


def test_each_is_one_of_its_own(forks: Forks, tmp_path: Path) -> None:
    """What one changes in a library, another does not see; whatever happens to it, the next one is carried out."""
    (tmp_path / "test_own.py").write_text(OWN, encoding="utf-8")
    ends = {}
    for mark in ("fails", "dies", "passes"):
        done = forks.pytest(("test_own.py", "-s"), {**os.environ, "MARK": mark}, tmp_path)
        ends[mark] = done.returncode
        assert "there" in done.stderr
    assert f"here: {tmp_path} passes" in done.stdout
    assert ends == {"fails": 1, "dies": -signal.SIGABRT, "passes": 0}
    assert "file or directory not found: absent.py" in forks.pytest(("absent.py",), os.environ, tmp_path).stderr
