"""The account of a session: gathers what its processes carried out and judged."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from benchmark.gate.accepted import Accepted
from benchmark.speed.rounds import Round
from benchmark.verdict import Verdict
from fixtures.line import without_folders
from fixtures.profile.expectations import ALL
from fixtures.profile.profile import Profile
from fixtures.profile.recorded import RecordedProfile
from fixtures.results.curve import CurvePoint
from fixtures.results.deployment import Deployment
from fixtures.results.run import Run
from fixtures.results.search import Search
from reports.record import SCHEMA, Environment, Part, Record

if TYPE_CHECKING:  # imports torch
    from fixtures.experiment.experiment import Experiment

_Made = TypeVar("_Made")


def part(profile: Profile, experiment: "Experiment | None") -> Part:
    """What an experiment has carried out, as one process hands it to another; nothing where there is no experiment."""
    if experiment is None:
        return Part(profile=RecordedProfile.of(profile), examples=(), runs=())
    dataset = experiment.dataset if experiment.runs else None
    return Part(
        profile=RecordedProfile.of(profile),
        dataset_sha256=dataset.sha256 if dataset else None,
        leaks=dataset.leaks if dataset else {},
        dataset_commit=_commit(profile) if dataset else None,
        examples=dataset.examples if dataset else (),
        runs=tuple(experiment.runs.values()),
        searches=experiment.searches,
        curves=experiment.curves,
        deployments=experiment.deployments,
        failures={method: without_folders(error.under(method)) for method, error in experiment.failures.items()},
    )


def _commit(profile: Profile) -> str | None:
    """The commit that the dataset was read from, if it is from the hub."""
    from fixtures.data import hub  # takes a while to import, and sessions that only collect read no dataset

    return hub.commit(profile.dataset, hub.CARD)


class Account:
    """Gathers parts and verdicts, and makes the records of them."""

    def __init__(self) -> None:
        self._parts: dict[str, list[Part]] = {}
        self._verdicts: dict[str, Verdict] = {}
        self._rounds: list[Round] = []
        self.device = ""

    def add(self, parts: Iterable[Part], device: str) -> None:
        """What a process carried out, and on which device (empty where it used none)."""
        self.device = self.device or device
        for each in parts:
            self._parts.setdefault(each.name, []).append(each)

    def judge(self, verdict: Verdict) -> None:
        """A verdict; a later one on the same claim replaces it."""
        self._verdicts[verdict.claim] = verdict

    def time(self, timed: Round) -> None:
        """A round of a race; the same one counts once, however often it is reported."""
        if timed not in self._rounds:
            self._rounds.append(timed)

    def records(
        self,
        environment: Environment | Mapping[str, Environment],
        seconds: float,
        accepted: Mapping[str, Accepted | None] = MappingProxyType({}),
    ) -> tuple[Record, ...]:
        """A record for each profile of which anything was carried out or judged; those with runs come first.

        ``environment`` is one for all, or by profile; ``accepted`` is what runs are compared with, by profile.
        """
        created = datetime.now(UTC).isoformat(timespec="seconds")
        records = []
        for name, parts in self._parts.items():
            runs = _in_order(parts)
            verdicts = tuple(verdict for verdict in self._verdicts.values() if verdict.profile == name)
            rounds = tuple(each for each in self._rounds if each.profile == name)
            if runs or verdicts or rounds:
                records.append(
                    Record(
                        schema=SCHEMA,
                        created=created,
                        seconds=seconds,
                        environment=environment if isinstance(environment, Environment) else environment[name],
                        profile=parts[0].profile,
                        dataset_sha256=next((each.dataset_sha256 for each in parts if each.dataset_sha256), None),
                        leaks=max((each.leaks for each in parts), key=len),
                        dataset_commit=next((each.dataset_commit for each in parts if each.dataset_commit), None),
                        examples=max((each.examples for each in parts), key=len),
                        runs=runs,
                        searches=_searches(parts),
                        curves=_curves(parts),
                        deployments=_deployments(parts),
                        failures=_lost(runs, verdicts)
                        | {method: why for p in parts for method, why in p.failures.items()},
                        verdicts=verdicts,
                        rounds=rounds,
                        accepted=reference.methods if (reference := accepted.get(name)) else {},
                    )
                )
        return tuple(sorted(records, key=lambda record: not record.runs))


def _lost(runs: tuple[Run, ...], verdicts: Iterable[Verdict]) -> dict[str, str]:
    """Methods with observed claims and without a run: one of xdist's workers died before it handed the run over."""
    there = {run.method for run in runs}
    judged = {verdict.method for verdict in verdicts if verdict.method and verdict.observed is not None}
    return dict.fromkeys(
        sorted(judged - there - {ALL}), "the worker that carried it out died before it could hand it over"
    )


def _searches(parts: list[Part]) -> dict[str, Search]:
    """Each method's search; xdist's workers share its points, and each remembers those that another one trained."""
    found: dict[str, Search] = {}
    for method, search in (each for part in parts for each in part.searches.items()):
        found[method] = found[method].shared(search) if method in found else search
    return _of_methods(parts, found)


def _curves(parts: list[Part]) -> dict[str, tuple[CurvePoint, ...]]:
    """Each method's learning curve; of several the one that trained most, not those that remembered it."""
    most = sorted(parts, key=lambda part: -sum(each.remembered for points in part.curves.values() for each in points))
    return _of_methods(parts, {method: points for part in most for method, points in part.curves.items()})


def _deployments(parts: list[Part]) -> dict[str, Deployment]:
    """Each method's forms; of several the one that generated most, not those that remembered it."""
    most = sorted(parts, key=lambda part: -sum(each.remembered for each in part.deployments.values()))
    return _of_methods(parts, {method: made for part in most for method, made in part.deployments.items()})


def _of_methods(parts: list[Part], found: Mapping[str, _Made]) -> dict[str, _Made]:
    """What methods have, in the profile's order."""
    return {method: found[method] for method in parts[0].profile.methods if method in found}


def _in_order(parts: list[Part]) -> tuple[Run, ...]:
    """Each method's run, in the profile's order; of several the one that trained, not those that remembered it."""
    runs: dict[str, Run] = {}
    for run in (run for each in parts for run in each.runs):
        if run.method not in runs or (run.training and not run.training.remembered):
            runs[run.method] = run
    return tuple(runs[method] for method in parts[0].profile.methods if method in runs)
