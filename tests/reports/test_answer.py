"""Tests of `reports.answer`."""

from reports.answer import answers
from tests.reports.conftest import MakeRecord, MakeRun, MakeRuns, MakeTraining


def test_the_answer_is_made_of_numbers(new_record: MakeRecord) -> None:
    """Level 0.65 keeps 50 of the 60 points from 0.15 to 0.75."""
    (told,) = answers(new_record())
    assert told == (
        "lora keeps 83.3 % of full's gain over zero-shot (+50.00 against +60.00 points of ROUGE-1), trains 2 % of the "
        "base's parameters and takes 0.75 times full's training time (30.0 s against 40.0 s)."
    )


def test_without_a_gain_nothing_is_kept(new_record: MakeRecord, new_run: MakeRun) -> None:
    """A share of nothing is not told, nor a time that nobody took."""
    runs = [new_run("zero-shot", 0.5, 0, None), new_run("full", 0.4, 9, None), new_run("lora", 0.6, 20_000, None)]
    (told,) = answers(new_record(runs))
    assert told == (
        "lora has no gain of full over zero-shot to keep (+10.00 against −10.00 points of ROUGE-1) "  # noqa: RUF001
        "and trains 2 % of the base's parameters."
    )


def test_times_of_different_devices_are_not_compared(
    new_record: MakeRecord, new_runs: MakeRuns, new_run: MakeRun, new_training: MakeTraining
) -> None:
    """A remembered training may come from another device."""
    zero_shot, full, _ = new_runs()
    lora = new_run("lora", 0.65, 20_000, new_training(3.0, 80_000, device="rocket"))
    (told,) = answers(new_record([zero_shot, full, lora]))
    assert told.endswith("and was trained on another device than full.")


def test_there_is_no_answer_without_all_three(new_record: MakeRecord) -> None:
    """Baseline, reference and an adapter."""
    whole = new_record()
    assert [answers(new_record([run for run in whole.runs if run is not each])) for each in whole.runs] == [()] * 3
