"""The accepted file: the run of each method that later runs are compared with, made by ``--accept`` alone."""

import json
from collections.abc import Iterable, Mapping
from itertools import chain
from math import ceil, log10
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NoReturn, Self

from pydantic import Field, FiniteFloat, model_validator

from benchmark.gate import older
from benchmark.gate.accepted_cost import AcceptedCost
from benchmark.kept import KeptFigures
from fixtures.checked import checked
from fixtures.complaints import shown, wrong
from fixtures.errors import SetupError
from fixtures.profile.profile import Profile
from fixtures.results.run import BaseFiles, Run, Scores
from fixtures.scoring.metrics.scale import Scale
from fixtures.values import Value

SCHEMA: Final = 5
"""The version that is written. Every version up to it can be read."""

_FIX: Final = "restore it from version control, or delete it and accept again"


class AcceptedMetric(Value):
    """A metric as it was accepted: its scale, what its scores depend on, and whether it was ``by_example``.

    The values of a metric that was not are contributions to a score that was computed over the corpus.
    """

    scale: Scale
    signature: Mapping[str, str]
    by_example: bool = True


class AcceptedRun(Value):
    """One method as it was accepted.

    ``scores[example][metric]`` has the headline value with each of ``seeds``; ``anyway`` says what would have
    forbidden to accept it. ``losses`` are the final training losses, one for each seed; none where nothing is trained,
    and in files of earlier versions. ``signature`` is what all ``metrics`` depend on. ``commit`` is that of the
    profile's repository, None outside one; ``suite_commit`` is the suite's own, where that is another.
    ``dataset_commit`` is None for what is not the hub's, ``base`` where there is no model and in files of version 1.
    """

    signature: Mapping[str, str]
    metrics: Annotated[Mapping[str, AcceptedMetric], Field(min_length=1)]
    created: str
    commit: str | None
    suite_commit: str | None = None
    python: str
    packages: Mapping[str, str]
    anyway: tuple[str, ...] = ()
    seeds: Annotated[tuple[int, ...], Field(min_length=1)]
    costs: tuple[AcceptedCost, ...] = ()
    losses: tuple[FiniteFloat, ...] = ()
    base: BaseFiles | None = None
    dataset_commit: str | None = None
    scores: Annotated[Mapping[str, Mapping[str, tuple[FiniteFloat, ...]]], Field(min_length=1)]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if len(self.losses) not in {0, len(self.seeds)}:
            raise wrong(f"expected one for each of {len(self.seeds)} seeds", "losses")
        for example, by_metric in self.scores.items():
            if set(by_metric) != set(self.metrics):
                message = f"{example} does not have the metrics {', '.join(self.metrics)}"
                raise ValueError(message)
            if any(len(scores) != len(self.seeds) for scores in by_metric.values()):
                message = f"{example} does not have one score for each of {len(self.seeds)} seeds"
                raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _possible(self) -> Self:
        for example, by_metric in self.scores.items():
            for name, scores in by_metric.items():
                metric = self.metrics[name]
                if metric.by_example and not all(map(metric.scale.contains, scores)):
                    low, high = metric.scale.low, metric.scale.high
                    raise wrong(f"expected scores from {low:g} to {high:g}", "scores", example, name)
        return self

    def differences(self, scores: Scores, *metrics: str) -> list[str]:
        """What differs between the signatures of this run and of others, key by key; nothing where scores compare.

        ``metrics`` are those to be compared, all that both have if none is given.
        """
        both = metrics or tuple(metric for metric in self.metrics if metric in scores.metrics)
        own = [changed(self.metrics[each].signature, scores.metrics[each].signature) for each in both]
        return list(dict.fromkeys((*changed(self.signature, scores.signature), *chain(*own))))

    def rebased(self, run: Run) -> bool:
        """Whether a run is known to have another base model than this one, which is no reason not to compare."""
        return bool(self.base and run.base and self.base.sha256 != run.base.sha256)

    def replicates(self, metric: str, examples: tuple[str, ...]) -> tuple[tuple[float, ...], ...]:
        """The scores of some examples for each seed, shape (seeds, examples)."""
        return tuple(zip(*(self.scores[example][metric] for example in examples), strict=True))


class Accepted(Value):
    """The accepted run of each method of a profile; ``own`` has the figures of own claims."""

    schema_version: Literal[5] = Field(SCHEMA, alias="schema")
    profile: str
    methods: Mapping[str, AcceptedRun]
    own: Mapping[str, KeptFigures] = Field(default_factory=dict)

    def text(self) -> str:
        """The file: keys sorted and each example on a line of its own, so that a diff shows what changed."""
        return _json(json.loads(self.model_dump_json(by_alias=True))) + "\n"  # infinity is text there


def rounded(scores: Iterable[Iterable[float]], scale: Scale) -> tuple[tuple[float, ...], ...]:
    """Scores of shape (seeds, examples) as they are kept: to a hundredth of a point."""
    digits = max(0, ceil(log10(scale.points)) + 2)
    return tuple(tuple(round(score, digits) for score in seed) for seed in scores)


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """What differs between two signatures, key by key."""
    return [
        f"{name}: {before.get(name, 'none')} accepted, {now.get(name, 'none')} now"
        for name in dict.fromkeys((*before, *now))
        if before.get(name) != now.get(name)
    ]


def place(profile: Profile) -> Path:
    """The path of a profile's accepted file: in ``accepted`` beside ``profiles``, or beside the profile."""
    folder = profile.file.parent
    return (folder.parent if folder.name == "profiles" else folder) / "accepted" / f"{profile.name}.json"


def read(profile: Profile) -> Accepted | None:
    """What was accepted of a profile; None where nothing was.

    Raises `SetupError` where the file is broken, of a later version, of another profile, or holds something else
    than scores.
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
    except RecursionError as error:
        raise _broken(file, "is nested too deeply for an accepted file") from error
    accepted = checked(Accepted, _latest(file, data), file, _FIX)
    if accepted.profile != profile.name:
        raise SetupError(file, f"belongs to the profile {accepted.profile}", f"name it {accepted.profile}.json again")
    return accepted


def _latest(file: Path, data: Any) -> Any:  # noqa: ANN401  any JSON value
    """The file as the latest version has it."""
    if not isinstance(data, dict) or data.get("schema") is None:
        raise _broken(file, "is not an accepted file: it has no schema")
    schema = data["schema"]
    if isinstance(schema, bool) or not isinstance(schema, int) or schema < 1:
        raise _broken(file, f"is not an accepted file: its schema is {shown(schema)}")
    if schema > SCHEMA:
        raise SetupError(file, f"has schema {schema}, this version reads up to {SCHEMA}", "update the suite")
    methods = data.get("methods")
    if schema == SCHEMA or not isinstance(methods, dict):
        return data
    return data | {"schema": SCHEMA, "methods": {name: older.run(run) for name, run in methods.items()}}


def _broken(file: Path, reason: str) -> SetupError:
    return SetupError(file, reason, _FIX)


def _refuse(constant: str) -> NoReturn:
    message = f"{constant} is not a score"
    raise ValueError(message)


def _json(value: Any, depth: int = 0) -> str:  # noqa: ANN401  any JSON value
    """Indented by one space a level; the values of an example, and lists, on one line."""
    if not isinstance(value, dict) or not value or depth > 3:  # noqa: PLR2004  methods.<name>.scores.<example>
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    pad = " " * (depth + 1)
    lines = (f"{pad}{json.dumps(key)}: {_json(each, depth + 1)}" for key, each in sorted(value.items()))
    return "{\n" + ",\n".join(lines) + "\n" + " " * depth + "}"
