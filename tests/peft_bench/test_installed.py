"""A wheel in an environment of its own, used in a folder that has everything in the way that a folder can have."""

import json
import os
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.tutorial import File, steps
from tests.peft_bench.conftest import Command, run
from tests.systems import SYSTEMS

pytestmark = pytest.mark.slow

PROFILE = (
    SYSTEMS
    + """[expect.gain.new]
rouge1 = { at_least = 5 }
"""
)
ROWS = "reference,old,new\n" + "".join(f"the cat {place} sat here,a dog,the cat {place} sat\n" for place in range(12))
OWN_TEST = '''
"""A claim of the user's own."""
import fixtures.rows as rows
import reports
from fixtures import WHOSE
from fixtures.data import MINE
from fixtures.profile.profile import Profile
from fixtures.rows import ROWS

def test_own(profile, run_of, run, verdict):
    assert WHOSE == reports.WHOSE == run == "mine"
    assert rows.ROWS is ROWS
    assert MINE == 3
    assert isinstance(profile, Profile)
    assert verdict(run_of("new").scores.of("rouge1").value, at_least=0.5)
'''
CONFTEST = '''
import pytest
from fixtures.rows import ROWS

def pytest_addoption(parser):
    parser.addoption("--profiles")

@pytest.fixture
def run():
    """Has the name of one of the suite's, which claims go on to use."""
    return "mine"
'''
HOSTILE = {
    "conftest.py": CONFTEST,
    "pytest.ini": "[pytest]\naddopts = --nonsense -x\ntestpaths = nowhere\nfilterwarnings = error\n",
    "pyproject.toml": '[tool.pytest.ini_options]\naddopts = ["--worse"]\n',
    "fixtures/__init__.py": 'WHOSE = "mine"\n',
    "fixtures/rows.py": "from fixtures import WHOSE\nfrom .data import MINE\nROWS = [WHOSE, MINE]\n",
    "fixtures/data.py": "MINE = 3\n",
    "benchmark/__init__.py": "",
    "benchmark/conftest.py": 'raise RuntimeError("nobody asked for it")\n',
    "benchmark/test_quality.py": "def test_nothing():\n    pass\n",
    "reports/__init__.py": 'WHOSE = "mine"\n',
    "tests/__init__.py": "",
    "tests/conftest.py": "",
    "tests/quality/test_own.py": OWN_TEST,
    "datasets.py": 'raise RuntimeError("hides a library")\n',
    "systems.toml": PROFILE,
    "systems.csv": ROWS,
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with packages, conftest files and settings of its own, outside of any repository."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, text in HOSTILE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_wheel_has_everything_in_one_package(environment: Path) -> None:
    """Each file of the three folders, and no other name at the top."""
    (packages,) = environment.glob("lib/*/site-packages")
    names = {place.name for place in packages.iterdir() if not place.name.startswith("borrowed")}
    assert {name for name in names if not name.endswith(".dist-info")} == {"peft_bench"}
    listed = run("git", "ls-files", "benchmark", "fixtures", "reports", cwd=ROOT).stdout.split()
    assert listed
    assert not [file for file in listed if not (packages / "peft_bench/suite" / file).exists()]


def test_profile_and_own_tests_run_among_packages_of_the_same_names(
    command: Command, hostile: Path, environment: Path
) -> None:
    """Each file imports what it means; the folder's settings are not read, and nothing is written beside the suite."""
    before = _files(environment)
    done = command("run", "systems.toml", "tests/quality", cwd=hostile)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 of 2 claims held" in done.stdout
    assert "4 passed" in done.stdout
    assert "warning" not in done.stdout
    assert (hostile / "peft-bench-report/report.html").exists()
    assert _files(environment) == before

    record = hostile / "peft-bench-report/record-systems.json"
    claims = [each["claim"] for each in json.loads(record.read_text(encoding="utf-8"))["verdicts"]]
    assert [claim.partition("::")[0] for claim in claims] == ["benchmark/test_quality.py", "tests/quality/test_own.py"]
    done = command("compare", record, record, "--fail-on-regression", cwd=hostile)
    assert (done.returncode, done.stdout.strip().splitlines()[-1]) == (0, "nothing got worse"), done.stderr
    done = command("report", record, "-o", "again.html", cwd=hostile)
    assert done.returncode == 0, done.stderr
    assert (hostile / "again.html").exists()


def test_a_repository_without_a_place_to_write_or_a_home(command: Command, hostile: Path, tmp_path: Path) -> None:
    """One line says which option helps; with it, everything is there."""
    folder = _read_only(tmp_path)
    done = command("run", hostile / "systems.toml", cwd=folder, HOME="", XDG_CACHE_HOME="")
    assert done.returncode == 4
    assert "peft-bench-report: cannot be written" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    report = tmp_path / "report"
    done = command("run", hostile / "systems.toml", "--report-dir", report, cwd=folder, HOME="", XDG_CACHE_HOME="")
    assert done.returncode == 0, done.stdout + done.stderr
    assert {each.name for each in report.iterdir()} == {"report.html", "record-systems.json", "summary.md"}


def test_other_commands_need_no_checkout(command: Command, hostile: Path) -> None:
    """What ships is listed, a shipped profile is known by its name, and the version is that of the wheel."""
    assert command("--version", cwd=hostile).stdout.startswith("peft-bench 0")
    assert "\npocket " in command("profiles", cwd=hostile).stdout
    done = command("plan", "systems.toml", cwd=hostile)
    assert (done.returncode, "has no model" in done.stderr) == (4, True), done.stderr
    done = command("export", "pocket", "zero-shot", "models", cwd=hostile)
    assert (done.returncode, "there are full, lora" in done.stderr) == (4, True), done.stderr


def test_what_is_installed_is_not_accepted_anew(command: Command, hostile: Path) -> None:
    """Nothing is written into the environment."""
    done = command("run", "pocket", "--accept", cwd=hostile)
    assert (done.returncode, "part of the installation" in done.stderr) == (4, True), done.stderr


def test_help_names_every_option_of_the_suite(command: Command, hostile: Path) -> None:
    """The short help has all of the suite's own options, and none that does not exist."""
    short = command("run", "--help", cwd=hostile).stdout
    full = command("run", "--help-all", cwd=hostile).stdout
    own = full.partition("fine-tuning benchmark:")[2].partition("\n\n")[0]
    options = [line.split()[0].partition("=")[0] for line in own.splitlines() if line.lstrip().startswith("--")]
    assert len(options) > 5
    assert [option for option in options if f"  {option} " not in short] == ["--profile"]  # an argument here
    named = [line.split()[0] for line in short.splitlines() if line.startswith("  -")]
    assert not [option for option in named if option not in full]


def _files(environment: Path) -> set[Path]:
    return {file for file in environment.rglob("*") if "__pycache__" not in file.parts}


def _read_only(tmp_path: Path) -> Path:
    """A folder that nobody can write to: root may write to any other."""
    if os.geteuid() == 0:
        return Path("/proc")
    folder = tmp_path / "read-only"
    folder.mkdir(mode=0o555)
    return folder


@pytest.mark.parametrize("page", sorted((ROOT / "docs/tutorials").glob("*.md")), ids=lambda page: page.stem)
def test_a_tutorial_does_what_it_says(command: Command, page: Path, tmp_path: Path) -> None:
    """Its files are written and its commands typed, in order; they fail where it says so, and nowhere else."""
    commands = 0
    for step in steps(page):
        if isinstance(step, File):
            (tmp_path / step.name).write_text(step.text, encoding="utf-8")
            continue
        program, *words = (word.replace("CHECKOUT", str(ROOT)) for word in step.words)
        done = (command if program == "peft-bench" else partial(run, program))(*words, cwd=tmp_path)
        assert done.returncode == step.fails, f"{step}: {done.stdout}{done.stderr}"
        commands += 1
    assert commands > 1
    assert (tmp_path / "peft-bench-report/report.html").exists()
