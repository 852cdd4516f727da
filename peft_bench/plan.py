"""``peft-bench plan``: parameters and bytes of methods, as ``python -m fixtures.models.planner`` counts them."""

from collections.abc import Sequence

from peft_bench.place import PROFILES


def main(arguments: Sequence[str]) -> int:
    """Prints the table for a profile's file, or a shipped profile's name; returns the exit code."""
    from fixtures.models import planner

    shipped = {file.stem: str(file) for file in PROFILES.glob("*.toml")}
    given = [shipped.get(arguments[0], arguments[0]), *arguments[1:]] if arguments else []
    return planner.main(given, "peft-bench plan")
