"""The history: what each claim observed from one record to the next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmark.verdict import Verdict
from fixtures.errors import SetupError
from fixtures.figures import moment
from fixtures.profile.paths import beside
from fixtures.results.run import Scores
from reports import anchors
from reports.analysis.claim import MARKS, unit
from reports.analysis.stated import expected, observed
from reports.reading import read_all
from reports.record import Record

WIDTH, HEIGHT, MARGIN = 320, 60, 6
"""The size of a trend's picture, in its own units."""


@dataclass(frozen=True)
class TrendPoint:
    """A claim in one record: its place in the picture, and its label under the pointer."""

    x: float
    y: float
    outcome: str
    accepted: bool
    label: str


@dataclass(frozen=True)
class Trend:
    """A claim over time, from the oldest record on; ``anchor`` is its id on the page."""

    anchor: str
    mark: str
    sentence: str
    latest: str
    expected: str
    outcome: str
    points: tuple[TrendPoint, ...]
    limits: tuple[float, ...]

    @property
    def words(self) -> str:
        """The whole trend in words."""
        return ". ".join(point.label for point in self.points) or "no number in any record"

    @property
    def line(self) -> str:
        """The points of an SVG polyline."""
        return " ".join(f"{point.x:.1f},{point.y:.1f}" for point in self.points)


@dataclass(frozen=True)
class History:
    """The trends of a profile's claims, in the order of its latest record."""

    name: str
    records: int
    first: str
    last: str
    trends: tuple[Trend, ...]
    width: int = WIDTH
    height: int = HEIGHT


def collect(folder: Path) -> tuple[Record, ...]:
    """Every record below a folder, the oldest first and without its examples.

    Raises `SetupError` if there is none, or if one is broken.
    """
    files = sorted(folder.rglob("record-*.json"))
    if not files:
        meant = "" if folder.exists() else beside(folder)
        raise SetupError(folder, "holds no record-*.json", meant or "name a folder with records")
    return tuple(sorted(read_all(files, _without_examples), key=lambda record: record.created))


def _without_examples(record: Record) -> Record:
    """What trends are made of. The examples of all records together would take the memory of each, many times."""
    runs = tuple(run.model_copy(update={"predictions": (), "scores": _scales(run.scores)}) for run in record.runs)
    accepted = {name: run.model_copy(update={"scores": {}}) for name, run in record.accepted.items()}
    return record.model_copy(update={"examples": (), "runs": runs, "accepted": accepted, "deployments": {}})


def _scales(scores: Scores) -> Scores:
    """Scores without those of examples: with the scales of their metrics, the means and their intervals."""
    metrics = {
        name: each.model_copy(update={"values": (), "contributions": {}}) for name, each in scores.metrics.items()
    }
    return scores.model_copy(update={"metrics": metrics, "by_seed": {}})


def histories(records: Sequence[Record]) -> tuple[History, ...]:
    """The history of each profile."""
    by_profile: dict[str, list[Record]] = {}
    for record in records:
        by_profile.setdefault(record.name, []).append(record)
    return tuple(_history(name, place, own) for place, (name, own) in enumerate(by_profile.items(), start=1))


def _history(name: str, place: int, records: Sequence[Record]) -> History:
    accepted = {run.created for record in records for run in record.accepted.values()}
    claims = dict.fromkeys(verdict.claim for record in reversed(records) for verdict in record.verdicts)
    return History(
        name=name,
        records=len(records),
        first=moment(records[0].created),
        last=moment(records[-1].created),
        trends=tuple(_trend(claim, place, records, accepted) for claim in claims),
    )


def _trend(claim: str, place: int, records: Sequence[Record], accepted: Iterable[str]) -> Trend:
    judged = [
        (at, each, verdict) for at, each in enumerate(records) for verdict in each.verdicts if verdict.claim == claim
    ]
    _, last, latest = judged[-1]
    bounds = [
        each for each in (latest.limits.at_least, latest.limits.at_most, latest.limits.exactly) if each is not None
    ]
    seen = [(at, record, verdict, verdict.observed) for at, record, verdict in judged if verdict.observed is not None]
    place_of = _Scale([*(value for *_, value in seen), *bounds], len(records))
    return Trend(
        anchor=anchors.claim(place, claim),
        mark=MARKS[latest.outcome],
        sentence=latest.sentence,
        latest=_found(last, latest),
        expected=expected(last, latest),
        outcome=latest.outcome,
        points=tuple(
            TrendPoint(
                x=place_of.x(at),
                y=place_of.y(value),
                outcome=verdict.outcome,
                accepted=record.created in accepted,
                label=f"{moment(record.created)}: {_found(record, verdict)}, {verdict.outcome}"
                + ", accepted" * (record.created in accepted),
            )
            for at, record, verdict, value in seen
        ),
        limits=tuple(place_of.y(bound) for bound in bounds),
    )


def _found(record: Record, verdict: Verdict) -> str:
    if verdict.observed is None:
        return verdict.reason or str(verdict.outcome)
    return f"{observed(record, verdict)} {unit(verdict)}".rstrip()


class _Scale:
    """Maps records and observed numbers to coordinates in the picture."""

    def __init__(self, values: Sequence[float], count: int) -> None:
        self._low, self._high = (min(values), max(values)) if values else (0.0, 0.0)
        self._steps = max(1, count - 1)

    def x(self, place: int) -> float:
        return MARGIN + (WIDTH - 2 * MARGIN) * place / self._steps

    def y(self, value: float) -> float:
        span = self._high - self._low
        return HEIGHT / 2 if not span else HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (value - self._low) / span
