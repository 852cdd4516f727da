"""Records without the characters that no file, page or terminal can take."""

import re

from reports.record import Record

_HARMFUL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")  # controls and lone surrogates
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def cleaned(record: Record) -> Record:
    """The record with every control character and lone surrogate replaced; line ends and tabs stay.

    A dataset may hold anything: NUL is not allowed in HTML, an escape character would steer the
    terminal, and a lone surrogate cannot be written as UTF-8.
    """
    given = record.model_dump(by_alias=True)
    clean = _clean(given)
    return record if clean == given else Record.model_validate(clean)


def _clean(value: object) -> object:
    if isinstance(value, str):
        return _HARMFUL.sub(_REPLACEMENT, value)
    if isinstance(value, dict):
        return {_clean(key): _clean(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)) and not isinstance(next(iter(value), None), float):  # most lists are of scores
        return type(value)(map(_clean, value))
    return value
