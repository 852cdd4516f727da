"""``peft-bench profiles``: the profiles that ship with the suite."""

import argparse
import sys
from collections.abc import Sequence

from peft_bench.place import PROFILES


def main(arguments: Sequence[str]) -> int:
    """Prints a line for each profile; returns the exit code."""
    from fixtures.line import encodable
    from fixtures.profile.profile import read

    description = "Lists the profiles that ship with the suite."
    argparse.ArgumentParser(prog="peft-bench profiles", description=description).parse_args(arguments)
    rows = [("name", "by default", "needs", "title")]
    for profile in map(read, sorted(PROFILES.glob("*.toml"))):
        sources = (profile.model, profile.dataset)
        needs = ["a CUDA GPU"] if profile.requires == "gpu" else []
        needs += ["the hub"] if any(source and source.hub for source in sources) else []
        rows.append((profile.name, "yes" if profile.by_default else "no", ", ".join(needs) or "-", profile.title))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{cell:{width}}" for cell, width in zip(row, widths, strict=True))
        print(encodable("  ".join(cells).rstrip(), sys.stdout.encoding))
    return 0
