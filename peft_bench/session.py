"""The pytest plugin of ``peft-bench run``: takes profiles and the user's own tests as arguments."""

from pathlib import Path

import pytest

from benchmark.marks import misspelt
from peft_bench.own_packages import OwnPackages
from peft_bench.place import IS_INSIDE, PROFILES, ROOT
from peft_bench.positional import split

_CLAIMS = ROOT / "benchmark"
_QUESTIONS = ("markers", "showfixtures", "cacheshow")  # what pytest answers without any tests
_SHIPPED = {file.stem for file in PROFILES.glob("*.toml")}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Complains of options in the name of the command."""
    parser.prog = "peft-bench run"


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Reads the user's conftest files where there are tests of the user's, and no others."""
    here, given = early_config.invocation_params.dir, early_config.known_args_namespace
    chosen = split(given.file_or_dir, here)
    own = OwnPackages(here)
    if hidden := own.hides(here / each.partition("::")[0] for each in chosen.tests):
        raise pytest.UsageError(hidden)
    own.install()
    early_config.pluginmanager.register(object(), str(ROOT / "conftest.py"))  # what a checkout's names is named already
    given.file_or_dir = list(chosen.tests)
    given.noconftest |= not chosen.tests


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Collects the claims of the profiles that are named, and the user's own tests."""
    if config.option.help:  # pytest has read no more than that
        return
    chosen = split(config.option.file_or_dir, config.invocation_params.dir)
    config.option.profile = [*config.option.profile, *chosen.profiles]
    if wrong := _complaint(config):
        raise pytest.UsageError(wrong)
    config.args = [str(_CLAIMS), *chosen.tests]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Stops if ``-m`` names an unknown mark, unless tests of the user's may have it."""
    if len(session.config.args) == 1 and (wrong := misspelt(session.config)):
        raise pytest.UsageError(wrong)


@pytest.hookimpl(tryfirst=True)
def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collects the claims outside of the user's folders, whose conftest files cannot hide the suite's fixtures then.

    The suite may be in an environment inside such a folder.
    """
    return pytest.Package.from_parent(parent.session, path=path) if path == _CLAIMS else None


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """Calls the claims what they are called in a checkout, so that records of any two installations compare."""
    if module_path.parent != _CLAIMS:
        return None
    name = module_path.relative_to(ROOT).as_posix()
    module: pytest.Module = pytest.Module.from_parent(parent, path=module_path, nodeid=name)
    return module


def _complaint(config: pytest.Config) -> str:
    """What is wrong with the arguments, or an empty text."""
    named: list[str] = config.option.profile
    if not named and not any(getattr(config.option, name) for name in _QUESTIONS):
        return f"peft-bench run: names no profile; name your own TOML file, or one of {', '.join(sorted(_SHIPPED))}"
    accepting = config.option.accept or config.option.accept_anyway
    shipped = [each for each in named if each in _SHIPPED]
    if IS_INSIDE and accepting and shipped:
        fix = "accept a profile of your own, whose accepted file is beside it"
        return f"--accept {shipped[0]}: what is accepted of a shipped profile is part of the installation; {fix}"
    return ""
