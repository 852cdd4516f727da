"""Records to render, small and made by hand: six examples, two references, a baseline, a reference and an adapter."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver

from benchmark.verdict import Outcome, Verdict, judge
from fixtures.data.example import Example
from fixtures.profile.expectations import Limits
from fixtures.profile.plans import Sampling, ScoringPlan
from fixtures.profile.recorded import RecordedProfile
from fixtures.results.cost import Generation, Point, Training
from fixtures.results.memory import Memory
from fixtures.results.parameters import Parameters
from fixtures.results.run import MetricScores, Prediction, Run, Scores
from fixtures.scoring.metrics import registry
from fixtures.scoring.metrics.scale import Scale
from fixtures.scoring.statistics import Mean
from reports.output import html, view
from reports.record import SCHEMA, Environment, Record
from reports.sanitize import clean
from tests import browser

EXAMPLES = 6
METRICS = ScoringPlan().metrics
SIGNATURE = {"stemmer": "yes"}
METHODS: dict[str, Any] = {"zero-shot": {"kind": "zero-shot"}, "full": {"kind": "full"}, "lora": {"kind": "adapter"}}
SCORING = {"metrics": list(METRICS), "references": "mean", "resamples": 200, "confidence": 0.95, "seed": 0}

MakeRun = Callable[..., Run]
MakeRuns = Callable[..., tuple[Run, ...]]
MakeTraining = Callable[..., Training]
MakeRecord = Callable[..., Record]
MakeVerdict = Callable[..., Verdict]
Browse = Callable[..., webdriver.Chrome]


def scale_of(metric: str) -> Scale:
    """The scale of a metric that ships with the suite."""
    found = registry.scale(metric)
    assert found
    return found


def make_scores(level: float, examples: int) -> Scores:
    """Scores around a level; each metric a little lower than the one before."""
    metrics = {}
    for place, metric in enumerate(METRICS):
        values = tuple((level - 0.02 * place + 0.01 * i, level - 0.03 * place + 0.015 * i) for i in range(examples))
        means, bests = [sum(row) / 2 for row in values], [max(row) for row in values]
        metrics[metric] = MetricScores(
            scale=scale_of(metric),
            signature=SIGNATURE,
            mean=Mean(means, sampling=Sampling(200)).interval,
            best=Mean(bests, sampling=Sampling(200)).interval,
            values=values,
        )
    return Scores(signature={"examples": str(examples)}, headline="mean", confidence=0.95, metrics=metrics)


def make_training(seconds: float, saved_bytes: int, **other: Any) -> Training:  # noqa: ANN401
    """A training of twenty steps."""
    known = {
        "device": "abacus",
        "precision": "fp32",
        "seed": 42,
        "learning_rate": 1e-3,
        "seconds": seconds,
        "evaluation_seconds": 1.5,
        "optimizer_steps": 20,
        "effective_batch": 32,
        "micro_batch": 8,
        "samples": 640,
        "tokens": 64_000,
        "samples_per_second": 640 / seconds,
        "tokens_per_second": 64_000 / seconds,
        "memory": Memory(resident=1_500_000_000),
        "optimizer_bytes": 2 * saved_bytes,
        "saved_bytes": saved_bytes,
        "train_loss": (Point(step=1, loss=3.0), Point(step=20, loss=1.0)),
        "validation_loss": (Point(step=20, loss=1.25),),
        "finished": "2026-01-02T03:04:05+00:00",
        "session": "of one day",
    }
    return Training.model_validate(known | other)


def make_run(method: str, level: float, trainable: int, training: Training | None, examples: int = EXAMPLES) -> Run:
    """One method carried out."""
    return Run(
        method=method,
        kind=METHODS.get(method, {"kind": "adapter"})["kind"],
        parameters=Parameters(base=1_000_000, total=1_000_000, trainable=trainable, adapted_modules=0),
        training=training,
        generation=Generation(
            seconds=2.0,
            batch_size=3,
            tokens=120,
            tokens_per_second=60.0,
            truncated=0,
            capped=1,
            memory=Memory(resident=1_200_000_000),
        ),
        predictions=tuple(
            Prediction(example=f"test_{i}", text=f"{method} on {i}", tokens=20, capped=i == 0) for i in range(examples)
        ),
        scores=make_scores(level, examples),
        missing={"memory.allocated": "no CUDA device"} | ({} if training else {"training": "nothing is trained"}),
    )


def make_runs(headline: str = "mean", examples: int = EXAMPLES) -> tuple[Run, ...]:
    """The three methods."""
    runs = (
        make_run("zero-shot", 0.15, 0, None, examples),
        make_run("full", 0.75, 1_000_000, make_training(40.0, 4_000_000), examples),
        make_run("lora", 0.65, 20_000, make_training(30.0, 80_000, remembered=True), examples),
    )
    return tuple(
        run.model_copy(update={"scores": run.scores.model_copy(update={"headline": headline})}) for run in runs
    )


def make_verdict(observed: float | None, **other: Any) -> Verdict:  # noqa: ANN401
    """A verdict on full's ROUGE-1, which is expected to be 0.7."""
    limits = Limits(at_least=0.7, because="as measured")
    known = {
        "claim": f"benchmark/test_quality.py::test_score[{observed}-{other}]",
        "family": "score",
        "sentence": "full reaches the expected rouge1.",
        "profile": "small",
        "method": "full",
        "quantity": "rouge1",
        "observed": observed,
        "limits": limits,
        "unit": "rouge1",
        "outcome": Outcome.NOT_MEASURED if observed is None else judge(observed, limits),
    }
    return Verdict.model_validate(known | other)


def make_record(
    runs: Iterable[Run] | None = None,
    verdicts: Iterable[Verdict] = (),
    *,
    examples: int = EXAMPLES,
    text: str = "#Person1#: Hello.\n#Person2#: Good bye.",
    **profile: Any,  # noqa: ANN401
) -> Record:
    """A record; what else is given goes into its profile."""
    known = {
        "name": "small",
        "title": "A small experiment",
        "baseline": "zero-shot",
        "reference": "full",
        "spotlight": "test_2",
        "scoring": SCORING,
        "methods": METHODS,
    }
    return Record(
        schema=SCHEMA,
        created="2026-01-02T03:05:00+00:00",
        seconds=75.0,
        environment=Environment(
            commit="c0ffee", dirty=True, python="3.11.7", platform="Linux", device="abacus", packages={"numpy": "2.0"}
        ),
        profile=RecordedProfile.model_validate(clean(known | profile)),
        examples=tuple(
            Example(id=f"test_{i}", source=text, references=(f"first of {i}", f"second of {i}"), topic="greeting")
            for i in range(examples)
        ),
        runs=tuple(make_runs(examples=examples) if runs is None else runs),
        verdicts=tuple(verdicts),
    )


@pytest.fixture
def new_record() -> MakeRecord:
    """Makes records."""
    return make_record


@pytest.fixture
def new_run() -> MakeRun:
    """Makes runs: method, level of its scores, trainable parameters, training."""
    return make_run


@pytest.fixture
def new_runs() -> MakeRuns:
    """Makes the three runs."""
    return make_runs


@pytest.fixture
def new_training() -> MakeTraining:
    """Makes trainings: seconds, saved bytes."""
    return make_training


@pytest.fixture
def new_verdict() -> MakeVerdict:
    """Makes verdicts on an observed number."""
    return make_verdict


@pytest.fixture
def judged(new_verdict: MakeVerdict) -> tuple[Verdict, ...]:
    """Two claims held, one missed, one not measured."""
    return (
        new_verdict(0.8),
        new_verdict(None, reason="no GPU", family="budget", quantity="train_seconds", limits=Limits(at_most=180)),
        new_verdict(0.5),
        new_verdict(1500, family="dataset", quantity="train_rows", method=None, limits=Limits(exactly=1500)),
    )


@pytest.fixture(scope="module")
def chrome() -> Iterator[webdriver.Chrome]:
    """One browser for all tests of a file, which logs what goes wrong and what is fetched."""
    if reason := browser.lacking():
        pytest.skip(reason)
    driver = browser.chrome()
    yield driver
    driver.quit()


@pytest.fixture
def browse(chrome: webdriver.Chrome, tmp_path: Path) -> Browse:
    """Opens the page of some records, or another page; nothing may go wrong or be fetched while it loads."""

    def go(*records: Record, page: str = "", anchor: str = "", scheme: str = "light") -> webdriver.Chrome:
        file = tmp_path / "report.html"
        file.write_text(page or html.text(view.page(records)), encoding="utf-8")
        media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        chrome.get("about:blank")
        chrome.get(f"{file.as_uri()}{anchor}")
        assert chrome.get_log("browser") == []
        assert chrome.execute_script("return performance.getEntriesByType('resource').length") == 0
        return chrome

    return go
