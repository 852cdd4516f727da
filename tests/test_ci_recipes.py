"""The recipes of docs/ci.md are right: their YAML, the action's inputs and outputs, and what they run."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.test_action import executable
from tests.test_workflows import ACTION, PINNED, read

TEXT = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
GITHUB, GITLAB = (yaml.safe_load(each) for each in re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL))
(SHELL,) = re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)

PROFILE = """
title = "Last night's summaries"
baseline = "old"
reference = "new"
[dataset]
test = "test.csv"
[methods.old]
predictions = "test.csv"
column = "yesterday"
[methods.new]
predictions = "test.csv"
column = "tonight"
[scoring]
metrics = ["exact_match"]
[expect.score.new]
exact_match = { at_least = LEAST }
[gate]
decide = "mean"
"""

PEFT_BENCH = f"""#!/bin/sh
shift
exec {sys.executable} -m pytest {ROOT}/benchmark -c {ROOT}/pyproject.toml -p no:cacheprovider --profile "$@"
"""
"""What stands for the command that `pip install` would leave."""


def test_github_recipe_gives_the_action_what_it_takes() -> None:
    """Inputs and outputs are the action's, and other actions are pinned."""
    (job,) = GITHUB["jobs"].values()
    _, step, last = job["steps"]
    assert step["with"].keys() <= read(ACTION)["inputs"].keys()
    (output,) = re.findall(rf"steps\.{step['id']}\.outputs\.(\w+)", last["env"]["VERDICT"])
    assert output in read(ACTION)["outputs"]
    used = re.findall(r"- (uses: actions/.*)", TEXT)
    assert used
    assert all(PINNED.fullmatch(line) for line in used)


def test_inputs_are_documented() -> None:
    """Each with its default, and no others."""
    rows: dict[str, str] = dict(re.findall(r"^\| `([\w-]+)` \|.*\| (.*) \|$", TEXT, re.MULTILINE))
    inputs: dict[str, dict[str, Any]] = read(ACTION)["inputs"]
    assert list(rows) == list(inputs)
    for name, each in inputs.items():
        default = str(each.get("default", "required")).removeprefix("${{ ").removesuffix(" }}")
        assert not default or default in rows[name]


def test_gitlab_recipe_keeps_what_it_writes(pytestconfig: pytest.Config) -> None:
    """The report and JUnit's file are artifacts, and every option is one."""
    (job,) = GITLAB.values()
    install, run = job["script"]
    assert install.startswith("pip install --constraint ")
    options = dict(re.findall(r"(--[\w-]+) (\S+)", run))
    assert f"{options['--report-dir']}/" in job["artifacts"]["paths"]
    assert options["--junitxml"] == job["artifacts"]["reports"]["junit"]
    known = pytestconfig._parser  # noqa: SLF001  pytest shows its options to nobody
    assert options.keys() <= {name for group in known._groups for each in group.options for name in each.names()}  # noqa: SLF001


@pytest.mark.parametrize(("least", "status", "says"), [(1, 0, "All claims held."), (2, 4, "could not be judged.")])
def test_shell_recipe_runs(tmp_path: Path, least: int, status: int, says: str) -> None:
    """To its last line, with the exit code of the claims; a wrong profile stops it."""
    (tmp_path / "eval").mkdir()
    rows = ["id,target,yesterday,tonight", *(f"{number},Text {number}.,No.,Text {number}." for number in range(6))]
    (tmp_path / "eval/test.csv").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "eval/nightly.toml").write_text(PROFILE.replace("LEAST", str(least)), encoding="utf-8")
    path = executable(tmp_path / "bin/peft-bench", PEFT_BENCH)
    executable(tmp_path / "bin/pip", "#!/bin/sh\n")
    variables = {"PATH": f"{path}:{os.environ['PATH']}", "PEFT_BENCH": "", "CONSTRAINTS": ""}
    done = subprocess.run(
        ["sh", "-c", SHELL],  # noqa: S607
        cwd=tmp_path,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    assert says in done.stdout
    assert (tmp_path / "report/junit.xml").exists() == (status == 0)
