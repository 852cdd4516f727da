"""The reference of a profile's keys, as Markdown, from the JSON schema of the models that read it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from docs._ext.meanings import described
from fixtures.profile.defaults import filled
from fixtures.profile.profile import Profile

Schema = Mapping[str, Any]
Path = tuple[str, ...]
"""The keys that lead to a table."""

_BOUNDS: Final = ("Bound", "Tolerance")
"""What stands at the end of ``[expect]``, under many keys, and has a section of its own."""

_SMALLEST: Final = {"methods": {"base": {"predictions": "outputs.csv"}}}
"""A profile's tables that have no defaults of their own; what else it needs is filled in."""

_NAMES: Final = {"budget": "METHOD"}
_LIMITS: Final = (
    ("ge", "at least"),
    ("minimum", "at least"),
    ("exclusiveMinimum", "above"),
    ("le", "at most"),
    ("maximum", "at most"),
    ("exclusiveMaximum", "below"),
    ("maxLength", "characters: at most"),
    ("pattern", "matches"),
)
_TYPES: Final = {"string": "text", "number": "number", "integer": "whole number", "boolean": "true or false"}


def schema() -> Schema:
    """The JSON schema of a profile, with what each key means; keys that the suite fills in itself are left out."""
    found = Profile.model_json_schema()
    tables = described({**found["$defs"], Profile.__name__: found})
    whole = tables.pop(Profile.__name__)
    given = {key: value for key, value in whole["properties"].items() if key not in Profile.derived}
    optional = {*Profile.derived, *filled(_SMALLEST, "")} - set(_SMALLEST)
    return {
        **whole,
        "$defs": tables,
        "properties": given,
        "required": [key for key in whole["required"] if key not in optional],
    }


def page() -> str:
    """The page of all keys: a section for each table of a profile."""
    whole = schema()
    known = whole["$defs"]
    bounds = ((f"{name}s in `[expect]`", known[name]) for name in _BOUNDS)
    ends = (_section(title, table, table["properties"], known) for title, table in bounds)
    sections = dict.fromkeys((*_sections(whole, known, "Top level"), *ends))  # kinds of one table may hold the same one
    return "\n".join(sections)


def _sections(table: Schema, known: Schema, title: str, path: Path = ()) -> Iterator[str]:
    """A table's own section, then those of the tables in it."""
    plain = [key for key, value in table["properties"].items() if not _sections_alone(value, known)]
    yield _section(title, table, plain, known)
    for key, value in table["properties"].items():
        for inner, heading, inner_path in _tables(value, known, key, path):
            yield from _sections(inner, known, heading, inner_path)


def _section(title: str, table: Schema, keys: Iterable[str], known: Schema) -> str:
    """A heading, what the table is, and a row for each of some keys."""
    rows = [_row(key, table["properties"][key], known, required=key in table.get("required", ())) for key in keys]
    head = ("| key | meaning | value | default |", "| --- | --- | --- | --- |") if rows else ()
    return "\n".join((f"## {title}\n\n{_description(table)}\n", *head, *rows, ""))


def _tables(value: Schema, known: Schema, key: str, path: Path) -> Iterator[tuple[Schema, str, Path]]:
    """The tables that a key may hold, each with its heading and path; those of bounds have a section of their own."""
    for named, held in (((), value), ((_NAMES.get(key, "NAME"),), _held(value))):
        for kind in (_resolved(each, known) for each in _choices(held)):
            if kind.get("properties") and kind["title"] not in _BOUNDS:
                inner = (*path, key, *named)
                yield kind, f"`[{'.'.join(inner)}]`{_kind(kind)}", inner


def _sections_alone(value: Schema, known: Schema) -> bool:
    """Whether all that a key may hold are tables that have sections of their own."""
    held = [each for each in _choices(_held(value) or value) if each.get("type") != "null"]
    kinds = [_resolved(each, known) for each in held]
    return all(kind.get("properties") and kind["title"] not in _BOUNDS for kind in kinds)


def _held(table: Schema) -> Schema:
    """The schema of a mapping's values; empty where there is none."""
    held = table.get("additionalProperties")
    return held if isinstance(held, Mapping) else {}


def _kind(table: Schema) -> str:
    """What tells the kinds of one table apart."""
    if kind := table["properties"].get("kind"):
        return f' with `kind = "{kind["const"]}"`' if "const" in kind else ""
    return ", cut off from train" if table["title"] == "Cut" else ""


def _description(table: Schema) -> str:
    return str(table.get("description", "")).replace("``", "`")


def _row(key: str, value: Schema, known: Schema, *, required: bool) -> str:
    cells = (f"`{key}`", _description(value), _words(value, known), "" if required else _default(value))
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _default(value: Schema) -> str:
    default = value.get("default")
    if default is None or default in ({}, ""):
        return "*none*"
    return f"`{_toml(default)}`"


def _toml(value: object) -> str:
    """A value as TOML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, Mapping):
        pairs = (f"{key} = {_toml(each)}" for key, each in value.items() if each is not None)
        return f"{{ {', '.join(pairs)} }}"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _words(value: Schema, known: Schema) -> str:
    """What a key takes, in words."""
    value = _resolved(value, known)
    if choices := [each for each in _choices(value) if each is not value and each.get("type") != "null"]:
        return " or ".join(_words(each, known) for each in choices)
    if "const" in value:
        return f"`{_toml(value['const'])}`"
    if "enum" in value:
        return " or ".join(f"`{_toml(each)}`" for each in value["enum"])
    if value.get("type") == "array":
        return f"list, each a {_words(value['items'], known)}"
    if value.get("properties") or value.get("type") == "object":
        return _table(value, known)
    words = "path" if value.get("format") == "path" else _TYPES.get(value.get("type", ""), "any value")
    limits = [f"{said} {_figure(value[key])}" for key, said in _LIMITS if key in value]
    return f"{words}, {' and '.join(limits)}" if limits else words


def _figure(limit: object) -> str:
    """A limit: numbers with separators, patterns as code."""
    return f"`{limit}`" if isinstance(limit, str) else f"{limit:,}"


def _table(value: Schema, known: Schema) -> str:
    """A mapping, by what its keys and values are."""
    if not (inner := _held(value)):
        return (
            f"[{value['title'].lower()}](#{value['title'].lower()}s-in-expect)"
            if value.get("title") in _BOUNDS
            else "table"
        )
    keys = value.get("propertyNames", {}).get("enum")
    of = " or ".join(f"`{key}`" for key in keys) if keys else "names"
    return f"table of {of}, each a {_words(inner, known)}"


def _choices(value: Schema) -> list[Schema]:
    """The alternatives of a schema, or itself."""
    found: list[Schema] = []
    for each in value.get("anyOf") or value.get("oneOf") or [value]:
        found += [each] if each is value else _choices(each)
    return found


def _resolved(value: Schema, known: Schema) -> Schema:
    """What a reference points to."""
    return known[value["$ref"].rsplit("/", 1)[1]] if "$ref" in value else value
