"""Provenance: where, when and from what a record was made, and its profile."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from fixtures.figures import moment
from fixtures.profile.nouns import Nouns
from reports import formatting, gfm
from reports.record import Checkout, Environment, Record
from reports.sections.section import Section
from reports.sections.subject import Subject


@dataclass(frozen=True)
class Fact:
    """A fact about how a record was made."""

    name: str
    value: str


@dataclass(frozen=True)
class ProvenanceSection(Section):
    """The facts, the lines that repeat the run, and the profile as JSON."""

    facts: tuple[Fact, ...]
    repeat: tuple[str, ...]
    profile: str

    key: ClassVar[str] = "provenance"
    title: ClassVar[str] = "How this was made"

    @classmethod
    def of(cls, subject: Subject) -> "ProvenanceSection":
        """Every record has a provenance."""
        return provenance(subject.record)

    def markdown(self, nouns: Nouns) -> Iterator[str]:  # noqa: ARG002  it names no example
        """The command that repeats the run."""
        yield gfm.code(self.repeat[-1])


def provenance(record: Record) -> ProvenanceSection:
    """The provenance of a record, as far as it is known."""
    return ProvenanceSection(tuple(_facts(record)), tuple(_repeat(record)), record.profile.model_dump_json(indent=2))


def _repeat(record: Record) -> Iterator[str]:
    """The lines for a shell: commit, versions, and the command that was typed, or what carries out the same profile."""
    made = record.environment
    for of, each in (("the profile's", made), ("the suite's", made.suite)):
        if each and each.commit:
            changes = ", and changes that were not committed" if each.dirty else ""
            yield f"git checkout {formatting.commit(each.commit)}  # in {of} repository{changes}"
    if made.packages:
        yield f"pip install {shlex.join(_requirements(made))}  # with Python {made.python}"
    yield made.command or shlex.join(["pytest", "benchmark", "--profile", record.name])


def _requirements(made: Environment) -> Iterator[str]:
    """Without what marks a local build, such as +cpu, which the index does not have."""
    yield from (f"{name}=={version.partition('+')[0]}" for name, version in made.packages.items())


def _facts(record: Record) -> Iterator[Fact]:
    environment = record.environment
    if environment.device:
        yield Fact("device", environment.device)
    if (workers := max((each.workers for run in record.runs for each in run.trainings), default=1)) > 1:
        yield Fact("workers", f"{workers}: trainings were carried out at the same time, and their seconds say so")
    yield Fact("commit of the profile's repository" if environment.suite else "commit", _commit(environment))
    if environment.suite:
        yield Fact("commit of the suite's repository", _commit(environment.suite))
    yield Fact("created", moment(record.created))
    yield Fact("session", formatting.seconds(record.seconds))
    if remembered := _remembered(record):
        yield Fact("remembered", remembered)
    if record.leaks:
        yield Fact(f"shared {record.profile.dataset.plural}", formatting.leaks(record.leaks) or "none between splits")
    yield from _files(record)
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
