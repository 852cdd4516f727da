"""The race as it is read: how many times longer the recipe takes, and that it computes the same."""

from dataclasses import dataclass

from benchmark.speed.rounds import Round, ratios
from reports import formatting
from reports.record import Record

HEAD = ("stage", "the suite", "the recipe", "ratio", "over laps")
CAPTION = (
    "The suite against a notebook's recipe: `Seq2SeqTrainer` in small batches, a `generate` for each row, a score for "
    "each pair. Seconds are medians over laps that alternate in one process."
)


@dataclass(frozen=True)
class Race:
    """A row of text for each stage, and what both ways came to."""

    rows: tuple[tuple[str, ...], ...]
    agreement: tuple[str, ...]
    head: tuple[str, ...] = HEAD
    caption: str = CAPTION


def race(record: Record) -> Race | None:
    """The race of a record; None where there was none."""
    found = ratios(record.rounds)
    if not found:
        return None
    return Race(
        tuple(
            (
                each.stage,
                formatting.seconds(each.suite),
                formatting.seconds(each.recipe),
                f"{each.ratio:.1f}",
                f"{each.low:.1f} to {each.high:.1f}",
            )
            for each in found
        ),
        (*_agreement(record.rounds, "losses", "validation loss"), *_agreement(record.rounds, "scores", "score")),
    )


def _agreement(laps: tuple[Round, ...], quantity: str, said: str) -> list[str]:
    """Each method's figure both ways, as the last laps have it."""
    by_way = {lap.way: getattr(lap, quantity) for lap in laps if getattr(lap, quantity)}
    suite, recipe = by_way.get("suite", {}), by_way.get("recipe", {})
    return [
        f"{method}: {said} {suite[method]:.4f} by the suite, {recipe[method]:.4f} by the recipe"
        for method in suite
        if suite[method] is not None and recipe.get(method) is not None
    ]
