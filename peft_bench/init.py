"""``peft-bench init``: writes a first profile, as ``python -m fixtures.start.init`` does."""

from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Looks at a model and data, or at outputs, and writes the profile; returns the exit code."""
    from fixtures.start.init import main as write

    return write(arguments, "peft-bench init", "peft-bench run {}")
