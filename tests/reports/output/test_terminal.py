"""Tests of `reports.output.terminal`."""

from benchmark.verdict import Verdict
from reports.output.terminal import text
from tests.reports.conftest import MakeRecord, MakeRun


def test_a_line_per_method_aligned(new_record: MakeRecord) -> None:
    """With its scores' intervals, in 110 columns."""
    record = new_record()
    head, *rows, note = text(record).split("\n\n")[0].splitlines()
    assert head.split() == ["method", "trainable", "train", "ROUGE-1", "ROUGE-2", "ROUGE-L", "ROUGE-Lsum"]
    costs = [row.split()[:3] for row in rows]
    assert costs == [["zero-shot", "0", "\N{EN DASH}"], ["full", "1,000,000", "40"], ["lora", "20,000", "30"]]
    assert {len(line) for line in (head, *rows)} == {len(head)}
    assert len(head) <= 110
    full = record.runs[1].scores.of("rouge1")
    low, high = (f"{bound:.3f}"[1:] for bound in (full.low, full.high))
    assert f"{full.value:.3f} [{low}, {high}]" in rows[1]
    assert "30 s*" in rows[2]
    assert note == "* remembered from an earlier session"


def test_every_claim_and_their_count_close(new_record: MakeRecord, judged: tuple[Verdict, ...]) -> None:
    """A line each, the count last."""
    assert text(new_record(verdicts=judged)).splitlines()[-6:] == [
        "\N{CHECK MARK} full reaches the expected rouge1: held: 0.8 rouge1, expected at least 0.7",
        "? It is fast: not measured: no GPU",
        "\N{BALLOT X} full reaches the expected rouge1: missed by 0.2: 0.5 rouge1, expected at least 0.7",
        "\N{CHECK MARK} The dataset is there: held: 1 rouge1, expected at least 0.7",
        "",
        "2 of 4 claims held; 1 missed; 1 not measured",
    ]


def test_nothing_carried_out(new_record: MakeRecord) -> None:
    """Is said."""
    assert text(new_record([])) == "nothing was carried out\n\nNo claim was judged"


def test_leaks_are_reported(new_record: MakeRecord) -> None:
    """Below the signatures, if any two splits share examples."""
    record = new_record()
    assert "share" not in text(record.model_copy(update={"leaks": {"train/test": 0}}))
    leaking = text(
        record.model_copy(update={"leaks": {"train/test": 1200, "train/validation": 0, "validation/test": 1}})
    )
    assert "\n\nexamples shared between splits: 1,200 in train and test, 1 in validation and test\n\n" in leaking


def test_names_cannot_steer_the_terminal(new_record: MakeRecord, new_run: MakeRun) -> None:
    """Escape sequences are harmless."""
    name = "\x1b[31mred"
    assert "\x1b" not in text(new_record([new_run(name, 0.2, 5, None)], methods={name: {}}))
