"""A failure: why a test ended before it judged its claim, in words that a record can keep."""

import pytest

from fixtures.line import one_line, without_folders

_LONGEST = 1000  # characters that are kept of a message


def told(error: BaseException) -> str:
    """An exception's type and message on one line, no absolute path in it.

    Errors that the suite has put into words already, which it hands to pytest, stand as they are.
    """
    message = one_line(without_folders(str(error)))
    words = message if isinstance(error, pytest.fail.Exception) else f"{type(error).__name__}: {message}".rstrip(": ")
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
