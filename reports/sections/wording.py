"""Length and wording as they are read: what each method's ROUGE-1 is made of."""

from dataclasses import dataclass

from reports import formatting
from reports.measured import unmeasured
from reports.record import Record

HEAD = ("method", "words", "of the references'", "precision", "recall", "ROUGE-1", "without tags")
CAPTION = (
    "ROUGE-1 in parts: short predictions gain precision and lose recall; a tag such as a speaker's name is an easy "
    "match. Words are tokens as they are scored."
)


@dataclass(frozen=True)
class Wordings:
    """A row of text for each method."""

    rows: tuple[tuple[str, ...], ...]
    head: tuple[str, ...] = HEAD
    caption: str = CAPTION


def wordings(record: Record) -> Wordings | None:
    """Every run whose wording was looked at; None where there is none, or where quality says nothing."""
    found = [(run, run.scores.wording) for run in record.runs if run.scores.wording]
    if not found or unmeasured(record):
        return None
    return Wordings(
        tuple(
            (
                run.method,
                f"{each.words:.1f}",
                f"{each.words / each.reference_words:.2f}" if each.reference_words else formatting.NONE,
                f"{each.precision:.3f}",
                f"{each.recall:.3f}",
                f"{run.scores.metrics['rouge1'].mean.value:.3f}" if "rouge1" in run.scores.metrics else "",
                formatting.NONE if each.rouge1_without_tags is None else f"{each.rouge1_without_tags:.3f}",
            )
            for run, each in found
            if each
        )
    )
