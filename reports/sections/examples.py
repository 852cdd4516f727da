"""The examples: all, or a sample of many, as plain text inside the page, which its script searches, sorts and shows.

They are in a ``noscript`` element: without script the reader has the text itself, and otherwise nothing is laid out.
"""

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import ClassVar

from markupsafe import Markup

from benchmark.gate.accepted import AcceptedRun
from fixtures.results.run import Run
from reports.analysis.attempts import ShownExample
from reports.analysis.measured import metrics, scale, titles
from reports.record import Record
from reports.sections.section import Section
from reports.sections.subject import Subject

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What would end the element that holds the data, or a line of script."""


@dataclass(frozen=True)
class ExamplesSection(Section):
    """``examples``, scored by ``metrics``; ``data`` is what the script needs besides, as JSON that is safe in HTML.

    ``note`` says how they were chosen, where they are not all.
    """

    data: Markup
    examples: tuple[ShownExample, ...]
    metrics: tuple[str, ...]
    note: str = ""

    key: ClassVar[str] = "examples"
    title: ClassVar[str] = "Examples"

    @classmethod
    def of(cls, subject: Subject) -> "ExamplesSection | None":
        """None without examples."""
        return explorer(subject.record, subject.examples, subject.sample.note)


def explorer(record: Record, shown: tuple[ShownExample, ...], note: str = "") -> ExamplesSection | None:
    """The shown examples with their references and every method's prediction; None without examples."""
    if not shown:
        return None
    by = metrics(record)
    scales = [scale(record, metric) for metric in by]
    content = {
        "noun": record.profile.dataset.noun,
        "nouns": record.profile.dataset.plural,
        "methods": [run.method for run in record.runs],
        "points": [of.points for of in scales],
        "signs": [of.sign for of in scales],
        "baseline": record.profile.baseline,
        "reference": record.profile.reference,
        "accepted": _accepted(record, by, {each.id for each in shown}),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for harmful, escape in _ESCAPES.items():
        text = text.replace(harmful, escape)
    return ExamplesSection(Markup(text), shown, titles(record, by), note)  # noqa: S704  nothing in it can end the element


def _accepted(
    record: Record, by: tuple[str, ...], names: Container[str]
) -> Mapping[str, Mapping[str, list[float | None]]]:
    """Each method's accepted headline scores of these examples, on each metric; null where they cannot be compared."""
    found: dict[str, dict[str, list[float | None]]] = {}
    for run in record.runs:
        if before := record.accepted.get(run.method):
            alike = [metric if _alike(run, before, metric) else "" for metric in by]
            if any(alike):
                found[run.method] = {
                    name: [round(fmean(scores[metric]), 4) if metric else None for metric in alike]
                    for name, scores in before.scores.items()
                    if name in names
                }
    return found


def _alike(run: Run, before: AcceptedRun, metric: str) -> bool:
    known = before.metrics.get(metric)
    return bool(known and known.by_example) and not before.differences(run.scores, metric)
