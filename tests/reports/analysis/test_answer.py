"""Tests of `reports.analysis.answer`."""

from reports.analysis.answer import answers
from tests.reports.conftest import MakeRecord, MakeRun, MakeRuns, MakeTraining


def test_the_answer_is_made_of_numbers(new_record: MakeRecord) -> None:
    """Level 0.65 keeps 50 of the 60 points from 0.15 to 0.75."""
    (found,) = answers(new_record())
    assert found.sentence == (
        "lora kept 83 % of full's gain over zero-shot with 2 % of its trainable parameters, "
        "in 0.75x the time and 1.00x the memory."
    )
    assert found.figures == (
        "+50.0 against +60.0 points of ROUGE-1; 20,000 against 1,000,000 parameters; 30 s against 40 s; "
        "1.50 GB against 1.50 GB at the peak"
    )


def test_without_a_gain_nothing_is_kept(new_record: MakeRecord, new_run: MakeRun) -> None:
    """There is no share of nothing, and no time without a training."""
    runs = [new_run("zero-shot", 0.5, 0, None), new_run("full", 0.4, 0, None), new_run("lora", 0.6, 20_000, None)]
    (found,) = answers(new_record(runs))
    assert found.sentence == "lora found no gain of full over zero-shot to keep."
    assert found.figures == "+10.0 against −10.0 points of ROUGE-1"  # noqa: RUF001


def test_a_loss_keeps_none_of_a_gain(new_record: MakeRecord, new_run: MakeRun) -> None:
    """A negative share would be one of nothing."""
    runs = [new_run("zero-shot", 0.5, 0, None), new_run("full", 0.6, 0, None), new_run("lora", 0.4, 20_000, None)]
    (found,) = answers(new_record(runs))
    assert found.sentence == "lora kept none of full's gain over zero-shot."


def test_times_of_different_devices_are_not_compared(
    new_record: MakeRecord, new_runs: MakeRuns, new_run: MakeRun, new_training: MakeTraining
) -> None:
    """A remembered training may come from another device."""
    zero_shot, full, _ = new_runs()
    lora = new_run("lora", 0.65, 20_000, new_training(3.0, 80_000, device="rocket"))
    (found,) = answers(new_record([zero_shot, full, lora]))
    assert found.sentence.endswith("parameters, trained on another device than full.")


def test_times_of_different_sessions_are_not_compared(
    new_record: MakeRecord, new_runs: MakeRuns, new_run: MakeRun, new_training: MakeTraining
) -> None:
    """A remembered training may date from a day on which the machine was busy; its memory does not depend on that."""
    zero_shot, full, _ = new_runs()
    lora = new_run("lora", 0.65, 20_000, new_training(3.0, 80_000, session="of another day", remembered=True))
    (found,) = answers(new_record([zero_shot, full, lora]))
    assert found.sentence.endswith(
        "in 1.00x the memory; no ratio of times is given, since full was not timed in the same session."
    )
    assert "3 s" not in found.figures


def test_a_system_is_answered_for_by_its_scores(new_record: MakeRecord, new_runs: MakeRuns) -> None:
    """Where predictions come from files there is no cost; a difference that may be chance is none."""
    *others, lora = new_runs()
    nightly = lora.model_copy(update={"method": "nightly", "kind": "external", "parameters": None, "training": None})
    (worse,) = answers(new_record([*others, nightly]))
    assert worse.sentence == "nightly is 10.0 points of ROUGE-1 worse than full."
    assert worse.figures.startswith("68.1 against 78.1; difference −10.0 [")  # noqa: RUF001
    (same,) = answers(new_record([*others, nightly.model_copy(update={"scores": others[1].scores})]))
    assert same.sentence == "nightly and full cannot be told apart in ROUGE-1."


def test_there_is_no_answer_without_all_three(new_record: MakeRecord) -> None:
    """Baseline, reference and an adapter."""
    whole = new_record()
    assert [answers(new_record([run for run in whole.runs if run is not each])) for each in whole.runs] == [()] * 3
