"""A diagnosis: whether what moved the scores was training, or what comes after it."""

from collections.abc import Iterable, Iterator

from benchmark.gate.accepted import AcceptedRun
from fixtures.results.run import Run

NOT_TRAINING = "training losses are the same: generation or scoring changed, not training"

_SAME = 0.01  # of a final training loss; processors and versions of libraries move it by some thousandths


def diagnosis(pairs: Iterable[tuple[Run, AcceptedRun]]) -> str:
    """What follows from the training losses of runs whose scores have moved; empty where nothing does.

    Trainings compare where both sides have one with the same seed and know its final loss.
    """
    alike = [same for run, accepted in pairs for same in _same(run, accepted)]
    return NOT_TRAINING if alike and all(alike) else ""


def _same(run: Run, accepted: AcceptedRun) -> Iterator[bool]:
    before = dict(zip(accepted.seeds, accepted.losses, strict=False))  # of earlier versions no loss is known
    for training in run.trainings:
        if training.seed in before:
            yield abs(training.final_loss - before[training.seed]) <= _SAME * before[training.seed]
