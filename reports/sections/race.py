"""The race: how many times longer the notebook's recipe takes, and that both ways agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from benchmark.speed.rounds import Round, ratios
from fixtures.figures import Unit
from fixtures.profile.nouns import Nouns
from reports import formatting, gfm
from reports.record import Record
from reports.sections.section import Section
from reports.sections.subject import Subject

_LOSS = Unit(decimals=4)
_SCORE = Unit(" points", 100, decimals=2)  # the recipe scores ROUGE alone

HEAD = ("stage", "the suite", "the recipe", "ratio", "over rounds")
CAPTION = (
    "The suite against a notebook's recipe: `Seq2SeqTrainer`, or TRL's `SFTTrainer` for decoder-only models, in small "
    "batches, a `generate` for each row, a score for each pair. Seconds are medians over rounds that alternate in one "
    "process."
)


@dataclass(frozen=True)
class RaceSection(Section):
    """A row of text for each stage, and a line for each figure on which both ways should agree."""

    rows: tuple[tuple[str, ...], ...]
    agreement: tuple[str, ...]
    head: tuple[str, ...] = HEAD
    caption: str = CAPTION

    key: ClassVar[str] = "race"
    title: ClassVar[str] = "The race"

    @classmethod
    def of(cls, subject: Subject) -> "RaceSection | None":
        """None without a race."""
        return race(subject.record)

    def markdown(self, nouns: Nouns) -> Iterator[str]:  # noqa: ARG002  it names no example
        """The table, and the figures on which both ways agree."""
        yield gfm.table(self.head, self.rows)
        yield "\n".join(filter(None, (self.caption, gfm.items(self.agreement))))


def race(record: Record) -> RaceSection | None:
    """The race of a record; None without one."""
    found = ratios(record.rounds)
    if not found:
        return None
    return RaceSection(
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
        (
            *_agreement(record.rounds, "losses", "validation loss", _LOSS),
            *_agreement(record.rounds, "scores", "ROUGE", _SCORE),
        ),
    )


def _agreement(rounds: tuple[Round, ...], quantity: str, name: str, unit: Unit) -> list[str]:
    """Each method's figure in both ways, from their last rounds."""
    by_way = {each.way: getattr(each, quantity) for each in rounds if getattr(each, quantity)}
    suite, recipe = by_way.get("suite", {}), by_way.get("recipe", {})
    return [
        f"{method}: {name} {unit.figure(suite[method])} by the suite, {unit.figure(recipe[method])} by the recipe"
        for method in suite
        if suite[method] is not None and recipe.get(method) is not None
    ]
