"""Imports go one way, between packages and between their folders; names are unique; files stay small."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import FIRST

ROOT = Path(__file__).parents[1]
PACKAGES = ("fixtures", "benchmark", "reports", "peft_bench")
"""Lowest first: a package imports itself and those before it."""

MODULES = "modules beside the folders"
POCKET = "pocket"
ORDER = {
    "fixtures": (
        *(MODULES, "scoring/metrics", "profile", "results", "data", POCKET, "models", "hardware", "training"),
        *("generation", "distributed", "scoring", "start", "store", "experiment", "parametrize", "plugin"),
        "workers",
    ),
    "benchmark": (MODULES, "gate", "speed", "parameters", "plugin", "tests"),
    "reports": (MODULES, "analysis", "charts", "sections", "output", "plugin", "__main__"),
    "peft_bench": (MODULES,),
}
"""The parts of each package, lowest first: folders, and modules beside them. Each part imports those before it."""

MODELS = {"torch", "transformers", "peft"}
HEAVY = {*MODELS, "datasets", "evaluate"}
LONGEST = 200


def files(*packages: str) -> list[Path]:
    """Every Python file of some packages."""
    return [file for package in packages for file in sorted((ROOT / package).rglob("*.py"))]


def imports(file: Path) -> Iterator[str]:
    """Everything that a file imports, also inside functions: modules, and names in them as if they were modules."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{file}:{node.lineno} imports relatively"
            assert not node.level, f"{file}:{node.lineno} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules(file: Path) -> Iterator[Path]:
    """The suite's own modules that a file imports, relative to the root, without ending."""
    for name in imports(file):
        path = Path(*name.split("."))
        if path.parts[0] in PACKAGES:
            yield path if (ROOT / path).with_suffix(".py").exists() or (ROOT / path).is_dir() else path.parent


def rank(module: Path) -> int:
    """The place of a module's folder in its package's order. Fails for a folder that the order lacks."""
    package, *rest = module.with_suffix("").parts
    order = ORDER[package]
    for part in ("/".join(rest[:2]), *rest[:1]):
        if part in order:
            return order.index(part)
    if len(rest) == 1 and rest[0].startswith("test_"):
        return order.index("tests")
    assert len(rest) <= 1, f"{module}: {package} has no place for the folder {rest[0]}"
    return order.index(MODULES)


def in_pocket(module: Path) -> bool:
    """Whether a module is one of the scripts that made the pocket's data and model."""
    return module.parts[1:2] == (POCKET,)


def test_order_is_that_of_the_longest_known_folder() -> None:
    """`scoring/metrics` has another place than `scoring`; a folder without a place is refused."""
    places = ("errors", "scoring/metrics/rouge", "profile/profile", "scoring/scores", "plugin")
    ranks = [rank(Path(f"fixtures/{place}.py")) for place in places]
    assert ranks == sorted(set(ranks))
    with pytest.raises(AssertionError, match="fixtures has no place for the folder attic"):
        rank(Path("fixtures/attic/box.py"))


@pytest.mark.parametrize("package", PACKAGES)
def test_no_package_imports_a_later_one(package: str) -> None:
    """`fixtures` knows neither of the others, `benchmark` no reports, and nothing knows the tests."""
    later = {*PACKAGES[PACKAGES.index(package) + 1 :], "tests"}
    found = [(str(file.relative_to(ROOT)), name) for file in files(package) for name in imports(file)]
    assert not [(file, name) for file, name in found if name.split(".")[0] in later]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_folder_imports_a_later_one(package: str) -> None:
    """The order is that in which data flows."""
    wrong = [
        f"{file.relative_to(ROOT)} imports {module}"
        for file in files(package)
        for module in modules(file)
        if module.parts[0] == package and rank(module) > rank(file.relative_to(ROOT))
    ]
    assert not wrong


def test_no_two_modules_import_each_other() -> None:
    """Nor any more in a circle."""
    graph = {file.relative_to(ROOT).with_suffix(""): set(modules(file)) for file in files(*PACKAGES)}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(map(str, error.args[1])))


def test_only_the_calibration_imports_the_pocket() -> None:
    """Its scripts made data and a model that are files: nothing else needs them."""
    for file in files(*PACKAGES):
        place = file.relative_to(ROOT)
        if not in_pocket(place) and not place.is_relative_to("benchmark/gate/calibration"):
            assert not [module for module in modules(file) if in_pocket(module)], place


def test_each_folder_says_what_is_in_it() -> None:
    """In one or two lines, which are the `__init__`'s only content."""
    for folder in sorted({file.parent for file in files(*PACKAGES)}):
        lines = (folder / "__init__.py").read_text(encoding="utf-8").splitlines()
        (docstring,) = ast.parse("\n".join(lines)).body
        assert isinstance(docstring, ast.Expr), folder
        assert 1 <= len(lines) <= 2, folder


def test_class_names_are_unique() -> None:
    """Private ones and those inside functions, too."""
    names = Counter(
        node.name
        for file in files(*PACKAGES)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert not [name for name, count in names.items() if count > 1]


def test_files_are_short() -> None:
    """A file holds one noun."""
    lengths = {str(file.relative_to(ROOT)): len(file.read_text("utf-8").splitlines()) for file in files(*PACKAGES)}
    assert not {file: length for file, length in lengths.items() if length > LONGEST}


def test_tests_mirror_the_folders() -> None:
    """A test file has the name of the module that it tests, or says in its docstring what it is about."""
    for file in files(*(f"tests/{package}" for package in PACKAGES)):
        place = file.relative_to(ROOT / "tests")
        assert (ROOT / place.parent).is_dir(), f"{place}: there is no folder {place.parent}"
        if file.name.startswith("test_") and not (ROOT / place.with_name(file.name.removeprefix("test_"))).exists():
            assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))), place


def test_reports_never_import_a_model_library() -> None:
    """Neither by themselves nor through others."""
    for file in files("reports"):
        assert not HEAVY & {name.split(".")[0] for name in imports(file)}, file
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files("reports")]
    wanted = ", ".join(name for name in names if not name.endswith(("__main__", "__init__")))
    assert not loaded_by(wanted) & HEAVY


def test_an_experiment_is_opened_without_model_libraries() -> None:
    """Not even torch: it is loaded to know the device, the others to train or to generate."""
    assert not loaded_by("fixtures.experiment.experiment") & MODELS


def test_of_an_experiment_runtime_and_deployer_alone_import_torch() -> None:
    """All other files of the folder together load no model library."""
    names = (file.stem for file in files("fixtures/experiment") if file.stem not in {"__init__", "runtime", "deployer"})
    assert not loaded_by(", ".join(f"fixtures.experiment.{name}" for name in names)) & MODELS


def loaded_by(modules: str) -> set[str]:
    """The libraries that are loaded once some modules are imported, in a process of its own."""
    check = f"import sys, {modules}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


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
    for file in (each for each in files(*PACKAGES) if each.parent != ROOT / "fixtures/experiment"):
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


def test_what_is_begun_first_is_there() -> None:
    """Else the longest file would be the last, with one worker idle."""
    assert FIRST.exists()


def test_conftest_names_the_plugins_and_nothing_else() -> None:
    """It holds a docstring and one assignment."""
    body = ast.parse((ROOT / "conftest.py").read_text(encoding="utf-8")).body
    assert [type(node) for node in body] == [ast.Expr, ast.Assign]


def test_no_code_asks_for_a_method_or_profile_by_name() -> None:
    """A method, a model or a dataset is added in a profile, not in code."""
    for file in files(*PACKAGES):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare):
                names = {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)}
                assert not names & {"pocket", "full", "lora", "zero-shot"}, f"{file}:{node.lineno}"


def test_no_code_of_a_repository_is_run() -> None:
    """Code that a model or a dataset brings along is never executed, whatever a library's default."""
    for file in [*ROOT.glob("*.py"), *files(*PACKAGES)]:
        assert "trust_remote_code" not in file.read_text(encoding="utf-8"), file
