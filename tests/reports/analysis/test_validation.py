"""Tests of `reports.analysis.validation`."""

from reports import formatting
from reports.analysis.validation import validation
from reports.output import html, view
from tests.reports.conftest import MakeRecord, MakeRun, MakeTraining


def test_losses_before_and_after_training(new_record: MakeRecord, new_run: MakeRun, new_training: MakeTraining) -> None:
    """Of the base, of the untrained adapter, and of the weights that were kept; a figure that is missing has a dash."""
    known = {"start_loss": 3.5, "untuned_loss": 3.25, "kept_step": 20, "optimizer_steps": 30}
    runs = [
        new_run("zero-shot", 0.1, 0, None),
        new_run("full", 0.7, 1000, new_training(1.0, 4000)),
        new_run("lora", 0.7, 9, new_training(1.0, 40, **known)),
    ]
    record = new_record(runs)
    assert validation(record) == (
        ("full", formatting.NONE, formatting.NONE, "1.2500", "20"),
        ("lora", "3.2500", "3.5000", "1.2500", "20"),
    )
    page = html.text(view.page([record]))
    assert 'aria-label="Validation loss"' in page
    assert 'aria-label="lora: validation loss 3.500 at step 0"' in page
    assert validation(new_record(runs[:2])) == (), "an older record has none"
