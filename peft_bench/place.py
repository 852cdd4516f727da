"""Where the suite is: beside this package in a checkout, inside it where a wheel was installed."""

import sys
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).resolve().parent
_INSIDE: Final = _HERE / "suite"

IS_INSIDE: Final = _INSIDE.is_dir()
"""Whether this is an installation, whose files are not the user's."""

ROOT: Final = _INSIDE if IS_INSIDE else _HERE.parent
"""The folder of the suite's packages."""

PACKAGES: Final = ("benchmark", "fixtures", "reports")
"""The names under which they import each other."""

SETTINGS: Final = _HERE / "pytest.ini"
PROFILES: Final = ROOT / "benchmark/profiles"


def enter() -> None:
    """Makes the suite's packages importable in this process, before anybody else's of these names.

    The current folder comes last, so that nothing in it hides a library.
    """
    own, here = str(ROOT), str(Path.cwd())
    sys.path[:] = [own, *(each for each in sys.path if each not in {own, here, ""}), here]
