"""Workflows and the action are pinned, install what is tested, and give away no more than is needed."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
ACTION = ROOT / "action.yml"
FILES = [*WORKFLOWS, ACTION]
PINNED = re.compile(r"uses: (\./|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$")


def read(file: Path) -> dict[Any, Any]:
    """What a YAML file holds."""
    found: dict[Any, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def jobs(file: Path) -> Mapping[str, Any]:
    """What has steps in a file."""
    content = read(file)
    return content["jobs"] if "jobs" in content else {"action": content["runs"]}


def steps(*files: Path) -> Iterator[dict[str, Any]]:
    """Each step of some files."""
    for file in files:
        for job in jobs(file).values():
            yield from job["steps"]


def named(texts: list[str]) -> dict[str, str]:
    """Pinned requirements by name."""
    return dict(text.split("==") for text in texts if "==" in text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_actions_are_pinned_by_commit(file: Path) -> None:
    """With the version as a comment; the repository's own is that of the checkout."""
    lines = [line.strip().removeprefix("- ") for line in file.read_text(encoding="utf-8").splitlines()]
    used = [line for line in lines if line.startswith("uses:")]
    assert len(used) == sum("uses" in step for step in steps(file)) > 0
    assert not [line for line in used if not PINNED.fullmatch(line)]


def test_an_action_has_one_version() -> None:
    """In all files the same, so that none is forgotten."""
    versions: dict[str, set[str]] = {}
    for step in steps(*FILES):
        action, _, commit = step.get("uses", "").partition("@")
        versions.setdefault(action, set()).add(commit)
    assert not {action: commits for action, commits in versions.items() if len(commits) > 1}


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_permissions_are_few(file: Path) -> None:
    """Every workflow reads; a job that may write says what it writes beside the permission."""
    assert read(file)["permissions"] == {"contents": "read"}
    for job in jobs(file).values():
        own = job.get("permissions", {})
        assert own.items() <= {"contents": "read", "pull-requests": "write"}.items()
        assert "timeout-minutes" in job
    for line in file.read_text(encoding="utf-8").splitlines():
        assert ": write" not in line or "#" in line


def test_checkouts_keep_no_token() -> None:
    """What is installed and run afterwards finds none."""
    checkouts = [step for step in steps(*FILES) if step.get("uses", "").startswith("actions/checkout")]
    assert len(checkouts) == len(WORKFLOWS)
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_secrets_reach_one_step() -> None:
    """Not a job's environment, nor a step that installs; of the action's tokens each has its step, too."""
    for file in FILES:
        for job in jobs(file).values():
            assert "env" not in job
        assert "env" not in read(file)
    reached = [
        (step.get("name"), name)
        for step in steps(*FILES)
        for name, value in step.get("env", {}).items()
        if "secrets." in value or "token" in value
    ]
    assert reached == [
        ("Gate", "HF_TOKEN"),
        ("Run peft-bench", "HF_TOKEN"),
        ("Comment on the pull request", "GITHUB_TOKEN"),
    ]


def test_no_value_becomes_part_of_a_script() -> None:
    """A branch's name or an input could hold commands: they reach a script as variables."""
    scripts = [step["run"] for step in steps(*FILES) if "run" in step]
    assert scripts
    assert not [script for script in scripts if "${{" in script]
    assert not [file for file in WORKFLOWS if "pull_request_target" in file.read_text(encoding="utf-8")]


def test_scripts_of_the_action_exist() -> None:
    """Each one that a step names, with just the variables that it reads from inputs."""
    for step in steps(ACTION):
        for script in re.findall(r"\$GITHUB_ACTION_PATH/([\w./]+)", step.get("run", "")):
            text = (ROOT / script).read_text(encoding="utf-8")
            assert not [name for name in step["env"] if name not in text and name != "HF_TOKEN"]


def test_inputs_of_the_action_are_used_and_described() -> None:
    """Each of them, and no other."""
    action = read(ACTION)
    text = ACTION.read_text(encoding="utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(action["inputs"])
    assert all(each["description"] for part in ("inputs", "outputs") for each in action[part].values())


def test_own_use_of_the_action_is_right() -> None:
    """The workflow of this repository gives inputs that there are."""
    used = [step for step in steps(*WORKFLOWS) if step.get("uses") == "./"]
    assert used
    for step in used:
        assert step["with"].keys() <= read(ACTION)["inputs"].keys()


def test_everything_is_installed_with_constraints() -> None:
    """By make or with pip's own option, in workflows, action and Makefile."""
    scripts = [step["run"] for step in steps(*FILES) if "run" in step]
    texts = [*scripts, (ROOT / "Makefile").read_text("utf-8"), (ROOT / ".github/action/install.sh").read_text("utf-8")]
    installs = [line for text in texts for line in text.splitlines() if "pip install" in line]
    assert len(installs) >= 3  # torch and the suite by make, and the action's
    assert not [line for line in installs if "--constraint" not in line]


def test_every_promised_python_is_tested() -> None:
    """Those of pyproject.toml's classifiers, which are all that it may be installed on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    promised = [each.rpartition(" ")[2] for each in project["classifiers"] if each.startswith("Programming Language")]
    (job,) = jobs(ROOT / ".github/workflows/tests.yml").values()
    assert job["strategy"]["matrix"]["python-version"] == promised
    assert job["steps"][-1]["run"].startswith("make test test-slow ")
    first, last = promised[0], int(promised[-1].removeprefix("3."))
    assert project["requires-python"] == f">={first},<3.{last + 1}"
    assert read(ACTION)["inputs"]["python-version"]["default"] in promised


def test_pre_commit_has_the_tested_versions() -> None:
    """So that a commit that passes there passes here."""
    constraints = named((ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines())
    hooks = [hook for repo in read(ROOT / ".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]]
    assert [hook["id"] for hook in hooks] == ["ruff-check", "ruff-format", "mypy"]
    for hook in hooks:
        pinned = named(hook.get("additional_dependencies", []))
        assert pinned or hook["entry"].startswith(".venv/bin/")
        assert pinned.items() <= constraints.items()
