"""Omissions: what a report lacks because it could not be made. A chart that fails costs only the chart."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from markupsafe import Markup, escape

from fixtures.line import described

Made = TypeVar("Made")
Other = TypeVar("Other")

_WRONG = " could not be shown: "


@dataclass(frozen=True)
class Omissions:
    """A line for each part that failed."""

    lines: list[str] = field(default_factory=list)

    def part(self, name: str, make: Callable[[], Made], otherwise: Other) -> Made | Other:
        """What ``make`` returns; if it raises, ``otherwise``, and one more line."""
        try:
            return make()
        except Exception as error:  # noqa: BLE001  whatever it is
            self.lines.append(f"{name}{_WRONG}{described(error)}")
            return otherwise

    def about(self, name: str) -> str:
        """The first line about a part; empty if it did not fail."""
        return next((line for line in self.lines if line.startswith(f"{name}{_WRONG}")), "")

    def block(self, name: str, caller: Callable[[], Markup]) -> Markup:
        """A block of a template, or the line in its place: ``{% call record.omissions.block("Claims") %}``."""
        made = self.part(name, caller, None)
        return Markup('<p class="why">{}</p>').format(escape(self.lines[-1])) if made is None else made
