"""Length and word overlap: what makes up each method's ROUGE-1."""

from dataclasses import dataclass
from statistics import fmean
from typing import ClassVar

from fixtures.figures import PERCENT, Unit
from fixtures.results.run import Run
from reports import formatting
from reports.analysis.measured import unmeasured
from reports.record import Record
from reports.sections.section import Section
from reports.sections.subject import Subject

HEAD = ("method", "empty", "words", "of the references'", "precision", "recall", "ROUGE-1", "without tags")
_ROUGE = "rouge1"
_PART = Unit(factor=100, decimals=1)
"""Precision, recall and ROUGE-1, in points."""


@dataclass(frozen=True)
class WordingSection(Section):
    """A row of text for each method."""

    rows: tuple[tuple[str, ...], ...]
    head: tuple[str, ...]
    caption: str

    key: ClassVar[str] = "wording"
    title: ClassVar[str] = "Length and word overlap"

    @classmethod
    def of(cls, subject: Subject) -> "WordingSection | None":
        """None without measured wording, or without quality."""
        return wordings(subject.record)


def wordings(record: Record) -> WordingSection | None:
    """The wording of every run that has it; None without any, or without quality."""
    found = [(run, run.scores.wording) for run in record.runs if run.scores.wording]
    if not found or unmeasured(record):
        return None
    rows = tuple(
        (
            run.method,
            _empty(run),
            f"{each.words:.1f}",
            PERCENT.figure(each.words / each.reference_words) if each.reference_words else formatting.NONE,
            _PART.figure(each.precision),
            _PART.figure(each.recall),
            _PART.figure(run.scores.metrics[_ROUGE].mean.value) if _ROUGE in run.scores.metrics else formatting.NONE,
            formatting.NONE if each.rouge1_without_tags is None else _PART.figure(each.rouge1_without_tags),
        )
        for run, each in found
        if each
    )
    rouge = any(_ROUGE in run.scores.metrics for run, _ in found)
    tags = rouge and any(each and each.rouge1_without_tags is not None for _, each in found)
    end = len(HEAD) - (not rouge) - (not tags)  # columns that say nothing are left out
    return WordingSection(tuple(row[:end] for row in rows), HEAD[:end], _caption(rouge=rouge, tags=tags))


def _caption(*, rouge: bool, tags: bool) -> str:
    predictions = "ROUGE-1 in parts: short predictions" if rouge else "Short predictions"
    match = "; a tag such as a speaker's name is an easy match" if tags else ""
    counted = "Words are counted as ROUGE splits them; a prediction without any text is empty."
    return f"{predictions} raise precision and lower recall{match}. {counted}"


def _empty(run: Run) -> str:
    """How many predictions are empty; with several seeds the count of each, and their mean where they differ."""
    counts = run.empties()
    if len(set(counts)) == 1:
        return f"{counts[0]:,}"
    return f"{', '.join(f'{count:,}' for count in counts)} (mean {fmean(counts):,.1f})"
