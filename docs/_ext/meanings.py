"""What each key of a profile means: the docstring below its field, read in the source of the model that has it."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from fixtures.values import Given, Value


def described(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The JSON schemas of models by name, with a description of each key."""
    models = {model.__name__: model for model in _models(Given)}
    return {name: {**table, "properties": _properties(table, models[name])} for name, table in tables.items()}


def _models(model: type[Given]) -> Iterator[type[Given]]:
    """A model of profiles and those that are derived from it."""
    if model.__module__.startswith("fixtures.profile."):
        yield model
    for derived in model.__subclasses__():
        yield from _models(derived)


def _properties(table: Mapping[str, Any], model: type[Given]) -> dict[str, Any]:
    """The keys of a table, each with its description; keys whose value is a table may have that table's alone."""
    texts = _texts(model)
    return {key: {**value, **texts.get(key, {})} for key, value in table["properties"].items()}


def _texts(model: type[Given]) -> dict[str, dict[str, str]]:
    """The description of each key of a model, its own or that of the model it is derived from."""
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if issubclass(each, Value):
            found |= _below_fields(each)
    names = {name: field.alias or name for name, field in model.model_fields.items()}
    return {names[name]: {"description": text} for name, text in found.items()}


def _below_fields(model: type[Value]) -> dict[str, str]:
    """The docstrings in the body of a class, by the fields above them."""
    (tree,) = (each for each in ast.parse(inspect.getsource(model)).body if isinstance(each, ast.ClassDef))
    return {
        field.target.id: text.value.value
        for field, text in pairwise(tree.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }
