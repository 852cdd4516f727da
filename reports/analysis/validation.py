"""Validation: each method's loss on the validation split from the untuned base to the weights that were kept."""

from collections.abc import Iterator

from fixtures.figures import number
from fixtures.results.cost import Training
from reports import formatting
from reports.record import Record

HEAD = ("method", "untuned base", "before the first step", "kept weights", "at step")


def validation(record: Record) -> tuple[tuple[str, ...], ...]:
    """A row of text under `HEAD` for each method that was trained; none where no record of the losses before exists."""
    rows = [(run.method, run.training) for run in record.runs if run.training]
    known = any(training.start_loss is not None for _, training in rows)
    return tuple((name, *_losses(training)) for name, training in rows) if known else ()


def _losses(training: Training) -> Iterator[str]:
    yield from map(_loss, (training.untuned_loss, training.start_loss, training.kept_loss))
    yield number(training.optimizer_steps if training.kept_step is None else training.kept_step)


def _loss(loss: float | None) -> str:
    return formatting.NONE if loss is None else f"{loss:.4f}"
