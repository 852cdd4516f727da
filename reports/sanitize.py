"""Text without the characters that no file, page or terminal can take."""

from typing import Any

from fixtures.line import HARMFUL, REPLACEMENT
from fixtures.values import Value


def clean(value: Any) -> Any:  # noqa: ANN401  a value of a record, or its JSON
    """A value with every control character and lone surrogate replaced; line ends and tabs stay.

    Datasets and models may hold anything: HTML does not allow NUL, an escape character steers the terminal, and a lone
    surrogate cannot be written as UTF-8. A `Value` that has nothing harmful is returned as it is, and any other as
    plain data.
    """
    if isinstance(value, str):
        return HARMFUL.sub(REPLACEMENT, value)
    if isinstance(value, Value):
        plain = value.model_dump(by_alias=True)
        made = clean(plain)
        return value if made == plain else made
    if isinstance(value, dict):
        return {clean(key): clean(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)) and not isinstance(next(iter(value), None), float):  # most lists are of scores
        return type(value)(map(clean, value))
    return value
