"""Golden records, to be rendered and looked at: ``python -m tests.reports.golden FOLDER`` writes them all.

A real one of the pocket profile stands in ``records``; the others are made up here, the same each time.
"""

import argparse
import gzip
import random
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmark.verdict import Outcome, Verdict, judge
from fixtures.cost import Memory, Point, Training
from fixtures.expectations import METRICS, Limits
from fixtures.intervals import Mean
from fixtures.plans import Sampling
from fixtures.run import MetricScores, Run, Scores, Summary, Wording
from reports.acceptance import kept
from reports.record import Dialogue, Record
from tests.reports.conftest import make_record, make_run, make_runs, make_training, make_verdict

RECORDS = Path(__file__).parent / "records"

METHODS = {  # kind, level of ROUGE-1, trainable parameters, seconds of training
    "zero-shot": ("zero-shot", 0.26, 0, 0.0),
    "full": ("full", 0.465, 247_577_856, 3_170.0),
    "lora": ("adapter", 0.455, 3_538_944, 2_640.0),
    "dora-on-all-linear": ("adapter", 0.46, 8_662_784, 3_650.0),
    "ia3": ("adapter", 0.41, 251_904, 2_480.0),
    "prefix-tuning": ("adapter", 0.38, 368_640, 1_960.0),
    "prompt-tuning": ("adapter", 0.3, 15_360, 1_890.0),
    "adalora": ("adapter", 0.449, 5_309_664, 2_910.0),
}
_TRIO = tuple(METHODS)[:3]
_TEXT = (
    "Anna asks Ben whether the train to Oslo leaves before noon and he says that it is late because of snow so they "
    "decide to meet at her brother's café instead where both order tea while she tells him about a job in Lyon"
)


def pocket() -> Record:
    """A real run of the pocket profile."""
    return Record.model_validate_json(gzip.decompress((RECORDS / "record-pocket.json.gz").read_bytes()))


def large(dialogues: int = 500, seed: int = 1, methods: tuple[str, ...] = tuple(METHODS)) -> Record:
    """Eight methods on as many dialogues as DialogSum's test split has, against an accepted run."""
    chance = random.Random(seed)
    told = tuple(_dialogue(chance, place) for place in range(dialogues))
    hardness = [chance.gauss(0, 0.08) for _ in told]
    runs = tuple(_run(chance, method, told, hardness) for method in methods)
    plans = {method: {"kind": kind} for method, (kind, *_) in METHODS.items() if method in methods}
    record = make_record(
        runs, _verdicts(runs), name="large", title="Eight methods on 500 dialogues", methods=plans, spotlight="test_14"
    )
    earlier = tuple(_run(chance, method, told, hardness) for method in methods)
    return _against(record.model_copy(update={"dialogues": told}), earlier)


def failing() -> Record:
    """Claims of every outcome, a method that failed, one that was not carried out, a slack out of all proportion."""
    verdicts = (
        make_verdict(0.75),
        make_verdict(0.1),
        make_verdict(None, outcome=Outcome.MISSED, sentence="lora has learned.", method="lora"),
        make_verdict(0.69, outcome=Outcome.CANNOT_TELL, reason="to see 1 takes 2,000 dialogues", family="lost"),
        make_verdict(None, reason="no CUDA device", family="budget", sentence="It fits into 24 GB."),
        make_verdict(10_000_000.0, family="corpus", sentence="The corpus has rows."),
    )
    plans = {"zero-shot": {}, "full": {}, "lora": {}, "ia3": {"enabled": False}}
    record = make_record(make_runs()[:2], verdicts, name="failing", title="What can go wrong", methods=plans)
    return record.model_copy(update={"failures": {"lora": "loss is nan after 120 steps: lower the learning rate"}})


def seeds() -> Record:
    """Three seeds for each method that is trained, against an accepted run."""
    chance = random.Random(2)
    told = tuple(_dialogue(chance, place) for place in range(60))
    runs = tuple(_repeated(chance, _run(chance, method, told, [0.0] * 60)) for method in _TRIO)
    record = make_record(runs, _verdicts(runs), name="seeds", title="Three seeds", dialogues=60)
    return _against(record.model_copy(update={"dialogues": told}), runs)


def unaccepted() -> Record:
    """Nothing was accepted yet."""
    return make_record(verdicts=[make_verdict(0.75)], name="unaccepted", title="Before anything is accepted")


def pair() -> tuple[Record, Record]:
    """The same methods on the same dialogues twice, a day and a version of a library apart."""
    before, after = (large(20, seed, _TRIO) for seed in (3, 4))
    told = {"dialogues": before.dialogues, "accepted": {}}
    environment = after.environment.model_copy(update={"packages": {"numpy": "2.1"}})
    later = {"created": "2026-01-03T03:05:00+00:00", "environment": environment}
    return before.model_copy(update=told), after.model_copy(update=told | later)


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
                    _moved(each, chance.gauss(0.8 if day == days[7] else 1, 0.02)) for each in first.verdicts
                ),
            }
        )
        for day in days
    )


def _moved(verdict: Verdict, factor: float) -> Verdict:
    """The verdict on another day; what is counted stays."""
    if verdict.observed is None or verdict.limits.exactly is not None:
        return verdict
    observed = factor * verdict.observed
    return verdict.model_copy(update={"observed": observed, "outcome": judge(observed, verdict.limits)})


GOLDEN: dict[str, Callable[[], Record]] = {made.__name__: made for made in (pocket, large, failing, seeds, unaccepted)}


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_TEXT.split(), k=words)).capitalize() + "."


def _dialogue(chance: random.Random, place: int) -> Dialogue:
    lines = (f"#Person{1 + line % 2}#: {_sentence(chance, chance.randint(6, 20))}" for line in range(10))
    references = tuple(_sentence(chance, 22) for _ in range(3))
    return Dialogue(id=f"test_{place}", text="\n".join(lines), references=references, topic="talk")


def _run(chance: random.Random, method: str, told: tuple[Dialogue, ...], hardness: list[float]) -> Run:
    kind, level, trainable, seconds = METHODS[method]
    training = _training(chance, seconds, 4 * trainable) if seconds else None
    run = make_run(method, level, trainable, training, dialogues=1)
    parameters = run.parameters.model_copy(update={"base": 247_577_856}) if run.parameters else None
    summaries = tuple(
        Summary(dialogue=each.id, text=_sentence(chance, chance.randint(14, 30)), tokens=30, capped=False)
        for each in told
    )
    scores = _scores([[_score(chance, level + hard) for _ in range(3)] for hard in hardness])
    return run.model_copy(update={"kind": kind, "parameters": parameters, "summaries": summaries, "scores": scores})


def _score(chance: random.Random, level: float) -> float:
    return min(1.0, max(0.0, chance.gauss(level, 0.1)))


def _scores(values: list[list[float]]) -> Scores:
    """ROUGE-1 as given for each dialogue and reference, the other metrics as shares of it."""
    metrics = {}
    for metric, share in zip(METRICS, (1.0, 0.5, 0.8, 0.85), strict=True):
        rows = [tuple(share * value for value in row) for row in values]
        mean, best = (Mean([of(row) for row in rows], sampling=Sampling(200)).interval for of in (_mean, max))
        metrics[metric] = MetricScores(mean=mean, best=best, values=tuple(rows))
    wording = Wording(words=21.5, reference_words=22.3, precision=0.48, recall=0.46, rouge1_without_tags=0.44)
    return Scores(signature="stemmer: yes", headline="mean", confidence=0.95, metrics=metrics, wording=wording)


def _mean(row: tuple[float, ...]) -> float:
    return sum(row) / len(row)


def _training(chance: random.Random, seconds: float, saved_bytes: int) -> Training:
    curve = [3.5 / (1 + 0.15 * step) + 1.1 + chance.gauss(0, 0.04) for step in range(50)]
    return make_training(
        seconds,
        saved_bytes,
        memory=Memory(allocated=int(4e9 + 12 * saved_bytes), reserved=int(5e9 + 13 * saved_bytes)),
        train_loss=tuple(Point(step=20 * place + 20, loss=loss) for place, loss in enumerate(curve)),
        validation_loss=tuple(Point(step=step, loss=curve[step // 20 - 1] + 0.1) for step in range(200, 1001, 200)),
    )


def _repeated(chance: random.Random, run: Run) -> Run:
    """The run as three seeds would have it: means over them, and each seed's own scores."""
    if run.training is None:
        return run
    repeats = tuple(run.training.model_copy(update={"seed": seed}) for seed in (1, 2))
    by_seed = {
        metric: tuple(tuple(_score(chance, score) for score in run.scores.by_dialogue(metric)) for _ in range(3))
        for metric in METRICS
    }
    return run.model_copy(update={"repeats": repeats, "scores": run.scores.model_copy(update={"by_seed": by_seed})})


def _verdicts(runs: Iterable[Run]) -> tuple[Verdict, ...]:
    return tuple(_verdict(run.method, metric, run.scores.of(metric).value) for run in runs for metric in METRICS)


def _verdict(method: str, metric: str, observed: float) -> Verdict:
    limits = Limits(at_least=0.2, because="made up")
    return make_verdict(
        observed,
        claim=f"benchmark/test_quality.py::test_rouge[{method}-{metric}]",
        sentence=f"{method} reaches the {metric} that is expected of it.",
        outcome=judge(observed, limits),
        limits=limits,
        unit=metric,
    )


def _against(record: Record, runs: Iterable[Run]) -> Record:
    """The record, held against runs that were accepted the day before."""
    accepted = {run.method: kept(run, record) for run in runs}
    earlier = {name: run.model_copy(update={"created": "2026-01-01T03:05:00+00:00"}) for name, run in accepted.items()}
    return record.model_copy(update={"accepted": earlier})


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
