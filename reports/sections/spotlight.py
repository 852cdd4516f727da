"""The spotlight: one example in full, with what others published about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from reports.analysis.attempts import ShownExample
from reports.analysis.measured import metrics, titles
from reports.record import Record
from reports.sections.section import Section
from reports.sections.subject import Subject


@dataclass(frozen=True)
class PublishedText:
    """A published prediction for the same example."""

    method: str
    source: str
    text: str


@dataclass(frozen=True)
class SpotlightSection(Section):
    """The example; ``note`` says why it is not the profile's choice, if it is not.

    ``metrics`` are those of each attempt's scores.
    """

    example: ShownExample
    note: str
    texts: tuple[PublishedText, ...]
    metrics: tuple[str, ...]

    key: ClassVar[str] = "spotlight"
    title: ClassVar[str] = "One example in full"

    @classmethod
    def of(cls, subject: Subject) -> "SpotlightSection | None":
        """None without examples."""
        return spotlight(subject.record, subject.examples)


def spotlight(record: Record, shown: tuple[ShownExample, ...]) -> SpotlightSection | None:
    """The profile's spotlight, else the first example; None without examples."""
    if not shown:
        return None
    wanted = record.profile.spotlight
    found = next((each for each in shown if each.id == wanted), None)
    by = titles(record, metrics(record))
    if found:
        return SpotlightSection(found, "", tuple(_texts(record)), by)
    first = f"the first {record.profile.dataset.noun}"
    note = f"{first}, since {wanted} is not in the test split" if wanted else first
    return SpotlightSection(shown[0], note, (), by)


def _texts(record: Record) -> Iterator[PublishedText]:
    """The published texts, as the profile has them."""
    for name, each in record.profile.published.items():
        if each.spotlight:
            yield PublishedText(each.method or name, each.source, each.spotlight)
