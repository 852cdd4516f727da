"""Invented data of any size: training rows, test examples with three references, and the predictions of methods."""

import json
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from fixtures.data.csv_text import write_csv

REFERENCES = 3
_WORDS = 20_000  # different ones
_ENDINGS = ("", "", "", "s", "ed", "ing", "ly", "ness", "ation")
_SOURCE, _TARGET = 100, 20  # words of a text


class Texts:
    """Texts of invented words, of which few are frequent and most are rare, as in any language."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._words = ["".join(self._letters()) for _ in range(_WORDS)]
        self._frequencies = [*accumulate(1 / rank for rank in range(1, _WORDS + 1))]

    def text(self, words: int) -> str:
        """Sentences of ten words."""
        drawn = self._chance.choices(self._words, cum_weights=self._frequencies, k=words)
        return " ".join(word.capitalize() + "." if place % 10 == 9 else word for place, word in enumerate(drawn))

    def like(self, text: str, kept: float) -> str:
        """A text that shares about so many of the words."""
        others = self.text(_TARGET).split()
        return " ".join(
            word if self._chance.random() < kept else other for word, other in zip(text.split(), others, strict=True)
        )

    def _letters(self) -> Iterator[str]:
        for _ in range(self._chance.randint(1, 3)):
            yield self._chance.choice("bcdfghklmnprstvw") + self._chance.choice("aeiou")
        yield self._chance.choice(_ENDINGS)


def write_training(folder: Path, rows: int, seed: int = 1) -> Path:
    """``train.csv`` in a folder."""
    texts = Texts(seed)
    made = ((f"train_{row}", texts.text(_SOURCE), texts.text(_TARGET)) for row in range(rows))
    return write_csv(folder / "train.csv", ("id", "source", "target"), made)


def write_outputs(folder: Path, examples: int, methods: int, seed: int = 0) -> Path:
    """A profile of external predictions in a folder, with its files: a table of tests and one of each method's outputs.

    Later methods have more words in common with the references. Each has to gain over the first, and to lose nothing.
    """
    texts = Texts(seed)
    targets = [texts.text(_TARGET) for _ in range(examples)]
    tests = (
        (f"test_{example}_{number}", source, texts.like(target, 0.7))
        for example, target in enumerate(targets)
        for source in [texts.text(_SOURCE)]
        for number in range(1, REFERENCES + 1)
    )
    write_csv(folder / "test.csv", ("id", "source", "target"), tests)
    names = [f"system-{number}" for number in range(1, methods + 1)]
    for place, name in enumerate(names):
        outputs = ((f"test_{i}", texts.like(target, 0.3 + 0.02 * place)) for i, target in enumerate(targets))
        write_csv(folder / f"{name}.csv", ("id", "text"), outputs)
    profile = folder / "scale.toml"
    profile.write_text(_profile(names), encoding="utf-8")
    return profile


def _profile(names: list[str]) -> str:
    tables = [f'[methods.{name}]\npredictions = "{name}.csv"\ncolumn = "text"\n' for name in names]
    claims = [f"[expect.lost.{name}]\nrouge1 = {{ at_most = 1.0 }}\n" for name in names]
    claims += [f"[expect.gain.{name}]\nrouge1 = {{ at_least = 0 }}\n" for name in names[1:]]
    ends = f"baseline = {json.dumps(names[0])}\nreference = {json.dumps(names[-1])}\n"
    columns = '[dataset.columns]\nid = "id"\nsource = "source"\ntarget = "target"\n'
    return "\n".join((f'{ends}[dataset]\ntest = "test.csv"\n{columns}', *tables, *claims))
