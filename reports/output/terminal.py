"""A record in the terminal: a line for each method, a line for each claim, and the counts."""

from fixtures.line import one_line
from fixtures.results.run import Estimate, Run
from fixtures.scoring.metrics.scale import Scale
from reports import formatting
from reports.analysis import verdicts
from reports.analysis.measured import metrics, scale, titles, unmeasured
from reports.omissions import Omissions
from reports.record import Record
from reports.sections.race import race


def text(record: Record) -> str:
    """Table, signatures, every claim and the counts, as plain text; a part that fails becomes one line."""
    omissions = Omissions()
    signatures = dict.fromkeys(formatting.signature(run.scores) for run in record.runs)
    leaks = formatting.leaks(record.leaks)
    part = omissions.part
    blocks = (
        part("The table", lambda: _table(record), ""),
        "\n".join(map(one_line, signatures)),
        f"{record.profile.dataset.plural} shared between splits: {leaks}" if leaks else "",
        part("The race", lambda: _race(record), ""),
        verdicts.decided(record),
        part("The claims", lambda: "\n".join(verdicts.every_claim(record)), ""),
        *omissions.lines,
        verdicts.line(record),
    )
    return "\n\n".join(filter(None, blocks))


def _table(record: Record) -> str:
    if not record.runs:
        return "nothing was carried out"
    by = metrics(record)
    head = ["method", "trainable", "train", *titles(record, by)]
    scales = [(metric, scale(record, metric)) for metric in by]
    rows = [
        head,
        *([*_cost(run), *(_score(of, run.scores.of(metric)) for metric, of in scales)] for run in record.runs),
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [_line(row, widths) for row in rows]
    if any(run.training and run.training.remembered for run in record.runs):
        lines.append("* remembered from an earlier session")
    if why := unmeasured(record):
        lines.append(one_line(f"quality is not measured: {why}"))
    return "\n".join(lines)


def _race(record: Record) -> str:
    found = race(record)
    if found is None:
        return ""
    rows = [list(found.head), *([one_line(cell) for cell in row] for row in found.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join([*(_line(row, widths) for row in rows), *map(one_line, found.agreement)])


def _line(cells: list[str], widths: list[int]) -> str:
    name, *others = (
        f"{cell:{'<' if place == 0 else '>'}{width}}"
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([name, *others]).rstrip()


def _cost(run: Run) -> list[str]:
    method = one_line(run.method)
    if run.training is None:
        return [method, formatting.trainable(run.parameters), formatting.NONE]
    star = "*" if run.training.remembered else ""
    return [method, formatting.trainable(run.parameters), f"{run.training.seconds:,.0f} s{star}"]


def _score(of: Scale, estimate: Estimate) -> str:
    """Score and interval in 18 characters, so that four metrics fit on a line."""
    return f"{formatting.score(of, estimate.value)} {formatting.interval(of, estimate)}"
