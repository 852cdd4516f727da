"""A section of the report: what each of them gives."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from fixtures.profile.nouns import Nouns
from reports.sections.subject import Subject


class Section(ABC):
    """What a section shows of a record. Each subclass is a frozen dataclass, listed in ``registry``.

    ``key``, a lower-case word, is the section's name in the contents, its anchor, and its template:
    ``templates/sections/<key>.html`` renders the value as ``section``, with ``anchor`` and ``record``. A section that
    has nothing to show is left out, with its heading and its place in the contents.
    """

    key: ClassVar[str]
    title: ClassVar[str]

    @classmethod
    @abstractmethod
    def of(cls, subject: Subject) -> "Section | None":
        """The section of a record; None if there is nothing to show."""

    def markdown(self, nouns: Nouns) -> Iterator[str]:  # noqa: ARG002  for those that override it
        """The blocks of the section in the summary, where it has any."""
        yield from ()
