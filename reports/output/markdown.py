"""The summary in Markdown, for a pull request or a job's page."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from fixtures.line import one_line
from reports.differences import Difference
from reports.output.view import Page, Section
from reports.sections.comparison import Comparison
from reports.sections.losses import Losses
from reports.sections.measurements import Cell
from reports.sections.published import Table

_MARKS = "▲ better, ▼ worse, ≈ may be chance"


def text(page: Page) -> str:
    """Verdict, answer, table and open claims of each record."""
    return "\n\n".join(block for section in page.sections for block in _blocks(section)) + "\n"


class _Marked(str):
    """Markdown that is meant as such."""

    __slots__ = ()


def _blocks(section: Section) -> Iterator[str]:
    """What of a section fails is left out, and a line says so."""
    for name, part in _PARTS.items():
        yield from section.mishaps.part(f"{name} in the summary", partial(_made, part, section), ())
    if section.mishaps.lines:
        yield "\n".join(f"- {_plain(line)}" for line in section.mishaps.lines)


def _made(part: Callable[[Section], Iterator[str]], section: Section) -> tuple[str, ...]:
    return tuple(part(section))


def _head(section: Section) -> Iterator[str]:
    yield f"## {_plain(section.name)}: {_plain(section.title)}"
    yield f"**{_plain(section.verdicts.line)}**"


def _answers(section: Section) -> Iterator[str]:
    yield from (_plain(f"{each.sentence} ({each.figures})") for each in section.answers)


def _comparison(section: Section) -> Iterator[str]:
    if section.comparison:
        yield _table(section.comparison)
        yield _legend(section.comparison)
        if section.comparison.gaps:
            yield _gaps(section.comparison)
            yield f"Differences in points with paired {section.comparison.confidence} intervals: {_MARKS}."


def _race(section: Section) -> Iterator[str]:
    if section.race:
        yield "### The race"
        yield _grid(section.race.head, section.race.rows)
        yield "\n".join((section.race.caption, *(f"- {_plain(line)}" for line in section.race.agreement)))


def _open(section: Section) -> Iterator[str]:
    if section.verdicts.open:
        yield "\n".join(f"- {_plain(each.words)}" for each in (*section.verdicts.open, *section.verdicts.more))


def _legend(comparison: Comparison) -> str:
    if comparison.unmeasured:
        return f"Quality is not measured: {_plain(comparison.unmeasured)}."
    about = f"Scores are the {comparison.headline} over references with {comparison.confidence} intervals."
    return "\n".join((about, *map(_code, comparison.signatures)))


def _table(comparison: Comparison) -> str:
    head = ("method", *comparison.metrics, "trainable", "of the base", "training", "peak memory", "saved")
    body = [
        (
            row.method,
            *(_Marked(f"{'**' * score.best}{score.value}{'**' * score.best} {score.interval}") for score in row.scores),
            row.trainable,
            row.share,
            row.seconds + (" (remembered)" if row.remembered else ""),
            row.memory,
            row.saved,
        )
        for row in comparison.rows
    ]
    return _grid(head, body)


def _gaps(comparison: Comparison) -> str:
    body = [(gap.method, gap.against, *map(_difference, gap.differences)) for gap in comparison.gaps if gap.differences]
    return _grid(("method", "against", *comparison.metrics), body)


def _difference(found: Difference | None) -> str:
    return f"{found.mark} {found.value} {found.interval}" if found else ""


def _against_accepted(section: Section) -> Iterator[str]:
    if section.losses:
        yield from _losses(section.losses)


def _losses(losses: Losses) -> Iterator[str]:
    """Each method against its accepted run, and the examples that lost most."""
    yield "### Against the accepted run"
    cells = [[*map(_difference, row.changes)] or [f"cannot compare: {row.why}"] for row in losses.rows]
    width = len(losses.metrics)
    yield _grid(
        ("method", "seeds", *losses.metrics),
        [(row.method, row.seeds, *(each + [""] * width)[:width]) for row, each in zip(losses.rows, cells, strict=True)],
    )
    yield f"Points now less {losses.then}, with paired {losses.confidence} intervals: {_MARKS}."
    for moves, what in ((losses.lost, "lost"), (losses.gained, "gained")):
        if moves:
            yield f"Examples that {what} most {losses.metric}:"
            head = ("example", "method", losses.then, "now", "points")
            yield _grid(head, [(each.example, each.method, each.then, each.now, each.change) for each in moves])


def _published_figures(section: Section) -> Iterator[str]:
    for table in section.published:
        yield from _published(table)


def _published(table: Table) -> Iterator[str]:
    """Figures, how they were scored, differences, and remarks."""
    head = ("method", "by", "trainable", "training", "mean training loss", *table.metrics)
    yield f"### {_plain(table.title)}"
    yield _grid(
        head,
        [
            (line.method, line.by, line.trainable, line.seconds, line.loss, *map(_cell, line.scores))
            for line in table.lines
        ],
    )
    yield "\n".join((_plain(table.caption), *map(_code, table.signatures)))
    if table.gaps:
        yield _grid(
            ("method", "against", "by", *table.metrics),
            [(gap.method, gap.against, gap.by, *map(_cell, gap.differences)) for gap in table.gaps],
        )
        yield _plain(table.gap_caption)
    if table.notes:
        yield "\n".join(f"- {_plain(note)}" for note in table.notes)


def _cell(cell: Cell) -> str:
    remark = cell.remark if cell.remark.startswith("[") else f"({cell.remark})"
    return f"{cell.value} {remark}" if cell.remark else cell.value


def _grid(head: tuple[str, ...], body: Sequence[tuple[str, ...]]) -> str:
    rule = ("---", *("---:" for _ in head[1:]))
    return "\n".join(f"| {' | '.join(map(_cell_text, row))} |" for row in (head, rule, *body))


def _plain(words: str) -> str:
    """Words that stay words, on one line: no markup, HTML, link, image, mention or reference comes of them."""
    return _escaped(words, (*_ESCAPES, *_JOINED, *_BEGINNINGS))


def _cell_text(words: str) -> str:
    """The same inside a line, where a sign before a figure is no list; what is meant as Markdown stays as it is."""
    return words if isinstance(words, _Marked) else _escaped(words, (*_ESCAPES, *_JOINED))


def _escaped(words: str, changes: Iterable[tuple[re.Pattern[str], str]]) -> str:
    flat = one_line(words)
    for pattern, instead in changes:
        flat = pattern.sub(instead, flat)
    return flat


def _code(words: str) -> str:
    """Words as code, in which nothing but its own sign means anything."""
    flat = one_line(words)
    fence = "`" * (1 + max(map(len, re.findall("`+", flat)), default=0))
    return f"{fence} {flat} {fence}" if "`" in flat else f"{fence}{flat}{fence}"


_ESCAPES = (
    (re.compile(r"[\\`*~|$]|_(?![^\W_])|(?<![^\W_])_|\](?=[(\[:])"), r"\\\g<0>"),
    (re.compile("&"), "&amp;"),
    (re.compile("<"), "&lt;"),
    (re.compile(">"), "&gt;"),
)
"""What would be markup anywhere."""

_BEGINNINGS = (
    (re.compile(r"^(?:[-+=\[]|#(?!\d))"), r"\\\g<0>"),
    (re.compile(r"^(\d+)(?=[.)](?:\s|$))"), r"\1\\"),
)
"""What would be a list, a heading or a definition where a line begins."""

_JOINED = tuple(
    (re.compile(pattern), "\\g<0>\N{WORD JOINER}")
    for pattern in (
        r"@(?=\w)",
        r"#(?=\d)",
        r":(?=//)",
        r"\b(?i:www)(?=\.)",
        r"\b(?i:gh)(?=-\d)",
        r"\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{6}(?=[0-9a-f]{1,34}\b)",
    )
)
"""What GitHub makes a link of once Markdown is done, escaped or not: a sign that is not seen parts it."""

_PARTS: dict[str, Callable[[Section], Iterator[str]]] = {
    "Claims": _head,
    "The answer": _answers,
    "Comparison": _comparison,
    "Against the accepted run": _against_accepted,
    "Published figures": _published_figures,
    "The race": _race,
    "What did not hold": _open,
}
