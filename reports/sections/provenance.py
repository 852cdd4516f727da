"""Provenance: where, when and from what a record was made, and its profile."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from fixtures.figures import moment
from reports import formatting
from reports.record import Checkout, Record
from reports.sections.section import Section
from reports.sections.subject import Subject


@dataclass(frozen=True)
class Fact:
    """A fact about how a record was made."""

    name: str
    value: str


@dataclass(frozen=True)
class ProvenanceSection(Section):
    """The facts, and the profile as JSON."""

    facts: tuple[Fact, ...]
    profile: str

    key: ClassVar[str] = "provenance"
    title: ClassVar[str] = "Provenance"

    @classmethod
    def of(cls, subject: Subject) -> "ProvenanceSection":
        """Every record has a provenance."""
        return provenance(subject.record)


def provenance(record: Record) -> ProvenanceSection:
    """The provenance of a record, as far as it is known."""
    return ProvenanceSection(tuple(_facts(record)), record.profile.model_dump_json(indent=2))


def _facts(record: Record) -> Iterator[Fact]:
    environment = record.environment
    yield Fact("device", environment.device)
    yield Fact("commit of the profile's repository" if environment.suite else "commit", _commit(environment))
    if environment.suite:
        yield Fact("commit of the suite's repository", _commit(environment.suite))
    yield Fact("created", moment(record.created))
    yield Fact("session", formatting.seconds(record.seconds))
    if remembered := _remembered(record):
        yield Fact("remembered", remembered)
    if leaks := formatting.leaks(record.leaks):
        yield Fact(f"shared {record.profile.dataset.plural}", leaks)
    yield from _files(record)
    yield Fact("schema", str(record.schema_version))
    yield from (Fact("scores", each) for each in dict.fromkeys(formatting.signature(run.scores) for run in record.runs))
    yield Fact("platform", environment.platform)
    packages = {"python": environment.python, **environment.packages}
    yield Fact("packages", ", ".join(f"{name} {version}" for name, version in packages.items()))


def _remembered(record: Record) -> str:
    """The methods whose training was remembered, and when it finished."""
    trainings = [(run.method, run.training) for run in record.runs if run.training and run.training.remembered]
    return ", ".join(f"{method} from {moment(training.finished)}" for method, training in trainings)


def _files(record: Record) -> Iterator[Fact]:
    """The base model's files, what each method keeps them in, and the dataset's commit, as far as they are known."""
    if base := record.base:
        commit = f", commit {formatting.commit(base.commit)}" if base.commit else ""
        yield Fact("base model", f"sha256 {base.sha256}{commit}")
    held = [(run.method, formatting.base(run.parameters)) for run in record.runs]
    if kept := [f"{size} by {method}" for method, size in held if size != formatting.NONE]:
        yield Fact("base model's weights", ", ".join(kept))
    if record.dataset_commit:
        yield Fact("dataset", f"commit {formatting.commit(record.dataset_commit)}")


def _commit(checkout: Checkout) -> str:
    if checkout.unknown:
        return f"unknown: {checkout.unknown}"
    commit = formatting.commit(checkout.commit) if checkout.commit else "outside a git checkout"
    return commit + (" with uncommitted changes" if checkout.dirty else "")
