"""Dependencies run one way: fixtures <- benchmark <- reports; what has to be quick to start never loads torch."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FORBIDDEN = {"fixtures": {"benchmark", "reports", "tests"}, "benchmark": {"reports", "tests"}, "reports": {"tests"}}
HEAVY = {"torch", "transformers", "peft", "datasets", "evaluate"}


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


def test_what_is_remembered_is_read_without_the_libraries_that_train() -> None:
    """Torch alone, which knows the device."""
    check = "import sys, fixtures.archive; sys.exit(', '.join({'transformers', 'peft'} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


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
