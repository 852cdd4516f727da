"""A record: one profile carried out and judged, as versioned JSON that later versions can read."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field, model_validator
from pydantic_core import from_json

from benchmark.gate.accepted import AcceptedRun
from benchmark.speed.rounds import Round
from benchmark.verdict import Outcome, Verdict
from fixtures import files
from fixtures.data.example import Example
from fixtures.profile.recorded import RecordedProfile
from fixtures.results.curve import CurvePoint
from fixtures.results.deployment import Deployment
from fixtures.results.run import BaseFiles, Run
from fixtures.results.search import Search
from fixtures.values import Value
from reports import long_lists
from reports.sanitize import clean

SCHEMA: Final = 3
"""The version of a record that is one file. Every version up to it can be read."""

BESIDE: Final = 4
"""The version of a record with a file beside it; with the lists from there it is one of `SCHEMA`."""


class Checkout(Value):
    """A git checkout. ``commit`` is None outside one; ``dirty`` says whether it has uncommitted changes.

    Where git gives no answer, ``unknown`` says why and both are None.
    """

    commit: str | None
    dirty: bool | None
    unknown: str = ""


class Environment(Checkout):
    """Where the record was made; the commit is that of the repository that holds the profile.

    ``suite`` is the suite's own checkout, where that is a different one. ``command`` is what was typed to make it;
    empty in records from before it was kept.
    """

    python: str
    platform: str
    device: str
    packages: Mapping[str, str]
    suite: Checkout | None = None
    command: str = ""


class Part(Value):
    """What one process carried out of a profile: the profile as resolved, the examples, a run for each method.

    ``searches`` are those of methods with a grid, by name, whether one of its points could be carried out or not.
    ``curves`` are the learning curves of methods that are trained on several numbers of rows, in ascending order, and
    ``deployments`` those of methods that are deployed in other forms, too.
    ``dataset_sha256`` is that of the rows of all splits, and ``dataset_commit`` their commit on the hub, if they are
    from there. ``leaks`` counts the examples that two splits share, such as ``train/test``. ``failures`` gives the
    reason for each method that could not be carried out.
    """

    profile: RecordedProfile
    dataset_sha256: str | None = None
    leaks: Mapping[str, int] = Field(default_factory=dict)
    dataset_commit: str | None = None
    examples: tuple[Example, ...]
    runs: tuple[Run, ...]
    searches: Mapping[str, Search] = Field(default_factory=dict)
    curves: Mapping[str, tuple[CurvePoint, ...]] = Field(default_factory=dict)
    deployments: Mapping[str, Deployment] = Field(default_factory=dict)
    failures: Mapping[str, str] = Field(default_factory=dict)

    @property
    def name(self) -> str:
        """The profile's name."""
        return self.profile.name


class Record(Value):
    """One profile carried out and judged.

    ``seconds`` is how long the session took, ``created`` when it ended (UTC, ISO 8601). ``accepted`` holds the accepted
    run of each method, ``rounds`` those of the race, if there was one. ``leaks``, ``searches``, ``curves`` and
    ``deployments`` are as in a `Part`, and ``leaks`` empty where nobody counted. Text from outside is `clean`, however
    a record is made.
    """

    schema_version: Literal[3] = Field(SCHEMA, alias="schema")
    created: str
    seconds: float
    environment: Environment
    profile: RecordedProfile
    dataset_sha256: str | None = None
    leaks: Mapping[str, int] = Field(default_factory=dict)
    dataset_commit: str | None = None
    examples: tuple[Example, ...]
    runs: tuple[Run, ...]
    searches: Mapping[str, Search] = Field(default_factory=dict)
    curves: Mapping[str, tuple[CurvePoint, ...]] = Field(default_factory=dict)
    deployments: Mapping[str, Deployment] = Field(default_factory=dict)
    failures: Mapping[str, str] = Field(default_factory=dict)
    verdicts: tuple[Verdict, ...]
    accepted: Mapping[str, AcceptedRun] = Field(default_factory=dict)
    rounds: tuple[Round, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _clean(cls, data: Any) -> Any:  # noqa: ANN401  a record's JSON, or the fields of one
        return clean(data)

    @property
    def name(self) -> str:
        """The profile's name."""
        return self.profile.name

    @property
    def base(self) -> BaseFiles | None:
        """The base model's files; None where no run has a model, and in records from before they were kept."""
        return next((run.base for run in self.runs if run.base), None)

    def run(self, method: str) -> Run | None:
        """The run of a method, if it was carried out."""
        return next((run for run in self.runs if run.method == method), None)

    def count(self, outcome: Outcome) -> int:
        """How many claims have this outcome."""
        return sum(verdict.outcome is outcome for verdict in self.verdicts)

    def write(self, folder: Path, longest: int = long_lists.LONG) -> Path:
        """Writes ``record-<profile>.json`` whole or not at all, and returns its path.

        Of more than ``longest`` examples, measured now or accepted, the lists are in a file beside it, which is written
        first.
        """
        path = folder / file_name(self.name)
        with files.alone(path):  # nobody else discards the lists before the record names them
            if self._is_long(longest):
                text = self._apart(path, longest)
            else:
                text = self.model_dump_json(by_alias=True, indent=1)
            files.replace(path, text)
            long_lists.discard_unnamed(path)
        return path

    def _is_long(self, longest: int) -> bool:
        """Whether it has more than ``longest`` examples, or an accepted run has that it was compared with."""
        return max([len(self.examples), *(len(run.scores) for run in self.accepted.values())]) > longest

    def _apart(self, path: Path, longest: int) -> str:
        """The record's JSON without its long lists, which are written beside its path."""
        lists = long_lists.LongLists(longest)
        data = lists.without(from_json(self.model_dump_json(by_alias=True, exclude={"runs"})))
        data["runs"] = [  # one at a time: all of them as JSON would take several times their memory
            lists.without(from_json(run.model_dump_json(by_alias=True)), "runs", place)
            for place, run in enumerate(self.runs)
        ]
        data |= {"schema": BESIDE, long_lists.KEY: lists.write(path)}
        return json.dumps(data, ensure_ascii=False, indent=1)


def file_name(profile: str) -> str:
    """The file name of a profile's record."""
    return f"record-{profile}.json"
