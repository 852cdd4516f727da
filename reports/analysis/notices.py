"""Notices: what has to be known before any figure of a record, claimed or not."""

from collections.abc import Iterator

from reports.analysis import tuning
from reports.record import Record


def notices(record: Record) -> Iterator[str]:
    """The methods that failed and why, the examples that two splits share, and what is unfair about a search."""
    for method, why in record.failures.items():
        yield f"{method} failed: {why}"
    yield from leaks(record)
    yield from _learned_texts(record)
    yield from tuning.warnings(record)


def leaks(record: Record) -> Iterator[str]:
    """A sentence for each two splits that share examples."""
    for pair, count in record.leaks.items():
        if count:
            occur = "occurs" if count == 1 else "occur"
            yield f"{record.profile.dataset.counted(count)} {occur} in both {pair.replace('/', ' and ')}."


def _learned_texts(record: Record) -> Iterator[str]:
    """A sentence where general texts are in the train split."""
    losses = next((run.forgetting for run in record.runs if run.forgetting), None)
    if losses and losses.leaked:
        count, texts = losses.leaked, len(losses.tokens)
        yield f"{count:,} of {texts:,} texts of [forgetting] are in the train split: forgetting may look too low."
