"""The answer in one sentence: what an adapter kept and took, and what a system scores whose outputs are read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from fixtures.results.cost import Training
from fixtures.results.run import Run
from reports import formatting
from reports.analysis.differences import difference, worded
from reports.analysis.measured import metrics, scale
from reports.record import Record


@dataclass(frozen=True)
class Answer:
    """``sentence`` holds the ratios, ``figures`` the numbers behind them."""

    sentence: str
    figures: str


class _Clause(NamedTuple):
    words: str
    figures: str = ""


def answers(record: Record) -> tuple[Answer, ...]:
    """A sentence for each adapter and each external system; none if the baseline or the reference method has no run."""
    baseline, reference = record.run(record.profile.baseline), record.run(record.profile.reference)
    if baseline is None or reference is None:
        return ()
    adapters = [run for run in record.runs if run.kind == "adapter" and run not in (baseline, reference)]
    systems = [run for run in record.runs if run.kind == "external" and run is not reference]
    return (
        *(_answer(record, run, baseline, reference) for run in adapters),
        *filter(None, (_system(record, run, reference) for run in systems)),
    )


def _system(record: Record, run: Run, reference: Run) -> Answer | None:
    """An external system against the reference method; None where they cannot be compared."""
    metric = next(iter(metrics(record)), "")
    found = difference(record, run, reference, metric) if metric else None
    if found is None:
        return None
    of, words = scale(record, metric), worded(found, scale(record, metric))
    size = words.value.lstrip("+\N{MINUS SIGN}")
    sentences = {
        "better": f"is {size} points of {of.title} better than {reference.method}.",
        "worse": f"is {size} points of {of.title} worse than {reference.method}.",
        "same": f"and {reference.method} cannot be told apart in {of.title}.",
    }
    scores = " against ".join(formatting.score(of, each.scores.of(metric).value) for each in (run, reference))
    return Answer(
        f"{run.method} {sentences[words.sign]}",
        f"{scores}; difference {words.value} {words.interval} points",
    )


def _answer(record: Record, run: Run, baseline: Run, reference: Run) -> Answer:
    parts = [_kept(record, run, baseline, reference), *_trained(run, reference), *_took(run, reference)]
    sentence = "".join(part.words for part in parts)
    return Answer(f"{run.method} {sentence}.", "; ".join(part.figures for part in parts if part.figures))


def _kept(record: Record, run: Run, baseline: Run, reference: Run) -> _Clause:
    beside = _Clause(f"was trained beside {reference.method}")
    if not metrics(record):
        return beside
    metric = metrics(record)[0]
    ours, theirs = (difference(record, each, baseline, metric) for each in (run, reference))
    if ours is None or theirs is None:
        return beside
    of = scale(record, metric)
    both = " against ".join(formatting.points(of, of.sign * each.value, 1) for each in (ours, theirs))
    gains = f"{both} points of {of.title}"
    if of.sign * theirs.value <= 0:
        return _Clause(f"found no gain of {reference.method} over {baseline.method} to keep", gains)
    share = ours.value / theirs.value
    kept = formatting.percent(share) if share > 0 else "none"
    return _Clause(f"kept {kept} of {reference.method}'s gain over {baseline.method}", gains)


def _trained(run: Run, reference: Run) -> Iterator[_Clause]:
    if run.parameters and reference.parameters and reference.parameters.trainable:
        share = run.parameters.trainable / reference.parameters.trainable
        counts = (
            f"{formatting.trainable(run.parameters)} against {formatting.trainable(reference.parameters)} parameters"
        )
        yield _Clause(f" with {formatting.percent(share)} of its trainable parameters", counts)


def _took(run: Run, reference: Run) -> Iterator[_Clause]:
    """Time and memory of the first training: memory if both ran on one device, time if they were timed alike."""
    ours, theirs = run.training, reference.training
    if ours is None or theirs is None:
        return
    if ours.device != theirs.device:
        yield _Clause(f", trained on another device than {reference.method}")
        return
    ratios = [*_ratios(ours, theirs)]
    if ratios:
        words = " and ".join(part.words for part in ratios)
        yield _Clause(f", in {words}", "; ".join(part.figures for part in ratios))
    if not ours.timed_with(theirs):
        yield _Clause(f"; no ratio of times is given, since {reference.method} was not timed in the same session")


def _ratios(ours: Training, theirs: Training) -> Iterator[_Clause]:
    if theirs.seconds and ours.timed_with(theirs):
        times = f"{formatting.seconds(ours.seconds)} against {formatting.seconds(theirs.seconds)}"
        yield _Clause(f"{ours.seconds / theirs.seconds:.2f}x the time", times)
    if ours.memory.peak and theirs.memory.peak:
        peaks = f"{formatting.size(ours.memory.peak)} against {formatting.size(theirs.memory.peak)} at the peak"
        yield _Clause(f"{ours.memory.peak / theirs.memory.peak:.2f}x the memory", peaks)
