"""The summary in Markdown, for a pull request or a job's page."""

from collections.abc import Iterator

from reports import gfm
from reports.formatting import heading
from reports.output.view import Page, RecordView, SectionView


def text(page: Page) -> str:
    """The head of each record, and those of its sections that have something for the summary."""
    return "\n\n".join(block for record in page.records for block in _blocks(record)) + "\n"


def _blocks(record: RecordView) -> Iterator[str]:
    """What fails is left out, and a line at the end says so."""
    yield f"## {gfm.plain(heading(record.name, record.title))}"
    yield f"**{gfm.plain(record.verdicts.line)}**"
    yield from (gfm.plain(f"{each.sentence} ({each.figures})") for each in record.answers)
    if record.notices:
        yield gfm.items(record.notices)
    for section in record.sections:
        yield from _section(record, section)
    if record.omissions.lines:
        yield gfm.items(record.omissions.lines)


def _section(record: RecordView, section: SectionView) -> Iterator[str]:
    content = section.content
    if content is None:
        return
    name = f"{section.kind.title} in the summary"
    blocks = record.omissions.part(name, lambda: tuple(content.markdown(record.nouns)), ())
    if blocks:
        yield f"### {section.kind.title}"
        yield from blocks
