"""A user's own packages that are called like the suite's: each file gets those that it means.

Python knows one module of a name. Where the folder that ``peft-bench run`` was started in has a package called
``fixtures``, say, the user's files import that one, which is known by another name, and all other files the suite's.
"""

import builtins
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from peft_bench.place import PACKAGES, ROOT

_APART: Final = "peft_bench_own"
"""The package by whose name the user's packages are told from the suite's: ``peft_bench_own.fixtures``."""


class OwnPackages:
    """The packages in a folder that have names of the suite's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._import = builtins.__import__
        apart = folder.resolve() != ROOT
        self.names = [name for name in PACKAGES if apart and _is_package(folder / name)]

    def hides(self, tests: Iterable[Path]) -> str:
        """A complaint where tests are inside such a package, which pytest would take for the suite's; else empty."""
        for path in tests:
            for name in self.names:
                if path.is_relative_to(self._folder / name) and (self._folder / name / "__init__.py").exists():
                    fix = f"remove {name}/__init__.py, or move the tests"
                    return f"{path}: is inside a package called {name}, as one of the suite's is; {fix}"
        return ""

    def install(self) -> None:
        """From now on the user's files import these packages. Does nothing where there are none."""
        if not self.names or _APART in sys.modules:
            return
        parent = ModuleType(_APART, "The user's own packages that are called like the suite's.")
        parent.__path__ = [str(self._folder)]
        sys.modules[_APART] = parent
        builtins.__import__ = self._imported

    def _imported(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,  # noqa: A002  the names of what this replaces
        locals: Mapping[str, Any] | None = None,  # noqa: A002
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        """What ``__import__`` returns; the suite's package where the user's of this name has no such module."""
        top = name.partition(".")[0]
        if level == 0 and top in self.names and self._is_own(str((globals or {}).get("__file__", ""))):
            try:
                found = self._import(f"{_APART}.{name}", globals, locals, fromlist, 0)
            except ModuleNotFoundError as error:
                if not f"{_APART}.{name}.".startswith(f"{error.name}."):
                    raise
            else:
                return found if fromlist else getattr(found, top)
        return self._import(name, globals, locals, fromlist, level)

    def _is_own(self, file: str) -> bool:
        """Whether a file is the user's: in the folder, and in no environment or installation inside it."""
        others = (sys.prefix, str(ROOT))
        return Path(file).is_relative_to(self._folder) and not any(Path(file).is_relative_to(each) for each in others)


def _is_package(place: Path) -> bool:
    """Whether Python code can be imported by the name of a place."""
    return place.with_suffix(".py").is_file() or (place.is_dir() and any(place.glob("*.py")))
