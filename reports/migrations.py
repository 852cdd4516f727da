"""Older records: their JSON as today's version writes it."""

import copy
from collections.abc import Callable
from typing import Any, Final

from benchmark.gate import older
from fixtures.profile.renamed import EACH, PROFILE, Renamed

_TESTS: Final = {
    "test_corpus.py::test_corpus_has_what_the_profile_counts_on": "test_dataset.py::test_dataset_is_as_expected",
    "test_rouge_meets_its_threshold": "test_score_meets_its_threshold",
    "-test_dialogues]": "-test_examples]",
    "-shared_dialogues]": "-shared_examples]",
}
"""Parts of the ids of claims in schema 1, by which a history follows them, and what they are now."""

_RENAMED: Final = (
    Renamed("dialogues", "examples"),
    Renamed(f"examples.{EACH}.text", "source"),
    Renamed("corpus_sha256", "dataset_sha256"),
    Renamed("corpus_commit", "dataset_commit"),
    Renamed("laps", "rounds"),
    Renamed(f"rounds.{EACH}.lap", "round"),
    Renamed(f"accepted.{EACH}.corpus_commit", "dataset_commit"),
    Renamed(f"runs.{EACH}.kind", "external", value="elsewhere"),
    Renamed(f"runs.{EACH}.summaries", "predictions"),
    Renamed(f"runs.{EACH}.predictions.{EACH}.dialogue", "example"),
    Renamed(f"verdicts.{EACH}.family", "dataset", value="corpus"),
    Renamed(f"verdicts.{EACH}.family", "score", value="rouge"),
    Renamed(f"verdicts.{EACH}.quantity", "test_examples", value="test_dialogues"),
    Renamed(f"verdicts.{EACH}.quantity", "shared_examples", value="shared_dialogues"),
    Renamed(f"verdicts.{EACH}.evidence.dialogues", "examples"),
    *(Renamed(f"verdicts.{EACH}.claim", now, part=part) for part, now in _TESTS.items()),
)
"""From schema 1 to 2."""

_NOUN = "dialogue"
"""What schema 1 called every example."""

_ALPHA = 0.05
"""Of the gate in records whose profile does not say."""

_RATES = {"samples_per_second": "samples", "tokens_per_second": "tokens"}
"""What the first records left to their readers to work out, from these counts and the seconds."""


def migrated(data: dict[str, Any]) -> dict[str, Any]:
    """A record's JSON of any earlier schema in today's; whatever is malformed stays, for validation to refuse."""
    for schema, step in _STEPS.items():
        if data.get("schema") == schema:
            data = step(copy.deepcopy(data)) | {"schema": schema + 1}
    return data


def _from_1(data: dict[str, Any]) -> dict[str, Any]:
    for each in _RENAMED:
        each.apply(data)
    for run in _tables(data, "runs"):
        for part in ("training", "generation"):
            _add_rates(run.get(part))
        for scores in (run.get("scores"), *_tables(run, "protocols")):
            _scores(scores)
    if isinstance(accepted := data.get("accepted"), dict):
        data["accepted"] = {method: older.run(run) for method, run in accepted.items()}
    if isinstance(profile := data.get("profile"), dict):
        _rename_in_profile(profile)
    return data


def _from_2(data: dict[str, Any]) -> dict[str, Any]:
    """The evidence of losses as today's, without what was not known; and the gate's table without its floor."""
    profile = data.get("profile")
    gate = profile.get("gate") if isinstance(profile, dict) else None
    if isinstance(gate, dict):
        gate.pop("floor", None)
    alpha = gate.get("alpha", _ALPHA) if isinstance(gate, dict) else _ALPHA
    for verdict in _tables(data, "verdicts"):
        evidence = verdict.get("evidence")
        if isinstance(evidence, dict) and isinstance(alpha, float):
            known = {
                "confidence": 1 - alpha,
                "alpha": alpha,
                "p_held": None,
                "p_missed": evidence.pop("adjusted_p", None),
            }
            verdict["evidence"] = {**evidence, **known, "p": None}
    return data


def _rename_in_profile(profile: dict[str, Any]) -> None:
    for each in PROFILE:
        each.apply(profile)
    dataset = profile.setdefault("dataset", {})
    if isinstance(dataset, dict):
        dataset["noun"] = _NOUN


def _scores(scores: Any) -> None:  # noqa: ANN401  whatever is there
    """Turns a signature, which was one line of text, into mappings, and adds the scale of each metric."""
    if not isinstance(scores, dict) or not isinstance(scores.get("signature"), str):
        return
    scores["signature"], own = older.signatures(scores["signature"])
    for name, each in scores["metrics"].items() if isinstance(scores.get("metrics"), dict) else ():
        if isinstance(each, dict):
            each |= {"scale": older.scale(name).model_dump(mode="json"), "signature": own}


def _add_rates(cost: Any) -> None:  # noqa: ANN401  whatever is there
    """Adds the rates that follow from a cost's counts; what cannot be worked out is left to be refused."""
    seconds = cost.get("seconds") if isinstance(cost, dict) else None
    if not isinstance(seconds, float) or not seconds:
        return
    for rate, count in _RATES.items():
        if rate not in cost and isinstance(cost.get(count), int):
            cost[rate] = cost[count] / seconds


def _tables(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The tables in a list, or in a table of tables."""
    found = data.get(key)
    items = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    return [each for each in items if isinstance(each, dict)]


_STEPS: Final[dict[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {1: _from_1, 2: _from_2}
"""What each earlier schema takes to the next one."""
