"""Flan-T5-base's own configuration and tokenizer, with random weights, on real examples: the whole path on a CPU."""

import csv
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Suite = Callable[..., subprocess.CompletedProcess[str]]
Write = Callable[..., Path]

DATA = Path(__file__).parents[1].parent / "shared/data"
FLAN, DIALOGSUM = DATA / "flan-t5-base", DATA / "dialogsum"

THERE = FLAN.is_dir() and DIALOGSUM.is_dir()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not THERE, reason="needs Flan-T5-base's config and tokenizer, and DialogSum"),
]

LORA = {"peft_type": "LORA", "task_type": "SEQ_2_SEQ_LM", "r": 32, "lora_alpha": 32, "lora_dropout": 0.1}
METHODS = {
    "lora": {"kind": "adapter", "learning_rate": 1e-3, "adapter": {**LORA, "target_modules": ["q", "v"]}},
    "full": {"kind": "full", "learning_rate": 1e-3},
}
SHALLOW = {"num_layers": 2, "num_decoder_layers": 2, "d_ff": 256}


@pytest.fixture
def carry_out(suite: Suite, write_profile: Write, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Two training steps of a method, three predictions of a few tokens, and their scores; returns the record."""

    def run(model: Path, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        validation = _first_rows(DIALOGSUM / "validation.csv", tmp_path / "validation.csv", 1)
        columns = {"source": "dialogue", "target": "summary"}
        dataset = {"train": DIALOGSUM / "validation.csv", "validation": validation, "test": DIALOGSUM / "test.csv"}
        file = write_profile(
            "flan",
            baseline=method,
            reference=method,
            model={"path": str(model), "weights": "random"},
            dataset={
                **{split: str(path) for split, path in dataset.items()},
                "columns": columns,
                "rows": {"train": 4, "test": 9},
            },
            training={"batch_size": 2, "micro_batch_size": 1, "max_source_tokens": 64, "max_target_tokens": 16},
            generation={"max_new_tokens": 4, "batch_size": 3},
            methods={**dict.fromkeys(("zero-shot", *METHODS)), method: METHODS[method]},
            expect={"parameters": {method: parameters}, "score": {method: {"rouge1": {"at_least": 0.2}}}},
        )
        done = suite("--profile", file, "-m", "not speed")
        assert done.returncode == 0, done.stdout
        assert "quality is not measured: the weights are random" in done.stdout
        record: dict[str, Any] = json.loads((tmp_path / "report/record-flan.json").read_text(encoding="utf-8"))
        return record

    return run


def _first_rows(source: Path, target: Path, count: int) -> Path:
    """A CSV with the header and the first rows of another."""
    with source.open(encoding="utf-8", newline="") as read, target.open("w", encoding="utf-8", newline="") as write:
        rows = csv.reader(read)
        csv.writer(write).writerows(next(rows) for _ in range(1 + count))
    return target


def _check(record: dict[str, Any], parameters: int) -> None:
    """Every parameter claim held, quality was not judged, and the training was a real one."""
    outcomes = {(verdict["family"], verdict["outcome"]) for verdict in record["verdicts"]}
    assert outcomes == {("parameters", "held"), ("score", "not measured")}
    (run,) = record["runs"]
    assert run["missing"]["quality"] == "the weights are random, which measures cost alone"
    assert run["training"]["optimizer_steps"] == 2
    assert run["training"]["optimizer_bytes"] >= 8 * parameters
    assert [len(example["references"]) for example in record["examples"]] == [3, 3, 3]
    assert all(prediction["tokens"] <= 4 for prediction in run["predictions"])


def test_full_size_with_lora(carry_out: Callable[..., dict[str, Any]]) -> None:
    """All 247,577,856 parameters, untied head included, and LoRA's 3,538,944 in 72 modules."""
    trainable = 3_538_944
    counts = {"base": 247_577_856, "total": 251_116_800, "trainable": trainable, "adapted_modules": 72}
    expected = {quantity: {"exactly": count} for quantity, count in counts.items()}
    _check(carry_out(FLAN, "lora", expected), trainable)


def test_two_layers_with_full_fine_tuning(carry_out: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    """The same embeddings, head and attention, shallower, so that the optimizer's state fits anywhere."""
    model = tmp_path / "shallow"
    shutil.copytree(FLAN, model, copy_function=shutil.copyfile)
    config = json.loads((FLAN / "config.json").read_text(encoding="utf-8")) | SHALLOW
    (model / "config.json").write_text(json.dumps(config), encoding="utf-8")
    trainable = 2 * 32_128 * 768
    record = carry_out(model, "full", {"trainable": {"at_least": trainable, "at_most": 1.5 * trainable}})
    _check(record, trainable)
