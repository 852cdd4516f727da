"""The arguments of ``peft-bench run`` that are no options: profiles, and the user's own tests."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_PATH_SIGNS = ("/", "\\", "::")


@dataclass(frozen=True)
class Positional:
    """``profiles`` are names of shipped profiles or TOML files; ``tests`` are paths, as pytest takes them."""

    profiles: tuple[str, ...]
    tests: tuple[str, ...]


def split(given: Iterable[str], folder: Path) -> Positional:
    """Tells profiles from tests, which are found relative to a folder.

    What ends in ``.toml`` is a profile; so is a plain name, unless something in the folder has it.
    """
    every = tuple(given)
    tests = tuple(each for each in every if _is_test(each, folder))
    return Positional(tuple(each for each in every if each not in tests), tests)


def _is_test(argument: str, folder: Path) -> bool:
    path = argument.partition("::")[0]
    if path.endswith(".toml"):
        return False
    return any(sign in argument for sign in _PATH_SIGNS) or (folder / path).exists()
