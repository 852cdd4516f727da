"""What a profile calls its examples, such as dialogues."""

from dataclasses import dataclass

from reports.record import Record

_VOWELS = "aeiou"


@dataclass(frozen=True)
class Noun:
    """A countable noun, in the singular and in the plural."""

    one: str
    many: str


def noun(record: Record) -> Noun:
    """The noun of the profile's ``[dataset]``; "example" where it gives none."""
    return named(record.profile.get("dataset", {}).get("noun") or "example")


def named(one: str) -> Noun:
    """The noun with its regular plural."""
    if one.endswith("y") and one[-2:-1] not in _VOWELS:
        return Noun(one, f"{one[:-1]}ies")
    return Noun(one, one + ("es" if one.endswith(("s", "x", "z", "ch", "sh")) else "s"))
