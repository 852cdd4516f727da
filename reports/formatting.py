"""Figures of runs as text: rounded, with their unit or interval. How a number is shown is decided by its unit."""

import math
import re
from collections.abc import Iterable, Mapping

from fixtures.figures import PERCENT, SIZE, TIME, Unit, number, signed
from fixtures.results.estimate import Estimate
from fixtures.results.memory import Memory
from fixtures.results.parameters import Parameters
from fixtures.results.run import Scores
from fixtures.scoring.metrics.scale import Scale

NOT_MEASURED = "not measured"
"""The text for a figure that is None; its reason is beside or below it."""

NONE = "\N{EN DASH}"
"""The text where there is nothing to measure."""

NO_INTERVAL = "no interval"
"""The text for an interval without ends: a single example says nothing about others."""

_MILLISECONDS = Unit(" ms", 1000)
_COMMIT = re.compile("[0-9a-f]{40}")
_SHORT_COMMIT = 7
_PREFIXES = ("", "k", "M", "G", "T", "P", "E")


def score(scale: Scale, value: float) -> str:
    """A score in points, as differences between scores are, to a tenth."""
    return scale.unit.figure(value)


def interval(scale: Scale, estimate: Estimate) -> str:
    """The interval of a score, in points."""
    if math.isinf(estimate.high - estimate.low):
        return NO_INTERVAL
    return f"[{score(scale, estimate.low)}, {score(scale, estimate.high)}]"


def points(scale: Scale, value: float, digits: int = 2) -> str:
    """A difference between scores in points, always signed."""
    return signed(scale.points * value, digits)


def change_interval(low: float, high: float, digits: int = 1) -> str:
    """The interval of a change, always signed; points are given to a tenth."""
    return NO_INTERVAL if math.isinf(high - low) else f"[{signed(low, digits)}, {signed(high, digits)}]"


def heading(name: str, title: str) -> str:
    """A profile's name and title; once where they are the same, or there is no title."""
    return name if title in {"", name} else f"{name}: {title}"


def signature(scores: Scores) -> str:
    """All that scores depend on in one line: what is the metrics' own, then what all of them share.

    Metrics are named where they do not depend on the same.
    """
    titles: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for each in scores.metrics.values():
        titles.setdefault(tuple(each.signature.items()), []).append(each.scale.title)
    own = [
        f"{', '.join(named)}{_bracketed(parts)}" if len(titles) > 1 else key_values(parts)
        for parts, named in titles.items()
    ]
    return " | ".join(filter(None, (*own, key_values(scores.signature.items()))))


def _bracketed(parts: Iterable[tuple[str, str]]) -> str:
    inner = "; ".join(f"{key}: {value}" for key, value in parts)
    return f" [{inner}]" if inner else ""


def key_values(parts: Iterable[tuple[str, str]]) -> str:
    """The keys and values of a signature."""
    return " | ".join(f"{key}: {value}" for key, value in parts)


def confidence(value: float) -> str:
    """The confidence of intervals, in percent."""
    return PERCENT.bound(value)


def share(value: float) -> str:
    """A share in percent, to three digits, for a table."""
    return Unit(PERCENT.suffix, PERCENT.factor, digits=3).figure(value)


def percent(value: float) -> str:
    """A share in percent for a sentence: whole, or to two digits if it is small."""
    return PERCENT.figure(value)


def seconds(value: float) -> str:
    """A duration, given in seconds, to two digits: in minutes or hours where there are two of them."""
    return TIME.figure(value)


def milliseconds(value: float) -> str:
    """A duration given in seconds, in milliseconds to two digits."""
    return _MILLISECONDS.figure(value)


def energy(joules: float | None) -> str:
    """Energy in watt-hours, to three digits."""
    return NONE if joules is None else Unit(" Wh", 1 / 3600, digits=3).figure(joules)


def money(amount: float, currency: str) -> str:
    """A price, to two digits."""
    return Unit(f" {currency}").figure(amount)


def rate(per_second: float) -> str:
    """A number per second, to a tenth."""
    return f"{per_second:,.1f}"


def trainable(parameters: Parameters | None) -> str:
    """The number of trained parameters."""
    return number(parameters.trainable) if parameters else NONE


def large(value: float) -> str:
    """A large number with its decimal prefix, to three digits."""
    power = min(max(0, int(math.log10(max(value, 1))) // 3), len(_PREFIXES) - 1)
    return f"{value / 1000**power:.3g} {_PREFIXES[power]}".strip()


def size(count: int) -> str:
    """Bytes, to three digits, in the largest decimal unit in which they are at least 1."""
    return SIZE.figure(count)


def base(parameters: Parameters | None) -> str:
    """What a base's weights take and are kept in, such as 431 MB in bf16."""
    if parameters is None or parameters.base_bytes is None:
        return NONE
    return f"{size(parameters.base_bytes)} in {parameters.held_in}"


def leaks(counts: Mapping[str, int]) -> str:
    """How many examples each two splits share; empty if none do."""
    shared = (f"{count:,} in {pair.replace('/', ' and ')}" for pair, count in counts.items() if count)
    return ", ".join(shared)


def memory(peak: Memory) -> str:
    """All measured figures of a peak."""
    figures = (("allocated", peak.allocated), ("reserved", peak.reserved), ("resident", peak.resident))
    return ", ".join(f"{size(value)} {name}" for name, value in figures if value is not None) or NOT_MEASURED


def commit(name: str) -> str:
    """A commit, in the seven digits by which people know it; anything else as it is."""
    return name[:_SHORT_COMMIT] if _COMMIT.fullmatch(name) else name
