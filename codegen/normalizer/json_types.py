"""JSON's types and JSON's equality (JSON Schema 2020-12 Core section 4.2): 1 equals 1.0, true does not equal 1."""

import json
from collections.abc import Iterable

from codegen.normalizer.spec import JsonType, JsonValue

TYPES = frozenset(("null", "boolean", "integer", "number", "string", "array", "object"))


def same_json(one: JsonValue, other: JsonValue) -> bool:
    """Tell whether two values are equal as JSON."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_json(item, other[key]) for key, item in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_json, one, other))
    return one == other


def different(values: Iterable[JsonValue]) -> tuple[JsonValue, ...]:
    """Return the values without those that are equal, as JSON, to an earlier one."""
    found: dict[object, JsonValue] = {}
    for value in values:
        found.setdefault(_key(value), value)
    return tuple(found.values())


def _key(value: JsonValue) -> object:
    """Return what is equal for values that are equal as JSON: Python holds 1 and true for equal."""
    match value:
        case bool():
            return "true" if value else "false", None
        case list():
            return "array", tuple(map(_key, value))
        case dict():
            return "object", frozenset((key, _key(one)) for key, one in value.items())
        case _:
            return value


def type_of(value: JsonValue, among: Iterable[JsonType]) -> bool:
    """Tell whether a value has one of the types; 5.0 is an integer."""
    match value:
        case None:
            return "null" in among
        case bool():
            return "boolean" in among
        case int():
            return "integer" in among or "number" in among
        case float():
            return "number" in among or ("integer" in among and value.is_integer())
        case str():
            return "string" in among
        case list():
            return "array" in among
        case dict():
            return "object" in among


def describe(value: JsonValue) -> str:
    """Return a JSON value in a few words, for messages; text in its quotes, so that `"3"` is not taken for 3."""
    match value:
        case dict():
            return "an object"
        case list():
            return "a list" if value else "an empty list"
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return f"`{json.dumps(value if len(value) <= 60 else f'{value[:57]}...', ensure_ascii=False)}`"
        case _:
            return f"`{value}`"
