"""The view of records: everything that the page shows, as text that needs no further thought."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from fixtures.figures import moment
from fixtures.profile.nouns import Nouns
from reports import anchors
from reports.analysis import answer, notices, verdicts
from reports.analysis.measured import metrics, titles
from reports.omissions import Omissions
from reports.output.changes import Changes, changes
from reports.record import Record
from reports.sections import registry
from reports.sections.section import Section
from reports.sections.subject import Subject


@dataclass(frozen=True)
class SectionView:
    """A section on the page. Without ``content``, ``remark`` says what failed."""

    kind: type[Section]
    anchor: str
    content: Section | None
    remark: str

    @property
    def template(self) -> str:
        """The template of its content."""
        return f"sections/{self.kind.key}.html"


@dataclass(frozen=True)
class RecordView:
    """One record; ``key`` is its anchor, with which those of its sections begin.

    ``notices`` are what its reader has to know before any figure, ``metrics`` what they may pick.
    """

    key: str
    name: str
    title: str
    created: str
    nouns: Nouns
    verdicts: verdicts.Verdicts
    answers: tuple[answer.Answer, ...]
    notices: tuple[str, ...]
    metrics: tuple[str, ...]
    sections: tuple[SectionView, ...]
    omissions: Omissions


@dataclass(frozen=True)
class Page:
    """All records of a report, and what changed between them if they are two of one profile."""

    title: str
    records: tuple[RecordView, ...]
    changes: Changes | None = None

    @property
    def contents(self) -> tuple[tuple[str, RecordView], ...]:
        """Each record with its name, and with its date if another record has the same name."""
        names = [each.name for each in self.records]
        return tuple(
            (each.name if names.count(each.name) == 1 else f"{each.name}, {each.created}", each)
            for each in self.records
        )


def page(records: Sequence[Record]) -> Page:
    """The page of some records, in their order. What fails is left out, and the record's head says so."""
    omissions = Omissions()
    changed = omissions.part("What changed", lambda: changes(records), None)
    linked = changed.losses.examples if changed and changed.losses else ()
    views = tuple(record_view(record, place, linked) for place, record in enumerate(records, start=1))
    if views:
        views[0].omissions.missed.extend(omissions.missed)
    return Page(" and ".join(each.name for each in views), views, changed)


def record_view(record: Record, place: int = 1, linked: tuple[str, ...] = ()) -> RecordView:
    """One record, the ``place``-th on its page (from 1); ``linked`` are examples that the page links to besides."""
    omissions = Omissions()
    subject = Subject(record, place, omissions, linked)
    return RecordView(
        key=anchors.record(place),
        name=record.name,
        title=record.profile.title or record.name,
        created=moment(record.created),
        nouns=record.profile.dataset,
        verdicts=subject.verdicts or verdicts.UNKNOWN,
        answers=omissions.part("The answer", lambda: answer.answers(record), ()),
        notices=omissions.part("Notices", lambda: tuple(notices.notices(record)), ()),
        metrics=omissions.part("The metrics", lambda: titles(record, metrics(record)), ()),
        sections=tuple(_sections(subject)),
        omissions=omissions,
    )


def _sections(subject: Subject) -> Iterator[SectionView]:
    """Every section with a content or an omission."""
    lines = subject.omissions.missed
    for kind in registry.SECTIONS:
        before = len(lines)
        content = subject.omissions.part(kind.title, partial(kind.of, subject), None)
        remark = subject.omissions.about(kind.title) or " ".join(lines[before:])
        if content or remark:
            yield SectionView(kind, anchors.section(subject.place, kind.key), content, remark)
