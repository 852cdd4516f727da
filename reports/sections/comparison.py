"""The comparison of methods: scores with their intervals, paired differences, and what each method costs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from fixtures.profile.nouns import Nouns
from fixtures.profile.recorded import RecordedMethod
from reports import formatting, gfm
from reports.analysis.differences import BETTER_OR_WORSE, LEGEND, MethodGap, brief, gaps
from reports.analysis.losses import Losses
from reports.analysis.measured import metrics, titles, unmeasured
from reports.analysis.method_rows import ComparisonRow, HeadlineScore, rows
from reports.record import Record
from reports.sections.section import Section
from reports.sections.subject import Subject

_APART = "not comparable"


@dataclass(frozen=True)
class ComparisonSection(Section):
    """All methods. ``missing`` names those of the profile without a run, and says why.

    ``unmeasured`` says why there are no scores, where there are none; ``apart`` that some costs are not to be
    compared. Without ``costs`` no method has any, as where outputs come from files.
    """

    metrics: tuple[str, ...]
    confidence: str
    headline: str
    other: str
    rows: tuple[ComparisonRow, ...]
    missing: tuple[tuple[str, str], ...]
    signatures: tuple[str, ...]
    gaps: tuple[MethodGap, ...]
    unmeasured: str
    apart: str
    costs: bool
    legend: str = LEGEND

    key: ClassVar[str] = "comparison"
    title: ClassVar[str] = "Comparison"

    @classmethod
    def of(cls, subject: Subject) -> "ComparisonSection | None":
        """None without runs."""
        return compare(subject.record, subject.losses)

    def markdown(self, nouns: Nouns) -> Iterator[str]:  # noqa: ARG002  it names no example
        """The table, how the scores were made, and the differences between methods."""
        yield _table(self)
        yield _legend(self)
        if self.gaps:
            body = [(gap.method, gap.against, *map(brief, gap.differences)) for gap in self.gaps if gap.differences]
            yield gfm.table(("method", "against", *self.metrics), body)
            yield f"{BETTER_OR_WORSE}, with paired {self.confidence} intervals: {LEGEND}."


def _table(section: ComparisonSection) -> str:
    costs = ("trainable", "of the base", "training", "peak memory", "saved") if section.costs else ()
    head = ("method", *section.metrics, *costs)
    body = [
        (
            row.method,
            *map(_headline, row.scores),
            *(_costs(row) if section.costs else ()),
        )
        for row in section.rows
    ]
    return gfm.table(head, body)


def _costs(row: ComparisonRow) -> tuple[str, ...]:
    return (
        row.trainable,
        row.share,
        _remarked(row.seconds, "remembered" if row.remembered else "", _APART if row.apart else ""),
        _remarked(row.memory, _APART if row.elsewhere else ""),
        row.saved,
    )


def _remarked(figure: str, *remarks: str) -> str:
    said = ", ".join(filter(None, remarks))
    return f"{figure} ({said})" if said else figure


def _headline(score: HeadlineScore) -> gfm.Marked:
    """The best score is bold."""
    bold = "**" if score.best else ""
    return gfm.Marked(f"{bold}{score.value}{bold} {score.interval}")


def _legend(section: ComparisonSection) -> str:
    about = f"Scores are the {section.headline} over references with {section.confidence} intervals."
    if section.unmeasured:
        about = f"Quality is not measured: {gfm.plain(section.unmeasured)}."
    signatures = () if section.unmeasured else map(gfm.code, section.signatures)
    return "\n".join(filter(None, (about, gfm.plain(section.apart), *signatures)))


def compare(record: Record, lost: Losses | None = None) -> ComparisonSection | None:
    """The comparison of all runs; None without any. ``lost`` is the record against the accepted runs."""
    if not record.runs:
        return None
    scores, found = record.runs[0].scores, gaps(record)
    shown = rows(record, found, lost)
    return ComparisonSection(
        metrics=titles(record, metrics(record)),
        confidence=formatting.confidence(scores.confidence),
        headline=scores.headline,
        other="mean" if scores.headline == "best" else "best",
        rows=shown,
        missing=tuple(
            (method, record.failures.get(method) or _absence(plan))
            for method, plan in record.profile.methods.items()
            if record.run(method) is None
        ),
        signatures=tuple(dict.fromkeys(formatting.signature(run.scores) for run in record.runs)),
        gaps=found,
        unmeasured=unmeasured(record),
        apart=_apart(record.profile.reference) if any(row.apart or row.elsewhere for row in shown) else "",
        costs=any(run.parameters or run.training for run in record.runs),
    )


def _apart(reference: str) -> str:
    how = "in another session, on another device or beside more or fewer trainings"
    return f"Figures marked as {_APART} were taken {how} than {reference}'s."


def _absence(plan: RecordedMethod) -> str:
    return "not carried out in this session" if plan.enabled else "enabled = false in the profile"
