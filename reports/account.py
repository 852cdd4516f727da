"""The account of a session: what its processes carried out and judged, gathered in one place."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from benchmark.verdict import Verdict
from reports.record import Dialogue, Environment, Part, Record

if TYPE_CHECKING:  # imports torch
    from fixtures.bench import Bench


def part(bench: "Bench") -> Part:
    """What a bench carried out, as it travels between processes."""
    return Part(
        profile=bench.profile.model_dump(mode="json"),
        dialogues=tuple(
            Dialogue(id=each.id, text=each.text, references=each.references, topic=each.topic)
            for each in bench.corpus.dialogues
        ),
        runs=tuple(bench.runs.values()),
    )


class Account:
    """Gathers parts and verdicts, and makes the records of them."""

    def __init__(self) -> None:
        self._parts: dict[str, list[Part]] = {}
        self._verdicts: dict[str, Verdict] = {}
        self.device = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was carried out."""
        return not self._parts

    def add(self, parts: Iterable[Part], device: str) -> None:
        """What a process carried out."""
        self.device = device
        for each in parts:
            self._parts.setdefault(each.name, []).append(each)

    def judge(self, verdict: Verdict) -> None:
        """A verdict; a later one on the same claim replaces it."""
        self._verdicts[verdict.claim] = verdict

    def records(self, environment: Environment, seconds: float) -> tuple[Record, ...]:
        """A record for each profile of which something was carried out; a method that several processes ran, once."""
        created = datetime.now(UTC).isoformat(timespec="seconds")
        return tuple(
            Record(
                schema=1,
                created=created,
                seconds=seconds,
                environment=environment,
                profile=parts[0].profile,
                dialogues=parts[0].dialogues,
                runs=_in_order(parts),
                verdicts=tuple(verdict for verdict in self._verdicts.values() if verdict.profile == name),
            )
            for name, parts in self._parts.items()
        )


def _in_order(parts: list[Part]) -> Any:  # noqa: ANN401
    runs = {run.method: run for each in parts for run in each.runs}
    return tuple(runs[method] for method in parts[0].profile["methods"] if method in runs)
