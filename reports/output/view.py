"""The view of records: everything that the page shows, as text that needs no further thought."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports import anchors, formatting
from reports.charts import chart, curves, phases, quality
from reports.omissions import Mishaps
from reports.output.changes import Changes, changes
from reports.record import Checkout, Record
from reports.sanitize import cleaned
from reports.sections import (
    answer,
    comparison,
    costs,
    examples,
    explorer,
    losses,
    published,
    race,
    retraining,
    verdicts,
    wording,
)

_PARTS = ("comparison", "accepted", "quality", "claims", "cost", "wording", "spotlight", "examples", "provenance")


@dataclass(frozen=True)
class Fact:
    """Something about how a record came about."""

    name: str
    value: str


@dataclass(frozen=True)
class Section:
    """One record. ``key`` starts the anchors of its parts."""

    key: str
    name: str
    title: str
    created: str
    verdicts: verdicts.Verdicts
    answers: tuple[answer.Answer, ...]
    comparison: comparison.Comparison | None
    losses: losses.Losses | None
    published: tuple[published.Table, ...]
    race: race.Race | None
    wordings: wording.Wordings | None
    retraining: retraining.Retraining | None
    qualities: tuple[quality.Quality, ...]
    curves: tuple[chart.Chart, ...]
    phases: tuple[chart.Chart, ...]
    costs: costs.Costs
    spotlight: examples.Spotlight | None
    explorer: explorer.Explorer | None
    facts: tuple[Fact, ...]
    profile: str
    mishaps: Mishaps

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that the contents name, in the order of the page."""
        there = {"accepted": self.losses, "quality": self.qualities, "wording": self.wordings}
        return tuple(part for part in _PARTS if there.get(part, True))


@dataclass(frozen=True)
class Page:
    """All records of a report, and what changed between them if they are two of one profile."""

    title: str
    sections: tuple[Section, ...]
    changes: Changes | None = None

    @property
    def contents(self) -> tuple[tuple[str, Section], ...]:
        """Each record under its name, with when it was made where the name alone would not tell it from another."""
        names = [each.name for each in self.sections]
        return tuple(
            (each.name if names.count(each.name) == 1 else f"{each.name}, {each.created}", each)
            for each in self.sections
        )


def page(records: Sequence[Record]) -> Page:
    """The page of some records, in their order. What of it fails is left out, and its record's section says so."""
    sections = tuple(section(record, place) for place, record in enumerate(records, start=1))
    changed = sections[0].mishaps.part("What changed", lambda: changes(records), None) if sections else None
    return Page(" and ".join(each.name for each in sections), sections, changed)


def section(record: Record, place: int = 1) -> Section:
    """One record, the ``place``-th on its page (from 1). The first has its examples at their plain ids."""
    record, mishaps = cleaned(record), Mishaps()
    part = mishaps.part
    qualities = part("Quality against cost", lambda: quality.qualities(record), ())
    drawn_curves = part("Loss curves", lambda: curves.curves(record), ())
    drawn_phases = part("Where the time went", lambda: phases.phases(record), ())
    shown = part("Examples", lambda: examples.shown_examples(record, place), ())  # while those are drawn
    lost = part("Against the accepted run", lambda: losses.losses(record, place), None)
    return Section(
        key=anchors.record(place),
        name=record.name,
        title=str(record.profile.get("title", record.name)),
        created=record.created,
        verdicts=part("Claims", lambda: verdicts.verdicts(record, place), verdicts.UNKNOWN),
        answers=part("The answer", lambda: answer.answers(record), ()),
        comparison=part("Comparison", lambda: comparison.compare(record, lost), None),
        losses=lost,
        published=part("Published figures", lambda: published.tables(record), ()),
        race=part("The race", lambda: race.race(record), None),
        wordings=part("Length and wording", lambda: wording.wordings(record), None),
        retraining=part("Retraining", lambda: retraining.retraining(record), None),
        qualities=qualities,
        curves=drawn_curves,
        phases=drawn_phases,
        costs=part("Training and cost", lambda: costs.costs(record), costs.NOTHING),
        spotlight=part("Spotlight", lambda: examples.spotlight(record, shown), None),
        explorer=part("Explorer", lambda: explorer.explorer(record, shown), None),
        facts=part("Provenance", lambda: _facts(record), ()),
        profile=json.dumps(record.profile, indent=2, ensure_ascii=False),
        mishaps=mishaps,
    )


def _facts(record: Record) -> tuple[Fact, ...]:
    environment = record.environment
    signatures = dict.fromkeys(formatting.signature(run.scores) for run in record.runs)
    trainings = [(run.method, run.training) for run in record.runs if run.training and run.training.remembered]
    leaks = formatting.leaks(record.leaks)
    remembered = ", ".join(f"{method} from {training.finished}" for method, training in trainings)
    return (
        Fact("device", environment.device),
        Fact("commit", _commit(environment)),
        *([Fact("suite", _commit(environment.suite))] if environment.suite else []),
        Fact("created", record.created),
        Fact("session", formatting.seconds(record.seconds)),
        *([Fact("remembered", remembered)] if remembered else []),
        *([Fact("shared examples", leaks)] if leaks else []),
        *_sources(record),
        Fact("schema", str(record.schema_version)),
        *(Fact("scores", signature) for signature in signatures),
        Fact("platform", environment.platform),
        Fact("packages", ", ".join(f"{name} {version}" for name, version in _packages(record).items())),
    )


def _sources(record: Record) -> Iterator[Fact]:
    """Which files the base model was, and which commits of the hub; as far as that is known."""
    if base := record.base:
        yield Fact("base model", f"sha256 {base.sha256}" + (f", commit {base.commit}" if base.commit else ""))
    if record.dataset_commit:
        yield Fact("dataset", f"commit {record.dataset_commit}")


def _commit(checkout: Checkout) -> str:
    if checkout.unknown:
        return f"unknown: {checkout.unknown}"
    return (checkout.commit or "outside a git checkout") + (" with uncommitted changes" if checkout.dirty else "")


def _packages(record: Record) -> dict[str, str]:
    return {"python": record.environment.python, **record.environment.packages}
