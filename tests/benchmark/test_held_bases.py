"""A session whose adapters stand on a base in fewer bits, from the profile to record, report and claims."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.causal import build
from tests.fixtures.methods import table

HELD: dict[str, tuple[dict[str, Any], str, float]] = {
    "bf16": ({"base_dtype": "bf16"}, "bf16", 0.51),
    "nf4": ({"quantization": "nf4"}, "nf4 (double quantization)", 0.98),
}
"""Keys of [model], what a record calls it, and a share of the fp32 file that the base takes at most."""


@pytest.mark.parametrize("name", HELD)
def test_session_says_and_judges_what_a_base_is_held_in(
    suite: Callable[..., subprocess.CompletedProcess[str]],
    write_profile: Callable[..., Path],
    tmp_path: Path,
    name: str,
) -> None:
    """That of full fine-tuning is whole. Embeddings are most of this model, and never packed."""
    keys, held_in, share = HELD[name]
    folder = build(tmp_path / "llama", tokens="pocket")
    whole = (folder / "model.safetensors").stat().st_size
    expected = {
        "parameters": {
            "full": {"base_bytes": {"at_least": int(0.97 * whole)}},
            "lora": {"base_bytes": {"at_most": int(share * whole)}},
        },
        "cost": {"lora": {"peak_memory_ratio": {"at_most": 10}, "optimizer_ratio": {"at_most": 0.1}}},
    }
    profile = write_profile(
        model={"path": str(folder), **keys},
        dataset={"rows": {"train": 8, "validation": 2, "test": 3}},
        training={"max_source_tokens": 160, "max_target_tokens": 32},
        methods={"zero-shot": {"kind": "zero-shot"}, "lora": table("LORA", r=2)},
        expect=expected,
    )
    done = suite("--profile", profile)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warnings" not in done.stdout  # PEFT's and the library's about each other
    record = json.loads((tmp_path / "report/record-tiny.json").read_text(encoding="utf-8"))
    kept = {run["method"]: run["parameters"]["held_in"] for run in record["runs"]}
    assert kept == {"zero-shot": held_in, "full": "fp32", "lora": held_in}
    assert {each["outcome"] for each in record["verdicts"]} == {"held"}
    assert len(record["verdicts"]) == 4
    report = (tmp_path / "report/report.html").read_text(encoding="utf-8")
    for each in set(kept.values()):
        assert f"in {each}" in report
