"""Figures as text: rounded, with their unit or interval."""

import math
from collections.abc import Iterable, Mapping

from benchmark.verdict import number
from fixtures.results.cost import Memory
from fixtures.results.parameters import Parameters
from fixtures.results.run import Estimate, Scores
from fixtures.scoring.metrics.scale import Scale

NOT_MEASURED = "not measured"
"""The text for a figure that is None; its reason is beside or below it."""

NONE = "\N{EN DASH}"
"""The text where there is nothing to measure."""

NO_INTERVAL = "no interval"
"""The text for an interval without ends: a single example says nothing about others."""

_MINUS = "\N{MINUS SIGN}"
_PREFIXES = ("", "k", "M", "G", "T", "P", "E")
_UNITS = ("B", "kB", "MB", "GB", "TB")


def score(scale: Scale, value: float) -> str:
    """A score to a tenth of a point."""
    return f"{value:z.{scale.decimals}f}"


def interval(scale: Scale, estimate: Estimate) -> str:
    """The interval of a score, without zeros before the point where no score is above 1."""
    if math.isinf(estimate.high - estimate.low):
        return NO_INTERVAL
    low, high = (score(scale, bound) for bound in (estimate.low, estimate.high))
    return f"[{low.removeprefix('0')}, {high.removeprefix('0')}]" if scale.high <= 1 else f"[{low}, {high}]"


def points(scale: Scale, value: float, digits: int = 2) -> str:
    """A difference between scores in points, always signed."""
    return signed(scale.points * value, digits)


def points_interval(low: float, high: float) -> str:
    """The interval of a difference in points, to a tenth."""
    return NO_INTERVAL if math.isinf(high - low) else f"[{signed(low, 1)}, {signed(high, 1)}]"


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


def signed(value: float, digits: int) -> str:
    """A number with its sign; a zero after rounding has none."""
    rounded = round(value, digits)
    return f"{rounded:+,.{digits}f}".replace("-", _MINUS) if rounded else f"{0:.{digits}f}"


def p(value: float) -> str:
    """A p value, to two digits, or "< 0.001"."""
    return f"{value:.2g}" if value >= 0.001 else "< 0.001"  # noqa: PLR2004


def confidence(value: float) -> str:
    """The confidence of intervals, in percent."""
    return f"{100 * value:g} %"


def share(value: float) -> str:
    """A share in percent, to three digits."""
    return f"{number(float(f'{100 * value:.3g}'))} %"


def percent(value: float) -> str:
    """A share in percent for a sentence: whole, or to two digits if it is small."""
    hundredths = 100 * value
    return f"{number(round(hundredths) if hundredths >= 10 else float(f'{hundredths:.2g}'))} %"  # noqa: PLR2004


def seconds(value: float) -> str:
    """A duration in seconds: three digits below 10 s, whole seconds from 1,000 s, a tenth between."""
    return f"{value:.3g} s" if value < 10 else f"{value:,.{0 if value >= 1000 else 1}f} s"  # noqa: PLR2004


def milliseconds(value: float) -> str:
    """A duration given in seconds, in milliseconds to two digits."""
    return f"{number(float(f'{1000 * value:.2g}'))} ms"


def energy(joules: float | None) -> str:
    """Energy in watt-hours, to three digits."""
    return NONE if joules is None else f"{joules / 3600:.3g} Wh"


def money(amount: float, currency: str) -> str:
    """A price, to two digits."""
    return f"{number(float(f'{amount:.2g}'))} {currency}"


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
    """Bytes, to four digits, in the largest decimal unit in which they are at least 1."""
    power = min((len(str(count)) - 1) // 3, len(_UNITS) - 1)
    return f"{count / 1000**power:,.4g} {_UNITS[power]}"


def base(parameters: Parameters | None) -> str:
    """What a base's weights take and are kept in, such as 431.3 MB in bf16."""
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
