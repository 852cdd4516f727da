"""What a test observed: numbers, of whatever type a library gives them."""

from collections.abc import Iterable
from decimal import Decimal
from math import isfinite
from numbers import Real

from fixtures.complaints import shown
from fixtures.line import one_line


def as_number(value: object) -> float:
    """A number: Python's, numpy's, or an array or a tensor without dimensions; true is 1. `ValueError` for another."""
    if isinstance(value, Real | Decimal):
        try:
            return float(value)
        except OverflowError as error:
            message = "the number is too large"
            raise ValueError(message) from error
    item = getattr(value, "item", None)
    if getattr(value, "shape", None) == () and callable(item) and (plain := item()) is not value:
        return as_number(plain)
    message = f"expected a number, not {one_line(shown(value))}"
    raise ValueError(message)


def as_finite(value: object) -> float:
    """A number that is neither NaN nor infinite. Raises `ValueError` for another."""
    number = as_number(value)
    if not isfinite(number):
        message = f"expected a number, not {number}"
        raise ValueError(message)
    return number


def listed(value: object) -> list[object] | None:
    """The items of a list, an array, a tensor or whatever else gives several; None for a single thing."""
    if isinstance(value, str | bytes | dict) or getattr(value, "shape", None) == () or not isinstance(value, Iterable):
        return None
    return list(value)


def is_truth(value: object) -> bool:
    """Whether a value is true or false, Python's or an array's."""
    return isinstance(value, bool) or str(getattr(value, "dtype", "")) in {"bool", "torch.bool"}
