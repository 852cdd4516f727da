"""What each method cost: training, memory, and writing the summaries."""

from dataclasses import dataclass

from benchmark.verdict import number
from fixtures.run import Generation, Run, Training
from reports import figures
from reports.record import Record

TRAINING = (
    "time",
    "samples/s",
    "tokens/s",
    "padding",
    "FLOP/s",
    "optimizer steps",
    "effective batch",
    "peak memory",
    "optimizer state",
    "saved weights",
)
"""What the columns about training say."""

GENERATION = ("time", "tokens/s", "cut off", "cut prompts")
"""What the columns about generation say; cut off are the summaries that reached the token limit."""


@dataclass(frozen=True)
class Cost:
    """A method's cost. Where nothing was measured ``training`` is empty and ``reason`` says why."""

    method: str
    training: tuple[str, ...]
    reason: str
    generation: tuple[str, ...]


@dataclass(frozen=True)
class Costs:
    """All methods' costs, and ``notes`` on how they came about or why they are not there."""

    rows: tuple[Cost, ...]
    notes: tuple[str, ...]
    training: tuple[str, ...] = TRAINING
    generation: tuple[str, ...] = GENERATION


def costs(record: Record) -> Costs:
    """The costs of all runs."""
    circumstances = [_circumstance(run.method, run.training) for run in record.runs if run.training]
    shortages = [
        _shortage(run.method, run.generation) for run in record.runs if run.generation and run.generation.out_of_memory
    ]
    carried_out = tuple(_cost(run, run.generation) for run in record.runs if run.generation)
    return Costs(carried_out, (*circumstances, *shortages, *_reasons(record)))


def _cost(run: Run, generation: Generation) -> Cost:
    reason = run.missing.get("training", "no reason is given")
    return Cost(run.method, _training(run.training) if run.training else (), reason, _generation(generation))


def _training(training: Training) -> tuple[str, ...]:
    return (
        figures.seconds(training.seconds) + (" (remembered)" if training.remembered else ""),
        figures.rate(training.samples_per_second),
        figures.rate(training.tokens_per_second),
        figures.NONE if training.padding is None else figures.share(training.padding),
        _flops(training),
        number(training.optimizer_steps),
        number(training.effective_batch),
        figures.memory(training.memory),
        figures.size(training.optimizer_bytes),
        figures.size(training.saved_bytes),
    )


def _flops(training: Training) -> str:
    """How fast it computed, and what share of the device's peak that is where that was measured."""
    if training.flop is None:
        return figures.NONE
    share = training.utilization
    peak = "" if share is None else f" ({figures.share(share)} of the peak)"
    return f"{figures.large(training.flop / training.seconds)}{peak}"


def _generation(generation: Generation) -> tuple[str, ...]:
    return (
        figures.seconds(generation.seconds),
        figures.rate(generation.tokens_per_second),
        number(generation.capped),
        number(generation.truncated),
    )


def _circumstance(method: str, training: Training) -> str:
    micro = f" in micro-batches of {training.micro_batch}" if training.micro_batch != training.effective_batch else ""
    tf32 = "" if training.tf32 is None else f" (TF32 {'on' if training.tf32 else 'off'})"
    short = f" (out of memory with {_sizes(training.out_of_memory)})" if training.out_of_memory else ""
    earlier = ", remembered from an earlier session" if training.remembered else ""
    return (
        f"{method}: trained on {training.device}, {training.precision}{tf32}{micro}{short}, learning rate "
        f"{training.learning_rate:g}, seed {training.seed}, finished {training.finished}{earlier}; "
        f"evaluation took another {figures.seconds(training.evaluation_seconds)}"
    )


def _shortage(method: str, generation: Generation) -> str:
    return (
        f"{method}: summaries generated {generation.batch_size} at a time, "
        f"out of memory with {_sizes(generation.out_of_memory)}"
    )


def _sizes(sizes: tuple[int, ...]) -> str:
    return ", ".join(map(str, sizes))


def _reasons(record: Record) -> tuple[str, ...]:
    """One note for each reason, with the figures and methods that it is about."""
    about: dict[str, dict[str, None]] = {}
    for run in record.runs:
        for figure, reason in run.missing.items():
            name = figure if figure != "training" else f"training of {run.method}"
            about.setdefault(reason, {})[name] = None
    return tuple(f"{figures.NOT_MEASURED}: {', '.join(names)} ({reason})" for reason, names in about.items())
