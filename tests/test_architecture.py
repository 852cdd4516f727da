"""Dependencies run one way: fixtures <- benchmark <- reports; what has to be quick to start never loads torch."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FORBIDDEN = {"fixtures": {"benchmark", "reports", "tests"}, "benchmark": {"reports", "tests"}, "reports": {"tests"}}
MODELS = {"torch", "transformers", "peft"}
HEAVY = {*MODELS, "datasets", "evaluate"}


def imports(file: Path) -> Iterator[str]:
    """The top-level packages that a file imports anywhere."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("package", FORBIDDEN)
def test_no_package_knows_a_later_one(package: str) -> None:
    """Found by reading every import, also those inside functions."""
    for file in (ROOT / package).rglob("*.py"):
        assert not FORBIDDEN[package] & set(imports(file)), file


def test_reports_never_import_a_model_library() -> None:
    """Neither by themselves nor through others."""
    for file in (ROOT / "reports").rglob("*.py"):
        assert not HEAVY & set(imports(file)), file
    modules = [f"reports.{file.stem}" for file in (ROOT / "reports").glob("*.py") if file.stem != "__main__"]
    check = f"import sys, {', '.join(modules)}; sys.exit(', '.join({HEAVY} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_experiment_is_opened_without_model_libraries() -> None:
    """Not even torch: it is loaded to know the device, the others to train or to generate."""
    check = f"import sys, fixtures.experiment.experiment; sys.exit(', '.join({MODELS} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def reaches_through(file: Path) -> Iterator[int]:
    """The lines that use the runtime of something else, or what belongs to a part of a runtime.

    ``experiment.runtime`` may be taken and handed on, and ``runtime.base`` be asked of it; ``experiment.runtime.base``
    and ``runtime.base.model`` are one layer too far.
    """
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            first = node.value
            taken = isinstance(first, ast.Attribute) and first.attr == "runtime"
            second = first.value if isinstance(first, ast.Attribute) else None
            named = isinstance(second, ast.Name) and second.id == "runtime"
            held = isinstance(second, ast.Attribute) and second.attr == "_runtime"
            if taken or named or held:
                yield node.lineno


def test_nobody_reaches_through_an_experiment_to_what_its_runtime_has() -> None:
    """Callers ask the experiment or the runtime itself."""
    own = ROOT / "fixtures/experiment"
    for file in (file for package in FORBIDDEN for file in (ROOT / package).rglob("*.py") if own not in file.parents):
        assert not list(reaches_through(file)), file


def test_reaching_through_is_seen(tmp_path: Path) -> None:
    """By one attribute too many, whatever the runtime was taken from."""
    file = tmp_path / "caller.py"
    file.write_text(
        "runtime = experiment.runtime\n"
        "base = runtime.base\n"
        "runtime.generator().predict(examples)\n"
        "experiment.runtime.base\n"
        "self.experiment.runtime.job.tokens\n"
        "runtime.job.tokens\n"
        "self._runtime.base.model\n",
        encoding="utf-8",
    )
    assert sorted(set(reaches_through(file))) == [4, 5, 6, 7]


def test_conftest_names_the_plugins_and_nothing_else() -> None:
    """It holds a docstring and one assignment."""
    body = ast.parse((ROOT / "conftest.py").read_text(encoding="utf-8")).body
    assert [type(node) for node in body] == [ast.Expr, ast.Assign]


def test_no_code_asks_for_a_method_or_profile_by_name() -> None:
    """A method, a model or a dataset is added in a profile, not in code."""
    for file in [*ROOT.glob("fixtures/*.py"), *ROOT.glob("benchmark/*.py"), *ROOT.glob("reports/*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare):
                names = {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)}
                assert not names & {"pocket", "full", "lora", "zero-shot"}, f"{file}:{node.lineno}"


def test_no_code_of_a_repository_is_run() -> None:
    """What a model or a dataset brings along as code stays where it is, whatever the library's default."""
    for file in [*ROOT.glob("*.py"), *(file for package in FORBIDDEN for file in (ROOT / package).rglob("*.py"))]:
        assert "trust_remote_code" not in file.read_text(encoding="utf-8"), file
