"""Older accepted runs: what the first two versions wrote, whose signatures were lines of text, as later ones have it.

Only ROUGE was scored then. Records of their time hold the same lines.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from fixtures.scoring.metrics import registry
from fixtures.scoring.metrics.scale import Scale

_OF_METRIC: Final[Mapping[str, str | None]] = {
    "rouge_score": None,
    "tokenizer": "rouge_score",
    "stemmer": None,
    "sentences": None,
}
"""The fields of a line that are the metric's own now, and what one that is missing meant."""

_FIELDS: Final[Mapping[str, str]] = {"dialogues": "examples", "corpus": "dataset", "summaries": "predictions"}
_WORDS: Final[Mapping[str, str]] = {
    "made elsewhere": "external",
    "mean over references, mean over dialogues": "mean over references, mean over examples",
    "best over references, mean over dialogues": "best over references, mean over examples",
}


def signatures(line: str) -> tuple[dict[str, str], dict[str, str]]:
    """What all metrics of a line depended on, and what each of them did beside that."""
    fields = dict(part.split(": ", 1) for part in line.split(" | ") if ": " in part)
    own = {name: fields.get(name, missing) for name, missing in _OF_METRIC.items()}
    shared = {
        _FIELDS.get(name, name): _WORDS.get(value, value) for name, value in fields.items() if name not in _OF_METRIC
    }
    return shared, {name: value for name, value in own.items() if value is not None}


def scale(metric: str) -> Scale:
    """The scale of a metric that was scored then; of an unknown one that of ROUGE, and its name."""
    return registry.scale(metric) or Scale(title=metric)


def run(data: Any) -> Any:  # noqa: ANN401  whatever a file holds
    """The JSON of an accepted run, completed; what cannot be is left to the reader to refuse."""
    if not isinstance(data, dict) or not isinstance(data.get("signature"), str):
        return data
    shared, own = signatures(data["signature"])
    metrics = {metric: {"scale": scale(metric).model_dump(mode="json"), "signature": own} for metric in _metrics(data)}
    renamed = {"dataset_commit" if key == "corpus_commit" else key: value for key, value in data.items()}
    return renamed | {"signature": shared, "metrics": metrics}


def _metrics(data: Mapping[str, Any]) -> Iterable[str]:
    """What an accepted run scored."""
    scores = data.get("scores")
    first = next(iter(scores.values()), None) if isinstance(scores, dict) else None
    return first if isinstance(first, dict) else ()
