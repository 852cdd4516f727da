"""Acceptance: a record's runs become those that later runs are compared with."""

from collections.abc import Mapping
from math import isfinite
from pathlib import Path

from benchmark.gate.accepted import SCHEMA, Accepted, AcceptedMetric, AcceptedRun, place, read, rounded
from benchmark.gate.accepted_cost import AcceptedCost
from benchmark.roll import ENDED
from benchmark.verdict import RED
from fixtures import files
from fixtures.errors import SetupError
from fixtures.profile.profile import Profile
from fixtures.results.run import QUALITY, Run, Scores
from reports import environment
from reports.record import Record

FIX = "fix it, or use --accept-anyway, which notes it"


def accept(record: Record, profile: Profile, *, anyway: bool) -> Path:
    """Writes what a record measured into the profile's accepted file, and returns the file.

    Methods that this session did not carry out, and own claims that it did not judge, stay as they were. Raises
    `SetupError` where there is nothing to accept, or there are objections and it is not to be accepted ``anyway``.
    """
    runs = [run for run in record.runs if QUALITY not in run.missing]
    if not runs:
        raise SetupError(record.name, "has nothing to accept: no quality was measured", "select tests that measure it")
    objections = _objections(record)
    if objections and not anyway:
        more = f" (and {len(objections) - 1} more)" if len(objections) > 1 else ""
        raise SetupError(f"{record.name} is not accepted", f"{objections[0]}{more}", FIX)
    file = place(profile)
    try:
        file.parent.mkdir(exist_ok=True)
        with files.alone(file):  # nobody else's methods are lost between reading and writing
            before = read(profile)
            methods = dict(before.methods) if before else {}
            methods |= {run.method: kept(run, record, objections) for run in runs}
            own = dict(before.own) if before else {}
            own |= {each.quantity: each.figures for each in record.verdicts if each.figures}
            accepted = Accepted(schema=SCHEMA, profile=profile.name, methods=methods, own=own)
            return files.replace(file, accepted.text())
    except OSError as error:
        raise SetupError(
            file, f"cannot be written: {error.strerror or error}", "free the disk, or check its permissions"
        ) from error


def _objections(record: Record) -> tuple[str, ...]:
    """Why a record should not be accepted."""
    red = [f"{each.outcome}: {each.statement or each.sentence}" for each in record.verdicts if each.outcome in RED]
    ended = [f"not judged: {each.statement or each.sentence}" for each in record.verdicts if each.reason == ENDED]
    failed = [f"failed: {method}" for method in record.failures]
    return (*environment.objections(record.environment), *red, *ended, *failed)


def kept(run: Run, record: Record, objections: tuple[str, ...] = ()) -> AcceptedRun:
    """What is kept of a run for later comparison, with the ``objections`` to accepting it."""
    where, trainings = record.environment, run.trainings
    losses = tuple(round(training.final_loss, 4) for training in trainings)
    return AcceptedRun(
        signature=run.scores.signature,
        metrics={
            name: AcceptedMetric(scale=each.scale, signature=each.signature, by_example=not each.contributions)
            for name, each in run.scores.metrics.items()
        },
        created=record.created,
        commit=where.commit,
        suite_commit=where.suite.commit if where.suite else None,
        python=where.python,
        packages=where.packages,
        anyway=objections,
        seeds=run.seeds,
        costs=tuple(
            AcceptedCost(
                device=each.device,
                workers=each.workers,
                processes=each.processes,
                seconds=round(each.seconds, 2),
                peak_memory=each.memory.peak,
            )
            for each in trainings
        ),
        losses=losses if all(map(isfinite, losses)) else (),
        base=run.base,
        dataset_commit=record.dataset_commit,
        scores=_by_example([prediction.example for prediction in run.predictions], run.scores),
    )


def _by_example(names: list[str], scores: Scores) -> Mapping[str, Mapping[str, tuple[float, ...]]]:
    """The headline score of each example with each seed, by metric."""
    by_metric = {
        metric: list(zip(*rounded(scores.replicates(metric), each.scale), strict=True))
        for metric, each in scores.metrics.items()
    }  # shape (examples, seeds)
    return {name: {metric: rows[i] for metric, rows in by_metric.items()} for i, name in enumerate(names)}
