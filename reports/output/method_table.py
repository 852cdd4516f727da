"""The table of methods in the terminal: as many figures as a line has room for, the headline metric's first."""

from collections.abc import Iterator, Sequence

from fixtures.line import one_line
from fixtures.results.estimate import Estimate
from fixtures.results.run import Run
from fixtures.scoring.metrics.scale import Scale
from reports import formatting
from reports.analysis.measured import metrics, scale, titles, unmeasured
from reports.record import Record

_NAME = 24
"""Characters of a method's name, where a line has not room for all of it."""

Row = list[str]


def table(record: Record, width: int | None = None, most: int | None = None) -> tuple[str, ...]:
    """The head and a line for each method, within a width; of more than ``most`` methods the others are counted.

    Notes follow that say what the table does not show.
    """
    if not record.runs:
        return ("nothing was carried out",)
    by = metrics(record)
    scales = [scale(record, metric) for metric in by]
    shown = [*record.runs[:most]]
    lines = next(_fitting(shown, list(titles(record, by)), by, scales, width))
    return (*lines, *_notes(record, len(record.runs) - len(shown)))


def aligned(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Lines of equal columns: the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return tuple("  ".join([f"{row[0]:<{widths[0]}}", *map(_right, row[1:], widths[1:])]).rstrip() for row in rows)


def shortened(text: str, width: int) -> str:
    """The text, cut where it is longer."""
    return text if len(text) <= width else f"{text[: max(0, width - 1)]}…"


def _fitting(
    runs: Sequence[Run], names: Row, by: Sequence[str], scales: Sequence[Scale], width: int | None
) -> Iterator[tuple[str, ...]]:
    """The fullest table within the width: without other metrics' intervals, other metrics, and all of the names."""
    counts = [(len(by), len(by)), *((count, 1) for count in range(len(by), 0, -1)), (min(1, len(by)), 0)]
    head, *costs = _costs(runs)
    for count, intervals in counts:
        rows = [["method", *names[:count], *head]]
        for run, cost in zip(runs, costs, strict=True):
            estimates = [run.scores.of(metric) for metric in by[:count]]
            scores = [
                _score(of, found, interval=place < intervals)
                for place, (of, found) in enumerate(zip(scales, estimates, strict=False))
            ]
            rows.append([one_line(run.method), *scores, *cost])
        lines = aligned(rows)
        if width is None or len(max(lines, key=len)) <= width:
            yield lines
    brief = [[shortened(row[0], _NAME), *row[1:]] for row in rows]
    yield tuple(shortened(line, width or len(line)) for line in aligned(brief))


def _costs(runs: Sequence[Run]) -> list[Row]:
    """The head of what training took, and a row for each run; outputs from files alone took nothing."""
    rows = [[formatting.trainable(run.parameters), _time(run)] for run in runs]
    if all(run.parameters is None and run.training is None for run in runs):
        return [[] for _ in range(len(rows) + 1)]
    return [["trainable", "train"], *rows]


def _notes(record: Record, left_out: int) -> Iterator[str]:
    if left_out:
        yield f"and {left_out} more: see the report, or -v"
    if any(run.training and run.training.remembered for run in record.runs):
        yield "* remembered from an earlier session"
    if why := unmeasured(record):
        yield one_line(f"quality is not measured: {why}")


def _right(cell: str, width: int) -> str:
    return f"{cell:>{width}}"


def _time(run: Run) -> str:
    if run.training is None:
        return formatting.NONE
    return formatting.seconds(run.training.seconds) + "*" * run.training.remembered


def _score(of: Scale, estimate: Estimate, *, interval: bool) -> str:
    score = formatting.score(of, estimate.value)
    return f"{score} {formatting.interval(of, estimate)}" if interval else score
