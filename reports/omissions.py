"""Mishaps: what of a record could not be shown. A picture that fails costs the picture."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from markupsafe import Markup, escape

from fixtures.line import described

Made = TypeVar("Made")
Other = TypeVar("Other")

_WRONG = " could not be shown: "


@dataclass(frozen=True)
class Mishaps:
    """A line for each part that failed."""

    lines: list[str] = field(default_factory=list)

    def part(self, name: str, make: Callable[[], Made], otherwise: Other) -> Made | Other:
        """What ``make`` makes, or ``otherwise`` and a line more."""
        try:
            return make()
        except Exception as error:  # noqa: BLE001  whatever it is
            self.lines.append(f"{name}{_WRONG}{described(error)}")
            return otherwise

    def about(self, *names: str) -> str:
        """The first line about one of these parts, which is shown as empty and is not; empty where all were made."""
        return next((line for line in self.lines for name in names if line.startswith(f"{name}{_WRONG}")), "")

    def block(self, name: str, caller: Callable[[], Markup]) -> Markup:
        """A block of a template, or the line in its place: ``{% call section.mishaps.block("Claims") %}``."""
        made = self.part(name, caller, None)
        return Markup('<p class="why">{}</p>').format(escape(self.lines[-1])) if made is None else made
