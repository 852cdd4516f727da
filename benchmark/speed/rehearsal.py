"""A rehearsal of the notebook's experiment without the hub: ``python -m benchmark.speed.rehearsal FOLDER``.

It writes a profile that measures what the experiment costs at full size: Flan-T5-base's architecture with random
weights, and texts of DialogSum's lengths in the pocket dataset's words. With ``--model tiny-llama`` the profile is
small and its model decoder-only. What either learns means nothing.
"""

import argparse
import csv
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmark.speed import tiny_llama
from benchmark.speed.tiny_llama import POCKET
from fixtures.data.csv_text import write_csv
from fixtures.errors import USAGE_ERROR

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

NOTEBOOK = Path(__file__).parents[1] / "profiles/flan-t5-base-dialogsum.toml"
ARCHITECTURE = "google/flan-t5-base"
ROWS = {"train": (12_460, 1), "validation": (500, 1), "test": (500, 3)}
"""Examples of each split, and references of each example."""

SOURCE, TARGET = (212, 0.44), (36, 0.40)
"""Median and log-normal spread of the tokens in a prompt and in a target: DialogSum's validation and test splits with
Flan-T5's tokenizer have means of 234 and 39 and 95th percentiles of 424 and 70."""

LONGEST = 1466
TABLES = {
    "[model]": '[model]\npath = "model"\nweights = "random"',
    "[dataset]": "[dataset]\n" + "\n".join(f'{split} = "{split}.csv"' for split in ROWS),
}
"""The rehearsal's tables, in place of the notebook's."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the folder that the command line names, and prints how to run it."""
    parser = argparse.ArgumentParser(prog="python -m benchmark.speed.rehearsal", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a new folder")
    writers = {"flan-t5-base": write, "tiny-llama": tiny_llama.write}
    parser.add_argument("--model", choices=writers, default="flan-t5-base", help="(%(default)s)")
    given = parser.parse_args(arguments)
    try:
        profile = writers[given.model](given.folder)
    except FileExistsError:
        print(f"{given.folder}: exists already; name a new folder", file=sys.stderr)  # noqa: T201
        return USAGE_ERROR
    print(f"pytest benchmark --profile {profile} -m 'not quality'")  # noqa: T201  the answer of this command
    return 0


def write(folder: Path, rows: dict[str, tuple[int, int]] | None = None) -> Path:
    """Writes model, dataset and profile into a new folder; returns the profile. ``rows`` defaults to `ROWS`."""
    from transformers import AutoTokenizer

    from fixtures.models.architecture import KNOWN

    folder.mkdir(parents=True)
    shutil.copytree(POCKET / "model", folder / "model", ignore=shutil.ignore_patterns("*.safetensors", "*.md"))
    configuration = {**KNOWN[ARCHITECTURE], "decoder_start_token_id": 0, "dropout_rate": 0.1}
    (folder / "model/config.json").write_text(json.dumps(configuration, indent=1), encoding="utf-8")
    texts = _texts(AutoTokenizer.from_pretrained(POCKET / "model"))
    for split, (examples, references) in (rows or ROWS).items():
        _write_split(folder / f"{split}.csv", split, texts, examples, references)
    profile = folder / "flan-t5-base-rehearsal.toml"
    profile.write_text(_profile(NOTEBOOK.read_text(encoding="utf-8")), encoding="utf-8")
    return profile


def _texts(tokenizer: "PreTrainedTokenizerBase") -> Iterator[tuple[str, str]]:
    """Endless sources and targets of about the drawn lengths, in the pocket dataset's words."""
    with (POCKET / "data/train.csv").open(encoding="utf-8", newline="") as table:
        words = [row["dialogue"] for row in csv.DictReader(table)]
    pieces = cycle([piece for ids in tokenizer(words, add_special_tokens=False)["input_ids"] for piece in ids])
    draw = np.random.default_rng(0)

    def text(median: float, spread: float) -> str:
        length = min(LONGEST, max(4, round(draw.lognormal(np.log(median), spread))))
        return str(tokenizer.decode(list(islice(pieces, length))))

    while True:
        yield text(*SOURCE), text(*TARGET)


def _write_split(file: Path, split: str, texts: Iterator[tuple[str, str]], examples: int, references: int) -> None:
    rows = (
        (f"{split}_{number}_{place}", source, target)
        for number, (source, target) in enumerate(islice(texts, examples))
        for place in range(1, references + 1)
    )
    write_csv(file, ("id", "source", "target"), rows)


def _profile(notebook: str) -> str:
    """The notebook's profile with another model and dataset, and without published figures."""
    paragraphs = [
        next((table for head, table in TABLES.items() if paragraph.startswith(head)), paragraph)
        for paragraph in notebook.split("\n\n")
        if not paragraph.startswith(("[published.", "# What others"))
    ]
    title = 'title = "Flan-T5-base on DialogSum"'
    return "\n\n".join(paragraphs).replace(title, 'title = "What Flan-T5-base on DialogSum costs"') + "\n"


if __name__ == "__main__":
    sys.exit(main())
