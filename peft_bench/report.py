"""``peft-bench report``: renders records again, as ``python -m reports`` does."""

from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Writes the page; returns the exit code."""
    from reports.__main__ import main as render

    return render(arguments, "peft-bench report")
