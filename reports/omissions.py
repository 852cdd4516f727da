"""Omissions: what a report lacks because it could not be made. A chart that fails costs only the chart."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from markupsafe import Markup, escape

from fixtures.errors import SuiteError
from fixtures.line import described

Made = TypeVar("Made")
Other = TypeVar("Other")

_WRONG = " could not be shown: "


@dataclass(frozen=True)
class Omissions:
    """What was ``missed``: a line for each part that failed."""

    missed: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """Each line once: several parts may fail for one reason that the user can fix."""
        return list(dict.fromkeys(self.missed))

    def part(self, name: str, make: Callable[[], Made], otherwise: Other) -> Made | Other:
        """What ``make`` returns; if it raises, ``otherwise``, and one more line."""
        try:
            return make()
        except SuiteError as error:
            self.missed.append(described(error, named=False))
            return otherwise
        except Exception as error:  # noqa: BLE001  whatever it is
            self.missed.append(f"{name}{_WRONG}{described(error)}")
            return otherwise

    def about(self, name: str) -> str:
        """The first line about a part; empty if it did not fail."""
        return next((line for line in self.lines if line.startswith(f"{name}{_WRONG}")), "")

    def block(self, name: str, caller: Callable[[], Markup]) -> Markup:
        """A block of a template, or the line in its place: ``{% call record.omissions.block("Claims") %}``."""
        made = self.part(name, caller, None)
        return Markup('<p class="why">{}</p>').format(escape(self.missed[-1])) if made is None else made
