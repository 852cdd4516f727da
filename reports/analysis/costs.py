"""Costs: what each method took to train and to generate, in time and memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fixtures.figures import moment, number
from fixtures.profile.price import Price
from fixtures.results.cost import Generation, Latency, Training
from fixtures.results.run import Run
from reports import formatting
from reports.record import Record


@dataclass(frozen=True)
class MethodCost:
    """A method's cost. Where nothing was measured ``training`` is empty and ``reason`` says why."""

    method: str
    training: tuple[str, ...]
    reason: str
    generation: tuple[str, ...]


@dataclass(frozen=True)
class Costs:
    """All methods' costs under the names of their columns, and ``notes`` on how they came about or why they lack."""

    rows: tuple[MethodCost, ...]
    training: tuple[str, ...]
    generation: tuple[str, ...]
    notes: tuple[str, ...]


NOTHING = Costs((), (), (), ())


def costs(record: Record) -> Costs:
    """The costs of all runs. What no run has is no column."""
    own = {name: method.own for name, method in record.profile.methods.items()}
    conditions = [_condition(run, run.training, own.get(run.method, "")) for run in record.runs if run.training]
    generations = [(run, run.generation) for run in record.runs if run.generation]
    ooms = [_oom(run.method, generation) for run, generation in generations if generation.out_of_memory]
    price = record.profile.price
    training = _columns([_training(run, run.training, price) if run.training else {} for run, _ in generations])
    generation = _columns([_generation(run, generation) for run, generation in generations])
    rows = tuple(
        MethodCost(run.method, trained, run.missing.get("training", "no reason is given"), generated)
        for (run, _), trained, generated in zip(generations, training.cells, generation.cells, strict=True)
    )
    return Costs(rows, training.names, generation.names, (*conditions, *ooms, *_reasons(record)))


class _Columns(NamedTuple):
    names: tuple[str, ...]
    cells: list[tuple[str, ...]]


def _columns(rows: Sequence[Mapping[str, str]]) -> _Columns:
    """The columns that are not empty throughout; no cells for an empty row."""
    named = dict.fromkeys(name for row in rows for name in row)
    names = tuple(name for name in named if any(row[name] != formatting.NONE for row in rows if row))
    return _Columns(names, [tuple(row[name] for name in names) if row else () for row in rows])


def _training(run: Run, training: Training, price: Price | None) -> dict[str, str]:
    return {
        "time": formatting.seconds(training.seconds) + (" (remembered)" if training.remembered else ""),
        **_processes(training),
        "price": formatting.money(price.of(training.seconds), price.currency) if price else formatting.NONE,
        "energy": formatting.energy(training.joules),
        "samples/s": formatting.rate(training.samples_per_second),
        "tokens/s": formatting.rate(training.tokens_per_second),
        "padding": formatting.NONE if training.padding is None else formatting.share(training.padding),
        "FLOP/s": _flops(training),
        "optimizer steps": number(training.optimizer_steps),
        "effective batch": number(training.effective_batch),
        "peak memory": formatting.memory(training.memory),
        "base": formatting.base(run.parameters),
        "optimizer state": formatting.size(training.optimizer_bytes),
        "saved weights": formatting.size(training.saved_bytes),
    }


def _generation(run: Run, generation: Generation) -> dict[str, str]:
    """Cut off are the predictions that reached the token limit; latency is that of one prediction, then of a batch."""
    return {
        "time": formatting.seconds(generation.seconds) + (" (remembered)" if generation.remembered else ""),
        **_processes(generation),
        "energy": formatting.energy(generation.joules),
        "tokens/s": formatting.rate(generation.tokens_per_second),
        "first token": latency(generation.latencies, first_token),
        "next token": latency(generation.latencies, next_token),
        "cut off": number(generation.capped),
        "cut prompts": number(generation.truncated),
        "pairs scored/s": formatting.rate(run.scoring.pairs_per_second) if run.scoring else formatting.NONE,
    }


def _processes(cost: Training | Generation) -> dict[str, str]:
    """How many worked together, and the time of all their devices; nothing where one worked alone."""
    if cost.processes == 1:
        return {"processes": formatting.NONE, "device time": formatting.NONE}
    return {"processes": number(cost.processes), "device time": formatting.seconds(cost.device_seconds)}


def first_token(each: Latency) -> float:
    """Seconds to the first token."""
    return each.first_token


def next_token(each: Latency) -> float:
    """Seconds from one token to the next."""
    return each.per_token


def latency(latencies: Sequence[Latency], seconds: Callable[[Latency], float]) -> str:
    """Such as 6 ms, 116 ms for 50."""
    return (
        ", ".join(
            formatting.milliseconds(seconds(each)) + (f" for {each.batch_size}" if each.batch_size > 1 else "")
            for each in latencies
        )
        or formatting.NONE
    )


def _flops(training: Training) -> str:
    """How fast it computed, and what share of the device's peak that is where that was measured."""
    if training.flop is None:
        return formatting.NONE
    share = training.utilization
    peak = "" if share is None else f" ({formatting.share(share)} of the peak)"
    return f"{formatting.large(training.flop / training.seconds)}{peak}"


def _condition(run: Run, training: Training, own: str) -> str:
    held = run.parameters and run.parameters.held_in
    base = "" if held in {None, "fp32"} or training.precision == "pure-bf16" else f" on a base in {held}"
    again = ", with gradient checkpointing" if training.gradient_checkpointing else ""
    micro = _micro_batches(training)
    tf32 = "" if training.tf32 is None else f" (TF32 {'on' if training.tf32 else 'off'})"
    short = f" (out of memory with {_sizes(training.out_of_memory)})" if training.out_of_memory else ""
    earlier = ", remembered from an earlier session" if training.remembered else ""
    done = moment(training.finished)
    return (
        f"{run.method}: trained on {training.conditions}, "
        f"{training.precision}{tf32}{base}{again}{micro}{short}, "
        f"learning rate {training.learning_rate:g}, seed {training.seed}, finished {done}{earlier}; "
        f"{f'with settings of its own: {own}; ' if own else ''}{_kept(training)}"
        f"evaluation took another {formatting.seconds(training.evaluation_seconds)}{_checkpoints(training)}"
    )


def _checkpoints(training: Training) -> str:
    """What checkpoints took, and where the training was resumed from one."""
    took = f", checkpoints {formatting.seconds(training.checkpoint_seconds)}" if training.checkpoint_seconds else ""
    steps = ", ".join(f"{step:,}" for step in training.resumed)
    cut = f"; cut off and resumed after step {steps}: its costs are those of all parts" if steps else ""
    return took + cut


def _kept(training: Training) -> str:
    """Which weights are those of the method, where they need not be the last of a whole training."""
    if training.kept_step is None:
        return ""
    early = f"; stopped early, {training.planned_steps:,} were planned" if training.stopped_early else ""
    return f"weights of step {training.kept_step:,} of {training.optimizer_steps:,} kept{early}; "


def _micro_batches(training: Training) -> str:
    if training.micro_batch_tokens:
        return f" in micro-batches of at most {training.micro_batch_tokens:,} tokens"
    return f" in micro-batches of {training.micro_batch}" if training.micro_batch != training.effective_batch else ""


def _oom(method: str, generation: Generation) -> str:
    return (
        f"{method}: predictions generated {generation.batch_size} at a time, "
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
    return tuple(f"{formatting.NOT_MEASURED}: {', '.join(names)} ({reason})" for reason, names in about.items())
