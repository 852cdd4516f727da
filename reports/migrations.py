"""Older records: what they do not hold yet, from what they do."""

from typing import Any

from benchmark.gate import older

_RATES = {"samples_per_second": "samples", "tokens_per_second": "tokens"}
"""The first records left these to their readers."""


def completed(data: dict[str, Any]) -> dict[str, Any]:
    """A record's JSON as an earlier version wrote it, with all that is needed to read it today."""
    runs = data.get("runs")
    return data | {"runs": list(map(_completed, runs))} if isinstance(runs, list) else data


def _scores(scores: Any) -> Any:  # noqa: ANN401  any JSON value
    """Scores with mappings for a signature in a line of text, and with the scale of each metric."""
    if not isinstance(scores, dict) or not isinstance(scores.get("signature"), str):
        return scores
    shared, own = older.signatures(scores["signature"])
    metrics = scores.get("metrics")
    completed = {
        name: {"scale": older.scale(name).model_dump(mode="json"), "signature": own, **each}
        for name, each in (metrics.items() if isinstance(metrics, dict) else ())
        if isinstance(each, dict)
    }
    return scores | {"signature": shared, "metrics": completed or metrics}


def _completed(run: Any) -> Any:  # noqa: ANN401  any JSON value
    if not isinstance(run, dict):
        return run
    costs = {part: _with_rates(run[part]) for part in ("training", "generation") if isinstance(run.get(part), dict)}
    protocols = run.get("protocols")
    by_protocol = {name: _scores(each) for name, each in protocols.items()} if isinstance(protocols, dict) else {}
    return run | costs | {"scores": _scores(run.get("scores")), "protocols": by_protocol}


def _with_rates(cost: dict[str, Any]) -> dict[str, Any]:
    """A cost with the rates that follow from its counts; what cannot be worked out is left to the reader to refuse."""
    seconds = cost.get("seconds")
    if not isinstance(seconds, float) or not seconds:
        return cost
    counts = {rate: cost.get(count) for rate, count in _RATES.items() if rate not in cost}
    return cost | {rate: count / seconds for rate, count in counts.items() if isinstance(count, int)}
