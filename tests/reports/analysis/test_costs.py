"""Tests of `reports.analysis.costs`."""

from fixtures.results.cost import Latency, Scoring
from reports.analysis.costs import costs
from tests.reports.conftest import MakeRecord, MakeRun, MakeTraining


def test_costs_are_derived_from_the_training(
    new_record: MakeRecord, new_run: MakeRun, new_training: MakeTraining
) -> None:
    """640 samples and 64,000 tokens in 40 s."""
    known = {"padded_tokens": 80_000, "flop": 40 * 10**12, "peak_flops": 4e12}
    table = costs(new_record([new_run("full", 0.7, 10**6, new_training(40.0, 4_000_000, **known))]))
    assert dict(zip(table.training, table.rows[0].training, strict=True)) == {
        "time": "40 s",
        "samples/s": "16.0",
        "tokens/s": "1,600.0",
        "padding": "20 %",
        "FLOP/s": "1 T (25 % of the peak)",
        "optimizer steps": "20",
        "effective batch": "32",
        "peak memory": "1.50 GB resident",
        "optimizer state": "8 MB",
        "saved weights": "4 MB",
    }
    assert dict(zip(table.generation, table.rows[0].generation, strict=True)) == {
        "time": "2 s",
        "tokens/s": "60.0",
        "cut off": "1",
        "cut prompts": "0",
    }


def test_price_energy_and_latency_have_columns_where_they_are_known(
    new_record: MakeRecord, new_run: MakeRun, new_training: MakeTraining
) -> None:
    """36 s at 2 EUR an hour; energy in watt-hours; latency of one prediction and of a batch."""
    run = new_run("full", 0.7, 10**6, new_training(36.0, 4_000_000, joules=7200.0))
    assert run.generation
    latencies = (
        Latency(batch_size=1, first_token=0.0061, per_token=0.0021),
        Latency(batch_size=50, first_token=0.116, per_token=0.004),
    )
    generation = run.generation.model_copy(update={"latencies": latencies})
    run = run.model_copy(update={"generation": generation, "scoring": Scoring(seconds=0.5, pairs=300)})
    table = costs(new_record([run], price={"per_hour": 2.0, "currency": "EUR"}))
    training = dict(zip(table.training, table.rows[0].training, strict=True))
    assert (training["price"], training["energy"]) == ("0.020 EUR", "2 Wh")
    generated = dict(zip(table.generation, table.rows[0].generation, strict=True))
    assert generated["first token"] == "6.1 ms, 116 ms for 50"
    assert generated["next token"] == "2.1 ms, 4 ms for 50"
    assert generated["pairs scored/s"] == "600.0"
    assert "energy" not in table.generation


def test_what_was_not_measured_has_its_reason(new_record: MakeRecord) -> None:
    """There is no placeholder for a training that did not happen."""
    table = costs(new_record())
    assert table.rows[0].training == ()
    assert table.rows[0].reason == "nothing is trained"
    assert table.notes[-2:] == (
        "not measured: memory.allocated (no CUDA device)",
        "not measured: training of zero-shot (nothing is trained)",
    )


def test_a_remembered_training_says_so(new_record: MakeRecord) -> None:
    """Its time is that of the training that made it."""
    table = costs(new_record())
    assert table.rows[2].training[0] == "30 s (remembered)"
    assert "lora: trained on abacus, fp32 in micro-batches of 8, learning rate 0.001, seed 42" in table.notes[1]
    assert "remembered" in table.notes[1]
    assert "remembered" not in table.notes[0]


def test_settings_of_a_method_and_the_kept_step_are_said(
    new_record: MakeRecord, new_run: MakeRun, new_training: MakeTraining
) -> None:
    """Where a method differs from the others, and where fewer steps were trained than planned."""
    known = {"planned_steps": 30, "kept_step": 16}
    runs = [
        new_run("full", 0.7, 1000, new_training(1.0, 4000)),
        new_run("lora", 0.7, 9, new_training(1.0, 40, **known)),
    ]
    own = {"kind": "adapter", "epochs": 5, "weight_decay": 0.1, "optimizer": {"name": "lora+", "ratio": 16.0}}
    full, lora = costs(new_record(runs, methods={"full": {"kind": "full"}, "lora": own})).notes[:2]
    assert "settings" not in full
    assert "kept" not in full
    assert "; with settings of its own: epochs 5, weight decay 0.1, optimizer lora+ with ratio 16; " in lora
    assert "; weights of step 16 of 20 kept; stopped early, 30 were planned; evaluation took" in lora


def test_out_of_memory_is_reported(new_record: MakeRecord, new_run: MakeRun, new_training: MakeTraining) -> None:
    """The batch sizes that did not fit, and the one that did."""
    run = new_run("full", 0.7, 1000, new_training(1.0, 4000, out_of_memory=(32, 16)))
    assert run.generation
    short = run.generation.model_copy(update={"out_of_memory": (6,)})
    notes = costs(new_record([run.model_copy(update={"generation": short})])).notes
    assert "fp32 in micro-batches of 8 (out of memory with 32, 16), learning rate" in notes[0]
    assert notes[1] == "full: predictions generated 3 at a time, out of memory with 6"


def test_tf32_is_reported_on_a_gpu(new_record: MakeRecord, new_run: MakeRun, new_training: MakeTraining) -> None:
    """Beside the precision; other devices have none."""
    runs = [new_run("full", 0.7, 1000, new_training(1.0, 4000, tf32=tf32)) for tf32 in (None, False, True)]
    first, second, third = costs(new_record(runs)).notes[:3]
    assert "TF32" not in first
    assert "fp32 (TF32 off) in micro-batches" in second
    assert "fp32 (TF32 on)" in third


def test_processes_are_shown_where_there_are_several(
    new_record: MakeRecord, new_run: MakeRun, new_training: MakeTraining
) -> None:
    """With the time of all devices; where each method had one process there is no such column."""
    alone, together = (new_run("full", 0.7, 1000, new_training(10.0, 4000, processes=count)) for count in (1, 4))
    assert "processes" not in costs(new_record([alone])).training
    shown = costs(new_record([together]))
    cells = dict(zip(shown.training, shown.rows[0].training, strict=True))
    assert (cells["processes"], cells["device time"]) == ("4", "40 s")
    assert ", 4 processes, fp32" in shown.notes[0]
