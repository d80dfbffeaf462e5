"""The JSON Schema of a script, made from the table that the reader checks with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from typing import Any

from locvid.script.form import (
    SCRIPT,
    VERSION,
    Choice,
    Form,
    Keys,
    ListOf,
    MapOf,
    Number,
    OneOf,
    Text,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# What a person writes without quotes may be a number or a truth value to a YAML parser; the
# reader takes all of them as written, so an editor must not complain about `title: 2026`.
_WORDS = ["string", "number", "boolean"]


def json_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of version 1 of a script, as JSON-able data.

    What only the whole script can tell is not in it: whether speakers are in the cast, ids are
    unique, presets exist, and a line has something to say.
    """
    return {
        "$schema": DIALECT,
        "title": f"locvid script, version {VERSION}",
        **_schema(SCRIPT),
    }


@singledispatch
def _schema(form: Form) -> dict[str, Any]:
    raise TypeError(f"no schema for {form!r}")


@_schema.register
def _(form: Text) -> dict[str, Any]:
    if form.may_be_empty:
        return {"type": [*_WORDS, "null"], "maxLength": form.max_chars}
    schema = {"type": _WORDS, "minLength": 1, "maxLength": form.max_chars}
    if form.pattern:
        schema["pattern"] = f"^(?:{form.pattern})$"
    return schema


@_schema.register
def _(form: Choice) -> dict[str, Any]:
    numbers = [int(value) for value in form.values if value.isdigit()]
    # YAML reads a bare true as no word; scripts are read as they are written.
    truths = [value == "true" for value in form.values if value in ("true", "false")]
    return {"enum": [*form.values, *numbers, *truths]}


@_schema.register
def _(form: Number) -> dict[str, Any]:
    return {"type": "number", "minimum": form.low, "maximum": form.high}


@_schema.register
def _(form: OneOf) -> dict[str, Any]:
    return {"anyOf": [_schema(each) for each in form.forms]}


@_schema.register
def _(form: ListOf) -> dict[str, Any]:
    return {"type": "array", "items": _schema(form.item), "minItems": form.least}


@_schema.register
def _(form: MapOf) -> dict[str, Any]:
    key = {**_schema(form.key), "type": "string"}
    return {
        "type": "object",
        "propertyNames": key,
        "additionalProperties": _schema(form.item),
        "minProperties": 1,
    }


@_schema.register
def _(form: Keys) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {
            name: {"description": key.about, **_schema(key.form)} for name, key in form.keys.items()
        },
        "required": [name for name, key in form.keys.items() if key.required],
        "additionalProperties": False,
    }
    if form.either:
        schema["oneOf"] = [_only(group, form.either) for group in form.either]
        if form.alone:
            one = {"anyOf": [{"required": [key]} for key in form.alone]}
            schema["oneOf"].append({**one, **_none_of(form.either)})
    return schema


def _only(group: tuple[str, ...], groups: tuple[tuple[str, ...], ...]) -> dict[str, Any]:
    """``group`` is there in full, and no key of the other groups."""
    return {"required": list(group), **_none_of([each for each in groups if each != group])}


def _none_of(groups: Sequence[tuple[str, ...]]) -> dict[str, Any]:
    return {"not": {"anyOf": [{"required": [key]} for group in groups for key in group]}}
