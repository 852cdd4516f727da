"""Changes: what differs between two records of one profile, and the effect on the scores."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fixtures.figures import moment
from fixtures.results.run import QUALITY
from reports import formatting
from reports.acceptance import kept
from reports.analysis.losses import Losses, losses
from reports.record import Record

HEAD = ("key", "before", "now")


@dataclass(frozen=True)
class Changes:
    """``rows`` name what differs in environment and profile; ``losses`` compare the later record with the earlier."""

    title: str
    before: str
    now: str
    rows: tuple[tuple[str, str, str], ...]
    losses: Losses | None
    head: tuple[str, ...] = HEAD


def changes(records: Sequence[Record]) -> Changes | None:
    """What changed between two records of one profile, in either order; None for anything else."""
    if len(records) != 2 or records[0].name != records[1].name:  # noqa: PLR2004  a pair
        return None
    (before, _), (now, place) = sorted(
        ((record, place) for place, record in enumerate(records, start=1)), key=lambda each: each[0].created
    )
    reference = {run.method: kept(run, before) for run in before.runs if QUALITY not in run.missing}
    return Changes(
        title=f"{now.name}: what changed",
        before=moment(before.created),
        now=moment(now.created),
        rows=tuple(_differences(before, now)),
        losses=losses(now.model_copy(update={"accepted": reference}), place, "before"),
    )


def _differences(before: Record, now: Record) -> Iterator[tuple[str, str, str]]:
    parts, others = _parts(before), _parts(now)
    for part in parts:
        one, other = dict(_flat(parts[part])), dict(_flat(others[part]))
        for key in dict.fromkeys((*one, *other)):
            if one.get(key) != other.get(key):
                yield f"{part}: {key}", _value(one, key), _value(other, key)


def _parts(record: Record) -> dict[str, Any]:
    """What may differ: the environment, and what the record was made from."""
    return {
        "environment": record.environment.model_dump(mode="json"),
        "base model": record.base.model_dump(mode="json", exclude_none=True) if record.base else {},
        "dataset": {"commit": record.dataset_commit} if record.dataset_commit else {},
        "profile": record.profile.model_dump(mode="json"),
    }


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401  any JSON value
    """Each plain value with the path of keys that leads to it."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _flat(each, f"{path}.{key}" if path else str(key))
    else:
        yield path, value


def _value(values: Mapping[str, Any], key: str) -> str:
    return formatting.NONE if values.get(key) is None else formatting.commit(str(values[key]))
