"""The answer in one sentence for each adapter: quality kept, parameters trained, time taken."""

from fixtures.run import Run
from reports import figures
from reports.comparison import difference, metrics
from reports.record import Record


def answers(record: Record) -> tuple[str, ...]:
    """A sentence for each adapter; none without the baseline and the reference that it refers to."""
    baseline, reference = record.run(record.profile["baseline"]), record.run(record.profile["reference"])
    if baseline is None or reference is None:
        return ()
    adapters = [run for run in record.runs if run.kind == "adapter" and run not in (baseline, reference)]
    return tuple(_answer(record, run, baseline, reference) for run in adapters)


def _answer(record: Record, run: Run, baseline: Run, reference: Run) -> str:
    share = f"trains {figures.share(run.parameters.share_of_base)} of the base's parameters" if run.parameters else ""
    parts = [_kept(record, run, baseline, reference), share, _time(run, reference)]
    *first, last = filter(None, parts)
    return f"{run.method} {', '.join(first)} and {last}."


def _kept(record: Record, run: Run, baseline: Run, reference: Run) -> str:
    if not metrics(record):
        return ""
    metric = metrics(record)[0]
    ours, theirs = (difference(record, each, baseline, metric) for each in (run, reference))
    if ours is None or theirs is None:
        return ""
    gains = f"{figures.points(ours.value)} against {figures.points(theirs.value)} points of {figures.title(metric)}"
    if theirs.value <= 0:
        return f"has no gain of {reference.method} over {baseline.method} to keep ({gains})"
    kept = figures.share(ours.value / theirs.value)
    return f"keeps {kept} of {reference.method}'s gain over {baseline.method} ({gains})"


def _time(run: Run, reference: Run) -> str:
    if run.training is None or reference.training is None or not reference.training.seconds:
        return ""
    if run.training.device != reference.training.device:
        return f"was trained on another device than {reference.method}"
    ours, theirs = run.training.seconds, reference.training.seconds
    times = f"{figures.seconds(ours)} against {figures.seconds(theirs)}"
    return f"takes {ours / theirs:.2f} times {reference.method}'s training time ({times})"
