"""What the suite's own tests share: a tiny model, a small dataset, and profiles made of them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from fixtures.errors import USAGE_ERROR
from tests.forked import MODELS, OWN, Forks

ROOT = Path(__file__).parents[1]
POCKET = ROOT / "fixtures/pocket"

settings.register_profile("repeatable", derandomize=True, deadline=None)  # a failure is everybody's, and each time
settings.load_profile("repeatable")

for _name in [name for name in os.environ if name.startswith("PYTEST_XDIST")]:
    del os.environ[_name]  # the processes that a worker's tests start are no workers
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else each of them compiles the suite again

Run = Callable[..., subprocess.CompletedProcess[str]]
Write = Callable[..., Path]

FIRST = ROOT / "tests/test_pocket.py"


def pytest_configure(config: pytest.Config) -> None:
    """Registers the mark of the tests that `make test` leaves to `make test-slow`."""
    config.addinivalue_line("markers", "slow: whole trainings, installations and real sizes, ten seconds or more each")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that run the suite come first, and of these the longest, so that no worker is left alone with one."""
    long = {item.path for item in items if "suite" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: (item.path != FIRST, item.path not in long))


@pytest.fixture(scope="session")
def small_dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with train.csv (24 rows), validation.csv (4) and test.csv (6 examples with 3 references)."""
    from fixtures.data.csv_text import write_csv
    from fixtures.pocket.corpus import dialogues, rows

    folder = tmp_path_factory.mktemp("dataset")
    for split, size, references in (("train", 24, 1), ("validation", 4, 1), ("test", 6, 3)):
        played = rows(split, dialogues(split, size, seed=1), references)
        write_csv(folder / f"{split}.csv", ("id", "source", "target", "topic"), played)
    return folder


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a random T5 without dropout, of some 50,000 parameters, and the pocket tokenizer."""
    import torch
    from transformers import AutoTokenizer, T5Config, T5ForConditionalGeneration

    folder = tmp_path_factory.mktemp("model")
    tokenizer = AutoTokenizer.from_pretrained(POCKET / "model")
    sizes = {"d_model": 16, "d_kv": 8, "d_ff": 16, "num_layers": 1, "num_heads": 2}
    options: dict[str, Any] = {**sizes, "dropout_rate": 0.0, "decoder_start_token_id": 0}
    config = T5Config(vocab_size=len(tokenizer), **options)
    torch.manual_seed(0)
    T5ForConditionalGeneration(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture
def write_profile(tmp_path: Path, tiny_model: Path, small_dataset: Path) -> Write:
    """Writes a profile of the tiny model on the small dataset; tables replace or extend its own, None leaves out."""

    def write(name: str = "tiny", **changes: Mapping[str, Any]) -> Path:
        tables: dict[str, Any] = {
            "title": "Tiny",
            "baseline": "zero-shot",
            "reference": "full",
            "model": {"path": str(tiny_model)},
            "dataset": {split: str(small_dataset / f"{split}.csv") for split in ("train", "validation", "test")},
            "prompt": {"template": "Summarize.\n\n{source}\n\nSummary:"},
            "training": {"epochs": 1, "batch_size": 8, "evaluate_every": 2},
            "generation": {"max_new_tokens": 8, "batch_size": 4},
            "methods": {
                "zero-shot": {"kind": "zero-shot"},
                "full": {"kind": "full", "learning_rate": 1e-3},
                "lora": {
                    "kind": "adapter",
                    "learning_rate": 1e-3,
                    "adapter": {"peft_type": "LORA", "task_type": "SEQ_2_SEQ_LM", "r": 2, "target_modules": ["q", "v"]},
                },
            },
        }
        for key, change in changes.items():
            tables[key] = {**tables.get(key, {}), **change} if isinstance(change, Mapping) else change
        file = tmp_path / f"{name}.toml"
        file.write_text(toml(tables), encoding="utf-8")
        return file

    return write


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """What runs pytest without importing torch and the libraries around it each time."""
    forks = Forks((*MODELS, *OWN, "tests.prepared"))
    yield forks
    forks.close()


READ_AT_START = ("HF_", "LC_", "PYTHON")
"""Variables that the interpreter or a library reads once."""


@pytest.fixture
def suite(tmp_path: Path, forks: Forks) -> Run:
    """Runs ``pytest benchmark``, or other tests where they are named, in a process of its own.

    Store, report and pytest's cache are under the test's folder; ``CI`` is not set, as on somebody's own machine.
    """

    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        folders = ("--store", tmp_path / "store", "--report-dir", tmp_path / "report")
        tests = () if any(str(each).startswith("benchmark") for each in arguments) else ("benchmark",)
        command = [*tests, "-o", f"cache_dir={tmp_path / 'cache'}", *folders, *arguments]
        variables = {**os.environ, "COLUMNS": "200", "CI": "", **environment}
        if not any(name.startswith(READ_AT_START) for name in environment):
            return forks.pytest(command, variables)
        return subprocess.run(
            [sys.executable, "-m", "pytest", *map(str, command)],
            cwd=ROOT,
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """The line that says what is wrong; there is no traceback."""
    output = done.stdout + done.stderr
    assert done.returncode == USAGE_ERROR, output
    assert "Traceback" not in output
    (line,) = {line.strip("! ") for line in output.splitlines() if line.startswith("ERROR: ") or "Exit: " in line}
    return line


def toml(tables: Mapping[str, Any], path: str = "") -> str:
    """Nested tables as TOML; JSON's strings, numbers and lists are TOML's too."""
    plain = [
        f"{json.dumps(key)} = {json.dumps(value)}"
        for key, value in tables.items()
        if not isinstance(value, Mapping) and value is not None
    ]
    nested = [
        f"[{path}{json.dumps(key)}]\n{toml(value, f'{path}{json.dumps(key)}.')}"
        for key, value in tables.items()
        if isinstance(value, Mapping)
    ]
    return "\n".join((*plain, *nested))
