"""The examples: all of them as data inside the page, which its script searches, sorts and shows."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Any, ClassVar

from markupsafe import Markup

from fixtures.figures import MINUS
from reports import formatting
from reports.analysis.attempts import Attempt, ShownExample
from reports.analysis.measured import metrics, scale, titles
from reports.record import Record
from reports.sections.section import Section
from reports.sections.subject import Subject

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What would end the element that holds the data, or a line of script."""

_DECIMALS = 1
"""Of all scores on the page, which are in points."""


@dataclass(frozen=True)
class ExamplesSection(Section):
    """``data`` is JSON that is safe inside an HTML element: ``count`` examples, ranked by ``metric``."""

    data: Markup
    count: int
    metric: str

    key: ClassVar[str] = "examples"
    title: ClassVar[str] = "Examples"
    absent: ClassVar[str] = "The record holds no example."

    @classmethod
    def of(cls, subject: Subject) -> "ExamplesSection | None":
        """None without examples."""
        return explorer(subject.record, subject.examples)


def explorer(record: Record, shown: tuple[ShownExample, ...]) -> ExamplesSection | None:
    """All examples with their references and every method's prediction; None without examples."""
    if not shown:
        return None
    by = metrics(record)
    content = {
        "noun": record.profile.dataset.noun,
        "nouns": record.profile.dataset.plural,
        "methods": [run.method for run in record.runs],
        "metrics": titles(record, by),
        "decimals": [_DECIMALS for _ in by],
        "points": 1,
        "sign": scale(record, by[0]).sign if by else 1,
        "baseline": record.profile.baseline,
        "reference": record.profile.reference,
        "accepted": _accepted(record, by[0]) if by else {},
        "examples": [_example(each) for each in shown],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for harmful, escape in _ESCAPES.items():
        text = text.replace(harmful, escape)
    metric = scale(record, by[0]).title if by else formatting.NOT_MEASURED
    return ExamplesSection(Markup(text), len(shown), metric)  # noqa: S704  nothing in it can end the element


def _example(example: ShownExample) -> dict[str, Any]:
    return {
        "id": example.id,
        "anchor": example.anchor,
        "topic": example.topic,
        "text": example.text,
        "references": example.references,
        "predictions": {attempt.method: _prediction(attempt) for attempt in example.attempts},
    }


def _prediction(attempt: Attempt) -> dict[str, Any]:
    scores = [float(score.replace(MINUS, "-")) for score in attempt.scores]
    return {"text": attempt.text, "capped": attempt.capped, "scores": scores}


def _accepted(record: Record, metric: str) -> Mapping[str, Mapping[str, float]]:
    """Each method's accepted headline score by example, in points, where the scores can be compared."""
    points = scale(record, metric).points
    return {
        run.method: {name: round(points * fmean(scores[metric]), _DECIMALS) for name, scores in before.scores.items()}
        for run in record.runs
        if (before := record.accepted.get(run.method))
        and metric in before.metrics
        and before.metrics[metric].by_example
        and not before.differences(run.scores, metric)
    }
