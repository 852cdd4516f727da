"""A session of a profile with a search and a sweep: what is chosen, claimed, recorded and shown."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from reports.record import Record
from tests.conftest import Write
from tests.fixtures.methods import lora_table

Suite = Callable[..., subprocess.CompletedProcess[str]]


def test_search_and_sweep_from_profile_to_report(suite: Suite, write_profile: Write, tmp_path: Path) -> None:
    """The best of 2 x 2 points is judged on the test split; each point of the sweep is a method with its own claims."""
    methods = ["full-lr1e-4", "full-lr1e-3", "lora"]
    bound = {"rouge1": {"at_least": 0.0}}
    profile = write_profile(
        baseline="zero-shot",
        reference="lora",
        methods={
            "full": {"kind": "full", "learning_rate": [1e-4, 1e-3], "sweep": True},
            "lora": {**lora_table(r=[1, 2]), "learning_rate": [1e-3, 1e-2]},
        },
        expect={"score": dict.fromkeys(methods, bound)},
    )
    done = suite("--profile", profile, "--device", "cpu", "-v", "-m", "quality")
    assert done.returncode == 0, done.stdout + done.stderr
    record = Record.model_validate_json((tmp_path / "report/partial/record-tiny.json").read_text(encoding="utf-8"))
    assert [run.method for run in record.runs] == methods
    (search,) = record.searches.values()
    run = record.run("lora")
    assert run
    assert run.training
    assert search.chosen
    assert len(search.points) == 4
    assert run.training.learning_rate == search.chosen.settings["learning_rate"]
    assert run.training.validation_loss[-1].loss == search.chosen.validation_loss
    assert {verdict.method for verdict in record.verdicts if verdict.family == "score"} == {*methods}
    assert "The methods were not tuned on the same budget" in done.stdout
    report = (tmp_path / "report/partial/report.html").read_text(encoding="utf-8")
    assert "Validation loss over the learning rate" in report
    assert search.chosen.spelled in report
