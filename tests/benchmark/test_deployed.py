"""A session of a profile with forms of deployment: what is claimed, recorded and shown."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from benchmark.verdict import Outcome
from reports.record import Record
from tests.conftest import Write
from tests.fixtures.methods import lora_table, table

Suite = Callable[..., subprocess.CompletedProcess[str]]


def test_forms_from_profile_to_report(suite: Suite, write_profile: Write, tmp_path: Path) -> None:
    """Claims are sentences with their numbers; what cannot be merged fails its method, before it is trained."""
    bound = {"rouge1": {"at_most": 0.5}}
    profile = write_profile(
        methods={
            "zero-shot": {"kind": "zero-shot"},
            "full": {"kind": "full", "learning_rate": 1e-3, "enabled": False},
            "lora": {**lora_table(), "learning_rate": 0.3, "deploy": ["merged", "merged-bf16"]},
            "prefix": {**table("PREFIX_TUNING", num_virtual_tokens=2), "deploy": ["merged"]},
        },
        reference="lora",
        expect={
            "deployed": {"lora": {"merged": bound}, "prefix": {"merged": bound}},
            "changed": {"lora": {"predictions": {"at_least": 0.5}}},
        },
    )
    done = suite("--profile", profile, "--device", "cpu", "-v")
    assert done.returncode == 1, done.stdout + done.stderr
    lost = "lora merged lost 0.00 [0.00, 0.00] ROUGE-1 points against the attached adapter (limit 0.5)"
    assert lost in done.stdout
    assert "lora changes 100 % of the predictions of zero-shot (at least 50 %)" in done.stdout
    assert (
        "prefix's loss in ROUGE-1 as merged (limit 0.5): error; prefix: methods.prefix.deploy: PEFT cannot merge"
        in (done.stdout)
    )
    record = Record.model_validate_json((tmp_path / "report/record-tiny.json").read_text(encoding="utf-8"))
    outcomes = {(verdict.family, verdict.method): verdict.outcome for verdict in record.verdicts}
    assert outcomes == {
        ("deployed", "lora"): Outcome.HELD,
        ("deployed", "prefix"): Outcome.ERROR,
        ("changed", "lora"): Outcome.HELD,
    }
    assert [form.form for form in record.deployments["lora"].forms] == ["merged", "merged-bf16"]
    report = (tmp_path / "report/report.html").read_text(encoding="utf-8")
    assert "As deployed" in report
    assert "Predictions changed by training" in report
