"""The accepted file: the run of each method that later runs are held against, made by ``--accept`` alone."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NoReturn, Self

from pydantic import Field, ValidationError, model_validator

from fixtures.complaints import complaint
from fixtures.errors import SetupError
from fixtures.profile.profile import Profile
from fixtures.results.run import BaseFiles, Run
from fixtures.values import Value

SCHEMA: Final = 2
"""The version that is written. Every version up to it can be read."""

DIGITS = 4  # of a score: a hundredth of a point

Score = Annotated[float, Field(ge=0, le=1)]


class AcceptedCost(Value):
    """What a training cost, of one seed: seconds and, where it was known, peak bytes, on a device."""

    device: str
    seconds: float
    peak_memory: int | None


class AcceptedRun(Value):
    """One method as it was accepted.

    ``scores[example][metric]`` has the headline score with each of ``seeds``; ``anyway`` says what would have
    forbidden to accept it. ``commit`` is None outside a git checkout, and ``dataset_commit`` for what is not the hub's;
    ``base`` is so where there is no model, and in files of the first version.
    """

    signature: str
    created: str
    commit: str | None
    python: str
    packages: Mapping[str, str]
    anyway: tuple[str, ...] = ()
    seeds: Annotated[tuple[int, ...], Field(min_length=1)]
    costs: tuple[AcceptedCost, ...] = ()
    base: BaseFiles | None = None
    dataset_commit: str | None = None
    scores: Annotated[Mapping[str, Mapping[str, tuple[Score, ...]]], Field(min_length=1)]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        for example, by_metric in self.scores.items():
            if set(by_metric) != set(self.metrics):
                message = f"{example} has not the metrics {', '.join(self.metrics)}"
                raise ValueError(message)
            if any(len(scores) != len(self.seeds) for scores in by_metric.values()):
                message = f"{example} has not one score for each of {len(self.seeds)} seeds"
                raise ValueError(message)
        return self

    @property
    def metrics(self) -> tuple[str, ...]:
        """What was scored."""
        return tuple(next(iter(self.scores.values())))

    def rebased(self, run: Run) -> bool:
        """Whether a run's base model is known to be another than this one's, which is no reason not to compare."""
        return bool(self.base and run.base and self.base.sha256 != run.base.sha256)

    def replicates(self, metric: str, examples: tuple[str, ...]) -> tuple[tuple[float, ...], ...]:
        """The scores of some examples for each seed, shape (seeds, examples)."""
        return tuple(zip(*(self.scores[example][metric] for example in examples), strict=True))


class Accepted(Value):
    """The accepted run of each method of a profile."""

    schema_version: Literal[1, 2] = Field(SCHEMA, alias="schema")
    profile: str
    methods: Mapping[str, AcceptedRun]

    def text(self) -> str:
        """The file: keys sorted and each example on a line of its own, so that a diff tells what changed."""
        return _json(self.model_dump(mode="json", by_alias=True)) + "\n"


def rounded(scores: Iterable[Iterable[float]]) -> tuple[tuple[float, ...], ...]:
    """Scores of shape (seeds, examples) as they are kept: what was accepted and what is held against it."""
    return tuple(tuple(round(score, DIGITS) for score in seed) for seed in scores)


def place(profile: Profile) -> Path:
    """Where a profile's accepted file stands: in ``accepted`` beside ``profiles``, or beside the profile."""
    folder = profile.file.parent
    return (folder.parent if folder.name == "profiles" else folder) / "accepted" / f"{profile.name}.json"


def read(profile: Profile) -> Accepted | None:
    """What was accepted of a profile; None where nothing was.

    Raises `SetupError` where the file is broken, of a later version, of another profile, or holds what is no score.
    """
    file = place(profile)
    try:
        data = json.loads(file.read_text(encoding="utf-8"), parse_constant=_refuse)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SetupError(file, f"cannot be read: {error.strerror}", "check its permissions") from error
    except ValueError as error:
        raise _broken(file, f"is not valid JSON: {error}") from error
    _check_version(file, data)
    try:
        accepted = Accepted.model_validate(data)
    except ValidationError as error:
        raise _broken(file, complaint(error, data)) from error
    if accepted.profile != profile.name:
        raise SetupError(file, f"belongs to the profile {accepted.profile}", f"name it {accepted.profile}.json again")
    return accepted


def _check_version(file: Path, data: object) -> None:
    schema = data.get("schema") if isinstance(data, dict) else None
    if not isinstance(schema, int):
        raise _broken(file, "is no accepted file: it has no schema")
    if schema > SCHEMA:
        raise SetupError(file, f"has schema {schema}, this version reads up to {SCHEMA}", "update the suite")


def _broken(file: Path, wrong: str) -> SetupError:
    return SetupError(file, wrong, "restore it from version control, or delete it and accept again")


def _refuse(constant: str) -> NoReturn:
    message = f"{constant} is no score"
    raise ValueError(message)


def _json(value: Any, depth: int = 0) -> str:  # noqa: ANN401  any JSON value
    """Indented by one space a level; the values of an example, and lists, on one line."""
    if not isinstance(value, dict) or not value or depth > 3:  # noqa: PLR2004  methods.<name>.scores.<example>
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    pad = " " * (depth + 1)
    lines = (f"{pad}{json.dumps(key)}: {_json(each, depth + 1)}" for key, each in sorted(value.items()))
    return "{\n" + ",\n".join(lines) + "\n" + " " * depth + "}"
