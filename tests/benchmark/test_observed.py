"""Numbers of every library are numbers; what is none is refused in words."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from benchmark.observed import as_finite, as_number, is_truth, listed


class ScalarTensor:
    """A tensor without dimensions, as torch has it."""

    shape = ()
    dtype = "torch.bool"

    def item(self) -> float:
        """Its number."""
        return 1.5


NUMBERS: dict[str, tuple[Any, float]] = {
    "int": (3, 3.0),
    "true": (True, 1.0),
    "fraction": (Fraction(1, 2), 0.5),
    "decimal": (Decimal("0.25"), 0.25),
    "numpy": (np.float32(0.5), 0.5),
    "numpy's true": (np.True_, 1.0),
    "array": (np.array(7), 7.0),
    "tensor": (ScalarTensor(), 1.5),
}


@pytest.mark.parametrize(("value", "number"), NUMBERS.values(), ids=NUMBERS)
def test_what_is_a_number(value: object, number: float) -> None:
    """Of whatever type; it is no list."""
    assert as_number(value) == number
    assert listed(value) is None


@pytest.mark.parametrize("value", ["1", None, 1j, [1], np.zeros(1), {"a": 1}, np.array("x"), 10**400], ids=str)
def test_what_is_no_number(value: object) -> None:
    """One line says so."""
    with pytest.raises(ValueError, match=r"^expected a number, not |^the number is too large$") as refused:
        as_number(value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), np.float64("-inf")])
def test_what_is_not_finite(value: float) -> None:
    """It is a number, but no limit and no figure."""
    assert as_number(value) is not None
    with pytest.raises(ValueError, match=r"^expected a number, not "):
        as_finite(value)


def test_several_things_are_listed() -> None:
    """Text and tables are one thing each."""
    assert listed(value for value in (1, 2)) == [1, 2]
    assert listed(np.array([1, 2])) == [1, 2]
    assert listed("12") is None
    assert listed({1: 2}) is None


def test_truths_are_known() -> None:
    """Those of arrays and tensors, too; 1 is a number."""
    assert all(map(is_truth, (True, np.False_, ScalarTensor())))
    assert not any(map(is_truth, (1, np.int64(0), 1.0)))
