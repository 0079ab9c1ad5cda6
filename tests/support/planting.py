"""Secrets planted in every field of a draft that is not known to be shared, for tests that search for them."""

from __future__ import annotations

import types
import typing

import pytest
from pydantic import BaseModel

from drafting.draft import Draft, Selection

# What both sides may read. A new field of a draft or of a clause in it is searched for until it is named here.
SHARED = {
    Draft: [
        *("sopu", "id", "revision", "label", "dated", "title", "parties", "level", "jurisdiction", "languages", "scheme"),
        *("first_number", "term", "values", "clauses", "words", "packages"),
    ],
    Selection: ["id", "position", "slots", "values", "wording", "title", "standing", "note"],
}


def private_fields(model):
    """Return the fields of a model that may hold a secret."""
    return {name: field.annotation for name, field in model.model_fields.items() if name not in SHARED.get(model, ())}


def planted(kind, secret, places):
    """Return a value of a field's type with a secret wherever words can stand, under the names that pages and documents look it up by."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if kind is str or (origin in (types.UnionType, typing.Union) and str in inside):
        return f"{secret} <&> “{secret}”"
    if origin is dict:
        return {name: planted(inside[1], secret, places) for name in (*places, secret)}
    if origin in (tuple, list):
        return origin([planted(inside[0], secret, places)])
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind(**{name: planted(field, secret, places) for name, field in private_fields(kind).items()})
    pytest.fail(f"this test cannot plant a secret in a field of type {kind}; teach it to")
