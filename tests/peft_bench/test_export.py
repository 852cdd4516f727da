"""Tests of `peft_bench.export`."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.errors import SetupError
from peft_bench import export
from tests.conftest import Write
from tests.peft_bench.conftest import Command

Suite = Callable[..., subprocess.CompletedProcess[str]]


def test_a_remembered_model_is_written(suite: Suite, peft_bench: Command, write_profile: Write, tmp_path: Path) -> None:
    """No claim is judged and nothing is trained; what is not remembered is an error that names the command."""
    profile = write_profile()
    done = peft_bench("export", profile, "lora", "models", "--store", tmp_path / "store", "--device", "cpu")
    assert done.returncode == 4
    assert (
        f"tiny lora: is not remembered, as it is described now; run it first: peft-bench run {profile}" in done.stderr
    )
    assert suite("--profile", profile, "--device", "cpu").returncode == 0
    done = peft_bench("export", profile, "lora", "models", "--store", tmp_path / "store", "--device", "cpu")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "models/tiny-lora/adapter_config.json").exists()
    assert done.stdout.strip() == str(tmp_path / "models/tiny-lora")
    assert all(line.startswith("tiny") for line in done.stderr.splitlines()), "a library said something"
    assert {each.name for each in (tmp_path / "models").iterdir() if each.is_dir()} == {"tiny-lora"}


def test_an_unknown_method_is_refused_with_the_nearest(tmp_path: Path) -> None:
    """Before a model is loaded."""
    with pytest.raises(SetupError, match=r"pocket: no trained method is called 'loar'; did you mean lora\?"):
        export.main(["pocket", "loar", str(tmp_path)])
