"""Phrases: what each quantity of the profiles' claims is called in a sentence."""

from dataclasses import dataclass
from typing import Final

from fixtures.figures import COUNT, NATS, PERCENT, POINTS, RATIO, SIZE, SMALL_POINTS, TIME, Quantity
from fixtures.profile.expectations import ALL
from fixtures.profile.forms import ATTACHED, form_of


@dataclass(frozen=True)
class Phrase:
    """``found`` states what was found, with a ``{figure}``; ``topic`` names what a claim is about, without a number.

    ``unit`` is None of a score, which is shown as its metric is. ``negative`` states a number below zero, without its
    sign.
    """

    found: str
    topic: str
    unit: Quantity | None
    negative: str = ""


_BY_FAMILY: Final = {
    "score": Phrase("{method} scores {figure} in {metric}", "{method}'s score in {metric}", None),
    "gain": Phrase(
        "{method} gains {figure} {metric} points over {baseline}",
        "{method}'s gain in {metric} over {baseline}",
        POINTS,
        "{method} loses {figure} {metric} points against {baseline}",
    ),
    "kept": Phrase(
        "{method} keeps {figure} of what {reference} gains in {metric}",
        "{method}'s share of what {reference} gains in {metric}",
        PERCENT,
    ),
    "lost": Phrase(
        "{method} lost {figure} {metric} points",
        "{method}'s loss in {metric}",
        POINTS,
        "{method} gained {figure} {metric} points",
    ),
}
"""Families whose quantities are metrics."""

_OF_ALL: Final = Phrase(
    "All methods lost {figure} {metric} points on average",
    "The methods' mean loss in {metric}",
    POINTS,
    "All methods gained {figure} {metric} points on average",
)
"""A loss over all methods."""

_BY_QUANTITY: Final = {
    ("dataset", "train_rows"): Phrase("Train rows: {figure}", "Train rows", COUNT),
    ("dataset", "validation_rows"): Phrase("Validation rows: {figure}", "Validation rows", COUNT),
    ("dataset", "test_rows"): Phrase("Test rows: {figure}", "Test rows", COUNT),
    ("dataset", "test_examples"): Phrase("Test {examples}: {figure}", "Test {examples}", COUNT),
    ("dataset", "references"): Phrase("References per {example}: {figure}", "References per {example}", COUNT),
    ("dataset", "shared_examples"): Phrase("{Examples} in two splits: {figure}", "{Examples} in two splits", COUNT),
    ("changed", "predictions"): Phrase(
        "{method} changes {figure} of the predictions of {baseline}",
        "{method}'s share of predictions that differ from {baseline}'s",
        PERCENT,
    ),
    ("predictions", "empty"): Phrase(
        "Empty predictions of {method}: {figure}", "The number of empty predictions of {method}", COUNT
    ),
    ("predictions", "cut_off"): Phrase(
        "Cut-off predictions of {method}: {figure}", "The number of cut-off predictions of {method}", COUNT
    ),
    ("forgetting", "loss"): Phrase(
        "Training {method} changes the loss on general text by {figure}",
        "The change of the loss on general text by training {method}",
        NATS,
    ),
    ("parameters", "base"): Phrase(
        "The base of {method} has {figure} parameters", "The number of parameters of {method}'s base", COUNT
    ),
    ("parameters", "total"): Phrase(
        "{method} has {figure} parameters in all", "{method}'s number of parameters in all", COUNT
    ),
    ("parameters", "trainable"): Phrase(
        "{method} trains {figure} parameters", "{method}'s number of trainable parameters", COUNT
    ),
    ("parameters", "share_of_base"): Phrase(
        "{method} trains {figure} as many parameters as the base has",
        "{method}'s trainable parameters against the base's",
        PERCENT,
    ),
    ("parameters", "share_of_total"): Phrase(
        "{method} trains {figure} of its parameters", "{method}'s share of trainable parameters", PERCENT
    ),
    ("parameters", "adapted_modules"): Phrase(
        "{method} adapts {figure} modules", "{method}'s number of adapted modules", COUNT
    ),
    ("parameters", "base_bytes"): Phrase(
        "The base weights of {method} take {figure}", "The size of {method}'s base weights", SIZE
    ),
    ("saved", "bytes"): Phrase("{method} saves {figure}", "The size of what {method} saves", SIZE),
    ("saved", "ratio"): Phrase(
        "{method} saves {figure} of the bytes that {reference} saves",
        "The size of what {method} saves against {reference}",
        PERCENT,
    ),
    ("cost", "seconds_ratio"): Phrase(
        "{method} trains in {figure} the time of {reference}", "{method}'s training time against {reference}'s", RATIO
    ),
    ("cost", "peak_memory_ratio"): Phrase(
        "{method} trains with {figure} the peak memory of {reference}",
        "{method}'s peak memory against {reference}'s",
        RATIO,
    ),
    ("cost", "optimizer_ratio"): Phrase(
        "{method} trains with {figure} the optimizer state of {reference}",
        "{method}'s optimizer state against {reference}'s",
        RATIO,
    ),
    ("budget", "train_seconds"): Phrase("{method} trains in {figure}", "{method}'s training time", TIME),
    ("budget", "peak_memory_bytes"): Phrase(
        "{method} trains with a peak memory of {figure}", "{method}'s peak memory", SIZE
    ),
    ("grown", "train_seconds"): Phrase(
        "{method} trains in {figure} the time of the accepted run",
        "{method}'s training time against the accepted run's",
        RATIO,
    ),
    ("grown", "peak_memory_bytes"): Phrase(
        "{method} trains with {figure} the peak memory of the accepted run",
        "{method}'s peak memory against the accepted run's",
        RATIO,
    ),
}


def phrase(family: str, method: str | None, quantity: str) -> Phrase | None:
    """The phrase of a claim; None of a family that has none."""
    if family == "lost" and method == ALL:
        return _OF_ALL
    if family == "deployed":
        return _of_form(form_of(quantity))
    found = _BY_FAMILY.get(family) or _BY_QUANTITY.get((family, quantity))
    return found or (_unnamed(method, quantity) if family in _FAMILIES else None)


_FAMILIES: Final = {family for family, _ in _BY_QUANTITY}


def _of_form(form: str) -> Phrase:
    """The phrase of what a form of a method loses."""
    against = f"{{figure}} {{metric}} points against the {ATTACHED} adapter"
    return Phrase(
        f"{{method}} {form} lost {against}",
        f"{{method}}'s loss in {{metric}} as {form}",
        SMALL_POINTS,
        f"{{method}} {form} gained {against}",
    )


def _unnamed(method: str | None, quantity: str) -> Phrase:
    """The phrase of a quantity without one of its own."""
    words = quantity.replace("_", " ").capitalize()
    topic = f"{words} of {{method}}" if method else words
    return Phrase(f"{topic}: {{figure}}", topic, COUNT)
