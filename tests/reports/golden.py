"""Golden records, to be rendered and looked at: ``python -m tests.reports.golden FOLDER`` writes them all.

A real one of the pocket profile is in ``records``; the others are made up here, the same each time.
"""

import argparse
import gzip
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmark.verdict import Outcome
from fixtures.profile.expectations import Limits
from reports.migrations import migrated
from reports.record import Record
from tests.reports import invented
from tests.reports.conftest import make_record, make_runs, make_verdict
from tests.reports.invented import METHODS, TRIO

BUDGET: dict[str, Any] = {"family": "budget", "quantity": "peak_memory_bytes", "limits": Limits(at_most=24e9)}
LOST: dict[str, Any] = {"family": "lost", "limits": Limits(at_most=1), "unit": "points"}
RECORDS = Path(__file__).parent / "records"


def pocket() -> Record:
    """A real run of the pocket profile."""
    data = json.loads(gzip.decompress((RECORDS / "record-pocket.json.gz").read_bytes()))
    return Record.model_validate(migrated(data))


def large(count: int = 500, seed: int = 1, methods: tuple[str, ...] = tuple(METHODS)) -> Record:
    """Eight methods on as many examples as DialogSum's test split has, against an accepted run."""
    chance = random.Random(seed)
    examples = tuple(invented.example(chance, place) for place in range(count))
    hardness = [chance.gauss(0, 0.08) for _ in examples]
    runs = tuple(invented.run(chance, method, examples, hardness) for method in methods)
    plans = {method: {"kind": kind} for method, (kind, *_) in METHODS.items() if method in methods}
    record = make_record(
        runs,
        invented.verdicts(runs),
        name="large",
        title="Eight methods on 500 examples",
        methods=plans,
        spotlight="test_14",
    )
    earlier = tuple(invented.run(chance, method, examples, hardness) for method in methods)
    return invented.against(record.model_copy(update={"examples": examples}), earlier)


def failing() -> Record:
    """Claims of every outcome, a method that failed, one that was not carried out, an enormous slack."""
    verdicts = (
        make_verdict(0.75),
        make_verdict(0.1),
        make_verdict(None, outcome=Outcome.MISSED, sentence="lora has learned.", method="lora"),
        make_verdict(None, outcome=Outcome.ERROR, reason="ZeroDivisionError: division by zero", quantity="rouge2"),
        make_verdict(0.69, outcome=Outcome.CANNOT_TELL, reason="to see 1 takes 2,000 examples", **LOST),
        make_verdict(None, reason="no CUDA device", **BUDGET),
        make_verdict(10_000_000.0, family="dataset", quantity="train_rows", limits=Limits(at_least=1)),
    )
    plans = {"zero-shot": {}, "full": {}, "lora": {}, "ia3": {"enabled": False}}
    record = make_record(make_runs()[:2], verdicts, name="failing", title="What can go wrong", methods=plans)
    return record.model_copy(update={"failures": {"lora": "loss is nan after 120 steps: lower the learning rate"}})


def seeds() -> Record:
    """Three seeds for each method that is trained, against an accepted run; all that a method can have beside."""
    chance = random.Random(2)
    examples = tuple(invented.example(chance, place) for place in range(60))
    runs = tuple(invented.repeated(chance, invented.run(chance, method, examples, [0.0] * 60)) for method in TRIO)
    runs = tuple(invented.forgetful(random.Random(3), run) for run in runs)
    record = make_record(runs, invented.verdicts(runs), name="seeds", title="Three seeds", examples=60)
    more = {
        "examples": examples,
        "curves": {run.method: invented.curve(run) for run in runs if run.training},
        "deployments": {"lora": invented.deployment(chance, runs[-1])},
    }
    return invented.against(record.model_copy(update=more), runs)


def unaccepted() -> Record:
    """Nothing was accepted yet."""
    return make_record(verdicts=[make_verdict(0.75)], name="unaccepted", title="Before anything is accepted")


def outputs() -> Record:
    """Predictions of two systems from files: nothing is trained or generated."""
    chance = random.Random(6)
    examples = tuple(invented.example(chance, place) for place in range(40))
    runs = tuple(invented.external(chance, method, examples) for method in ("nightly", "release"))
    plans = {run.method: {"kind": "external"} for run in runs}
    record = make_record(
        runs,
        invented.verdicts(runs),
        name="outputs",
        title="Two systems",
        methods=plans,
        baseline="release",
        reference="release",
    )
    return record.model_copy(update={"examples": examples, "leaks": {"train/test": 0}})


def five() -> Record:
    """Five methods on a table of one's own, one of them timed on another day, with examples in two splits."""
    methods = tuple(METHODS)[:5]
    record = large(30, 7, methods)
    other = record.runs[3].training
    assert other
    apart = record.runs[3].model_copy(update={"training": other.model_copy(update={"session": "of another day"})})
    runs = (*record.runs[:3], apart, *record.runs[4:])
    named = record.profile.model_copy(update={"name": "five", "title": "Five methods on our tickets"})
    return record.model_copy(update={"runs": runs, "profile": named, "accepted": {}, "leaks": {"train/test": 2}})


def pair() -> tuple[Record, Record]:
    """The same methods on the same examples twice, a day and a version of a library apart."""
    before, after = (large(6, seed, TRIO) for seed in (3, 4))
    same = {"examples": before.examples, "accepted": {}}
    environment = after.environment.model_copy(update={"packages": {"numpy": "2.1"}})
    later = {"created": "2026-01-03T03:05:00+00:00", "environment": environment}
    return before.model_copy(update=same), after.model_copy(update=same | later)


def series() -> tuple[Record, ...]:
    """The pocket profile on twelve days; the third run was accepted, the eighth fell out of its limits."""
    chance, first = random.Random(5), pocket()
    days = [f"2026-02-{day:02}T02:17:00+00:00" for day in range(1, 13)]
    accepted = {name: run.model_copy(update={"created": days[2]}) for name, run in first.accepted.items()}
    return tuple(
        first.model_copy(
            update={
                "created": day,
                "accepted": accepted if day > days[2] else {},
                "verdicts": tuple(
                    invented.moved(each, chance.gauss(0.8 if day == days[7] else 1, 0.02)) for each in first.verdicts
                ),
            }
        )
        for day in days
    )


GOLDEN: dict[str, Callable[[], Record]] = {
    made.__name__: made for made in (pocket, large, failing, seeds, unaccepted, outputs, five)
}


def main() -> None:
    """Writes every golden record into a folder, and the others into folders below it."""
    parser = argparse.ArgumentParser(prog="python -m tests.reports.golden", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    groups = {".": [make() for make in GOLDEN.values()], "pair": pair(), "series": series()}
    for name, records in groups.items():
        for place, record in enumerate(records):
            where = folder / name if name == "." else folder / name / str(place)
            where.mkdir(parents=True, exist_ok=True)
            record.write(where)


if __name__ == "__main__":
    main()
