"""The summary in Markdown, for a pull request or a job's page."""

import html
from collections.abc import Iterator

from reports.comparison import Comparison
from reports.view import Page, Section


def text(page: Page) -> str:
    """Verdict, answer, table and open claims of each record."""
    return "\n\n".join(block for section in page.sections for block in _blocks(section)) + "\n"


def _blocks(section: Section) -> Iterator[str]:
    yield f"## {_plain(section.name)}: {_plain(section.title)}"
    yield f"**{section.verdicts.line}**"
    yield from map(_plain, section.answers)
    if section.comparison:
        yield _table(section.comparison)
        yield _legend(section.comparison)
    if section.verdicts.open:
        yield "\n".join(f"- {_plain(line)}" for line in section.verdicts.open)


def _legend(comparison: Comparison) -> str:
    if comparison.unmeasured:
        return f"Quality is not measured: {_plain(comparison.unmeasured)}."
    about = f"Scores are the {comparison.headline} over references with {comparison.confidence} intervals."
    return "\n".join((about, *(f"`{_plain(signature)}`" for signature in comparison.signatures)))


def _table(comparison: Comparison) -> str:
    head = ("method", "trainable", "of the base", "training", "saved", *comparison.metrics)
    body = [
        (
            row.method,
            row.trainable,
            row.share,
            row.seconds + (" (remembered)" if row.remembered else ""),
            row.saved,
            *(f"{score.value} {score.interval}" for score in row.scores),
        )
        for row in comparison.rows
    ]
    rule = ("---", *("---:" for _ in head[1:]))
    return "\n".join(f"| {' | '.join(map(_plain, row))} |" for row in (head, rule, *body))


def _plain(words: str) -> str:
    """Words that stay words: on one line, without HTML, inside their cell."""
    return " ".join(html.escape(words, quote=False).replace("|", "\\|").split())
