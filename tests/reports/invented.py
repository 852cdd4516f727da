"""Invented runs: methods on examples of randomly drawn words, reproducible from the random state."""

import random
from collections.abc import Iterable

from benchmark.verdict import Verdict, judge
from fixtures.data.example import Example
from fixtures.profile.expectations import Limits
from fixtures.profile.plans import Sampling
from fixtures.results.cost import Latency, Point, Training
from fixtures.results.curve import CurvePoint
from fixtures.results.deployment import Deployed, Deployment
from fixtures.results.estimate import Estimate
from fixtures.results.forgetting import Forgetting
from fixtures.results.memory import Memory
from fixtures.results.run import MetricScores, Prediction, Run, Scores
from fixtures.results.wording import Wording
from fixtures.scoring.statistics import Mean
from reports.acceptance import kept
from reports.record import Record
from tests.reports.conftest import METRICS, SIGNATURE, make_run, make_training, make_verdict, scale_of

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
TRIO = tuple(METHODS)[:3]
_TEXT = (
    "Anna asks Ben whether the train to Oslo leaves before noon and he says that it is late because of snow so they "
    "decide to meet at her brother's café instead where both order tea while she tells him about a job in Lyon"
)


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_TEXT.split(), k=words)).capitalize() + "."


def example(chance: random.Random, place: int) -> Example:
    """Ten lines with three references."""
    lines = (f"#Person{1 + line % 2}#: {_sentence(chance, chance.randint(6, 20))}" for line in range(10))
    references = tuple(_sentence(chance, 22) for _ in range(3))
    return Example(id=f"test_{place}", source="\n".join(lines), references=references, topic="talk")


def run(chance: random.Random, method: str, examples: tuple[Example, ...], hardness: list[float]) -> Run:
    """A method on some examples; harder examples score lower."""
    kind, level, trainable, seconds = METHODS[method]
    training = _training(chance, seconds, 4 * trainable) if seconds else None
    run = make_run(method, level, trainable, training, examples=1)
    parameters = run.parameters.model_copy(update={"base": 247_577_856}) if run.parameters else None
    predictions = tuple(
        Prediction(example=each.id, text=_sentence(chance, chance.randint(14, 30)), tokens=30, capped=False)
        for each in examples
    )
    scores = _scores([[_score(chance, level + hard) for _ in range(3)] for hard in hardness])
    return run.model_copy(update={"kind": kind, "parameters": parameters, "predictions": predictions, "scores": scores})


def deployment(chance: random.Random, run: Run) -> Deployment:
    """Two forms of a run's first model: one says the same, one now and then something worse; the third failed."""
    first = {metric: _first(run, metric, [0.0] * len(run.predictions)) for metric in METRICS}
    lower = [-0.02 * (chance.random() < 0.2) for _ in run.predictions]
    worse = {metric: _first(run, metric, lower) for metric in METRICS}
    changed = tuple(
        each.model_copy(update={"text": _sentence(chance, 20)}) if by else each
        for each, by in zip(run.predictions, lower, strict=True)
    )
    return Deployment(
        seed=42,
        forms=(
            _form(run, "merged", 990_000_000, run.predictions, first),
            _form(run, "merged-4bit", 160_000_000, changed, worse),
        ),
        failures={"merged-bf16": "some of its merged weights are NaN or infinite: lm_head.weight"},
    )


def _first(run: Run, metric: str, plus: list[float]) -> MetricScores:
    """The scores of a run's first seed, and some more on each example."""
    values = [(max(0.0, one + more),) for one, more in zip(run.scores.replicates(metric)[0], plus, strict=True)]
    return run.scores.metrics[metric].model_copy(update={"values": tuple(values)})


def _form(
    run: Run, name: str, size: int, predictions: tuple[Prediction, ...], metrics: dict[str, MetricScores]
) -> Deployed:
    times = [Latency(batch_size=size, first_token=0.01 * size, per_token=0.004) for size in (1, 50)]
    assert run.generation
    return Deployed(
        form=name,
        bytes=size,
        generation=run.generation.model_copy(update={"latencies": tuple(times)}),
        attached=tuple(each.model_copy(update={"per_token": 0.005}) for each in times),
        predictions=predictions,
        scores=run.scores.model_copy(update={"metrics": metrics, "by_seed": {}}),
    )


def forgetful(chance: random.Random, run: Run) -> Run:
    """The run with losses on forty general texts after each training; the untrained one has the reason."""
    if not run.training:
        return run.model_copy(update={"missing": {**run.missing, "forgetting": "nothing is trained"}})
    base = tuple(chance.gauss(2.5, 0.4) for _ in range(40))
    after = tuple(tuple(loss + chance.gauss(0.08, 0.05) for loss in base) for _ in run.trainings)
    tokens = tuple(chance.randint(40, 256) for _ in base)
    return run.model_copy(update={"forgetting": Forgetting(tokens=tokens, base=base, by_seed=after)})


def curve(run: Run) -> tuple[CurvePoint, ...]:
    """Four numbers of rows, of which the smallest failed; the largest is the run itself."""
    largest = CurvePoint.of(12_460, run)
    scores = largest.scores.items()
    fewer = tuple(
        largest.model_copy(
            update={
                "rows": rows,
                "steps": -(-rows // 256),
                "scores": {metric: _less(estimate, share) for metric, estimate in scores},
            }
        )
        for rows, share in ((1000, 0.75), (4000, 0.92))
    )
    return (CurvePoint(rows=100, failure="loss is nan at step 1; lower its learning_rate"), *fewer, largest)


def _less(estimate: Estimate, share: float) -> Estimate:
    return Estimate(value=share * estimate.value, low=share * estimate.low, high=share * estimate.high)


def external(chance: random.Random, method: str, examples: tuple[Example, ...]) -> Run:
    """A system whose predictions were read from a file."""
    made = run(chance, "lora", examples, [0.0] * len(examples))
    known = {"method": method, "kind": "external", "parameters": None, "training": None, "generation": None}
    return made.model_copy(update={**known, "missing": {}, "source": f"{method}.csv"})


def _score(chance: random.Random, level: float) -> float:
    return min(1.0, max(0.0, chance.gauss(level, 0.1)))


def _scores(values: list[list[float]]) -> Scores:
    """ROUGE-1 as given for each example and reference, the other metrics as shares of it."""
    metrics = {}
    for metric, share in zip(METRICS, (1.0, 0.5, 0.8, 0.85), strict=True):
        rows = [tuple(share * value for value in row) for row in values]
        mean, best = (Mean([of(row) for row in rows], sampling=Sampling(200)).interval for of in (_mean, max))
        scale = scale_of(metric)
        metrics[metric] = MetricScores(
            scale=scale, signature=SIGNATURE, mean=mean.within(scale), best=best.within(scale), values=tuple(rows)
        )
    wording = Wording(words=21.5, reference_words=22.3, precision=0.48, recall=0.46, rouge1_without_tags=0.44)
    return Scores(
        signature={"examples": str(len(values))}, headline="mean", confidence=0.95, metrics=metrics, wording=wording
    )


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


def repeated(chance: random.Random, run: Run) -> Run:
    """The run with three seeds: their scores, and further trainings."""
    if run.training is None:
        return run
    repeats = tuple(run.training.model_copy(update={"seed": seed}) for seed in (1, 2))
    by_seed = {
        metric: tuple(tuple(_score(chance, score) for score in run.scores.by_example(metric)) for _ in range(3))
        for metric in METRICS
    }
    return run.model_copy(update={"repeats": repeats, "scores": run.scores.model_copy(update={"by_seed": by_seed})})


def verdicts(runs: Iterable[Run]) -> tuple[Verdict, ...]:
    """Each method must reach 0.2 in each metric."""
    return tuple(_verdict(run.method, metric, run.scores.of(metric).value) for run in runs for metric in METRICS)


def _verdict(method: str, metric: str, observed: float) -> Verdict:
    limits = Limits(at_least=0.2, because="made up")
    return make_verdict(
        observed,
        claim=f"benchmark/test_quality.py::test_score[{method}-{metric}]",
        sentence=f"{method} reaches the expected {metric}.",
        method=method,
        quantity=metric,
        outcome=judge(observed, limits),
        limits=limits,
        unit=metric,
    )


def against(record: Record, runs: Iterable[Run]) -> Record:
    """The record with these runs accepted the day before."""
    accepted = {run.method: kept(run, record) for run in runs}
    earlier = {name: run.model_copy(update={"created": "2026-01-01T03:05:00+00:00"}) for name, run in accepted.items()}
    return record.model_copy(update={"accepted": earlier})


def moved(verdict: Verdict, factor: float) -> Verdict:
    """The verdict on another day; counts stay the same."""
    if verdict.observed is None or verdict.limits.exactly is not None:
        return verdict
    observed = factor * verdict.observed
    return verdict.model_copy(update={"observed": observed, "outcome": judge(observed, verdict.limits)})
