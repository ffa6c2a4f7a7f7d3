"""Instances for a schema: made towards it, changed a little, or made of nothing in particular.

In: schemas of either dialect, looked up by reference, and a source of chance. Out: JSON values. Nobody promises that
they are valid: that is for the judge to say. What the drawn schemas have (their patterns, their keys) is hit often.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from codegen.loader.document import Json

Schema = dict[str, Any]

PATTERNS: Mapping[str, tuple[str, ...]] = {
    "^[a-z]+$": ("a", "abc", "zzzz"),
    "^x-": ("x-", "x-a", "x-b1"),
    r"^\d{2,3}$": ("12", "123", "007"),
    "b": ("b", "abc", "bb"),
    "^(?!no)[a-z]{1,4}$": ("yes", "ok", "a"),
    r"^\S+@\S+$": ("a@b", "x@y.z"),
    "[A-F0-9]$": ("0", "xF", "AB"),
}
"""Patterns that schemas are drawn with, and texts that match them."""
FORMATS: Mapping[str, tuple[str, ...]] = {
    "date-time": ("2024-01-31T10:20:30Z", "2024-01-31T10:20:30.120Z", "1998-12-31T23:59:59.5-08:00"),
    "date": ("2024-02-29", "0001-01-01"),
    "time": ("10:20:30Z", "23:59:59.5+01:00"),
    "uuid": ("6f9619ff-8b86-d011-b42d-00cf4fc964ff", "6F9619FF-8B86-D011-B42D-00CF4FC964FF"),
    "byte": ("aGVsbG8=", ""),
    "decimal": ("1.10", "-3", "0.1"),
    "ipv4": ("127.0.0.1",),
    "ipv6": ("::1", "2001:db8::1"),
    "email": ("a@example.org",),
    "uri": ("https://example.org/a?b=c",),
    "hostname": ("example.org",),
}
TEXTS = ("", "a", "ab", "abc", "no", "true", "1", "5.0", "é", "e\u0301", "😀", "x-a", "\n", "a\n", "null", "2024-01-31")
KEYS = ("a", "b", "kind", "type", "x-a", "new", "A", "a_b", "copy", "additional_properties", "extra_", "")
SCALARS: tuple[Json, ...] = (None, True, False, 0, 1, -1, 2, 3, 1.0, 0.5, 1.5, -2.5, 100, 2**53 + 1, *TEXTS)
_MOST = 50
_DEEP = 6
"""Schemas may be recursive; below this, only what is required is made."""


@dataclass(slots=True)
class Maker:
    """Makes instances of the schemas that references lead to."""

    chance: Random
    resolve: Callable[[str], Any]
    left: int = 0
    """How many values may still be made for one instance, of a schema that asks for itself without end."""

    def instances(self, schema: Any, *, made: int, changed: int, arbitrary: int) -> Iterator[Json]:
        """Yield so many instances of each origin."""
        towards = [self.whole(schema) for _ in range(made)]
        yield from towards
        for _ in range(changed):
            yield self.changed(self.chance.choice(towards))
        for _ in range(arbitrary):
            yield self.anything(0)

    # --- towards a schema

    def whole(self, schema: Any) -> Json:
        """Return an instance that may well be valid."""
        self.left = _MOST
        return self.value(schema, 0)

    def value(self, schema: Any, depth: int) -> Json:
        """Return a part of an instance."""
        self.left -= 1
        if not isinstance(schema, dict) or self.left < 0 or depth > _DEEP + 2:
            return self.anything(depth)
        plain = self._decided(schema, depth)
        if "const" in plain:
            return copied(plain["const"])
        if plain.get("enum"):
            return copied(self.chance.choice(plain["enum"]))
        kinds = plain.get("type", _implied(plain))
        kinds = list(kinds) if isinstance(kinds, list) else [kinds]
        if plain.get("nullable") is True and self.chance.random() < 0.2:
            return None
        match self.chance.choice(kinds or ["null"]):
            case "object":
                return self._object(plain, depth)
            case "array":
                return self._array(plain, depth)
            case "string":
                return self._text(plain)
            case "integer":
                return self._number(plain, whole=True)
            case "number":
                return self._number(plain, whole=False)
            case "boolean":
                return self.chance.random() < 0.5
            case "null":
                return None
            case _:
                return self.anything(depth)

    def _decided(self, schema: Schema, depth: int) -> Schema:
        """Return the schema with references followed, branches chosen, and members of conjunctions put together."""
        plain: Schema = {}
        for keyword, given in schema.items():
            if keyword not in ("$ref", "allOf", "anyOf", "oneOf", "if", "then", "else", "not"):
                plain[keyword] = given
        parts: list[Any] = [self.resolve(schema["$ref"])] if isinstance(schema.get("$ref"), str) else []
        parts += schema.get("allOf", [])
        parts += [self.chance.choice(schema[one]) for one in ("anyOf", "oneOf") if schema.get(one)]
        if "if" in schema:
            chosen = self.chance.random() < 0.5
            parts += [schema["if"], schema.get("then", {})] if chosen else [schema.get("else", {})]
        for part in parts:
            if isinstance(part, dict) and depth < 3 * _DEEP and self.left > 0:
                plain = put_together(plain, self._decided(part, depth + 1))
        return plain

    def _object(self, schema: Schema, depth: int) -> Json:
        known: Schema = schema.get("properties", {})
        asked = [key for key in schema.get("required", []) if isinstance(key, str)]
        rare = depth >= _DEEP
        keys = [key for key in known if key in asked or (not rare and self.chance.random() < 0.6)]
        keys += [key for key in asked if key not in known]
        for key, further in schema.get("dependentRequired", {}).items():
            keys += [one for one in further if key in keys and one not in keys]
        more = 0 if rare or schema.get("additionalProperties") is False else self.chance.choice((0, 0, 0, 1, 2))
        if not known and not rare and schema.get("additionalProperties") is not False:
            more = self.chance.choice((0, 1, 2))
        more = max(more, schema.get("minProperties", 0) - len(keys))
        spare = [*known, *self._further_keys(schema)]
        keys += [self.chance.choice(spare) for _ in range(more if spare else 0)]
        return {key: self._property(schema, key, depth) for key in dict.fromkeys(keys)}

    def _further_keys(self, schema: Schema) -> list[str]:
        names = schema.get("propertyNames")
        matching = [one for pattern in schema.get("patternProperties", {}) for one in PATTERNS.get(pattern, ())]
        if isinstance(names, dict) and self.chance.random() < 0.9:
            return [one for one in (self.value({"type": "string", **names}, 0) for _ in range(3)) if type(one) is str]
        return [*matching, *KEYS]

    def _property(self, schema: Schema, key: str, depth: int) -> Json:
        known = schema.get("properties", {})
        if key in known:
            return self.value(known[key], depth + 1)
        for pattern, below in schema.get("patternProperties", {}).items():
            if key in PATTERNS.get(pattern, ()):
                return self.value(below, depth + 1)
        return self.value(schema.get("additionalProperties", True), depth + 1)

    def _array(self, schema: Schema, depth: int) -> Json:
        first = schema.get("prefixItems", [])
        least = max(schema.get("minItems", 0), schema.get("minContains", 1) if "contains" in schema else 0)
        count = least if depth >= _DEEP else max(least, len(first)) + self.chance.choice((-1, 0, 0, 1, 2))
        count = min(max(least, count), schema.get("maxItems", 6))
        items = [
            self.value(first[at] if at < len(first) else schema.get("items", True), depth + 1) for at in range(count)
        ]
        if "contains" in schema:
            for _ in range(schema.get("minContains", 1)):
                place = self.chance.randrange(len(first), max(count, len(first) + 1))
                items[place : place + 1] = [self.value(schema["contains"], depth + 1)]
        return items

    def _text(self, schema: Schema) -> str:
        least, most = schema.get("minLength", 0), schema.get("maxLength", 20)
        pools = [PATTERNS.get(schema.get("pattern", ""), ()), FORMATS.get(schema.get("format", ""), ())]
        pool = next((one for one in pools if one), TEXTS)
        fitting = [one for one in pool if least <= len(one) <= most]
        return self.chance.choice(fitting) if fitting else "ab" * (least // 2) + "a" * (least % 2)

    def _number(self, schema: Schema, *, whole: bool) -> Json:
        low, high = _range(schema)
        unit = schema.get("multipleOf") or (1 if whole else self.chance.choice((1, 0.5, 0.25)))
        step = Decimal(repr(unit))
        first = -(-Decimal(repr(low)) // step)
        count = int((Decimal(repr(high)) // step) - first)
        found = step * (first + self.chance.randint(0, max(0, min(count, 50))))
        if found == int(found):
            return int(found) if self.chance.random() < 0.9 else float(found)
        return float(found)

    # --- away from it

    def changed(self, value: Json) -> Json:
        """Return a value with one place changed."""
        if isinstance(value, dict) and value and self.chance.random() < 0.7:
            return self._changed_object(dict(value))
        if isinstance(value, list) and value and self.chance.random() < 0.7:
            items = list(value)
            place = self.chance.randrange(len(items))
            match self.chance.randrange(4):
                case 0:
                    del items[place]
                case 1:
                    items.insert(place, copied(items[place]))
                case _:
                    items[place] = self.changed(items[place])
            return items
        return self._replaced(value)

    def _changed_object(self, value: dict[str, Json]) -> Json:
        key = self.chance.choice(list(value))
        match self.chance.randrange(6):
            case 0:
                del value[key]
            case 1:
                value[self.chance.choice(KEYS)] = self.anything(2)
            case 2:
                value[key] = None
            case _:
                value[key] = self.changed(value[key])
        return value

    def _replaced(self, value: Json) -> Json:
        near: list[Json] = [None, [value], {"a": value}]
        match value:
            case bool():
                near += [int(value), str(value).lower(), not value]
            case int() | float():
                near += [value + 1, value - 1, -value, float(value), str(value), bool(value), value * 10 + 0.5]
            case str():
                near += [f"{value}a", value[:-1], value.upper(), f"{value}\n", value * 3, 1, True]
            case _:
                near += [[], {}, "a", 1]
        return self.chance.choice(near)

    def anything(self, depth: int) -> Json:
        """Return any JSON value."""
        roll = self.chance.random()
        if depth < 3 and roll < 0.15:
            return [self.anything(depth + 1) for _ in range(self.chance.randrange(4))]
        if depth < 3 and roll < 0.35:
            return {self.chance.choice(KEYS): self.anything(depth + 1) for _ in range(self.chance.randrange(4))}
        return self.chance.choice(SCALARS)


def put_together(one: Schema, other: Schema) -> Schema:
    """Return roughly what both schemas say."""
    both = {**one, **other}
    if "properties" in one and "properties" in other:
        shared = one["properties"].keys() & other["properties"].keys()
        meet = {key: {"allOf": [one["properties"][key], other["properties"][key]]} for key in shared}
        both["properties"] = {**one["properties"], **other["properties"], **meet}
    if "required" in one and "required" in other:
        both["required"] = [*one["required"], *other["required"]]
    for keyword, choose in (("enum", lambda a, b: [x for x in a if x in b]), ("minimum", max), ("maximum", min)):
        if keyword in one and keyword in other:
            both[keyword] = choose(one[keyword], other[keyword])
    return both


def copied(value: Json) -> Json:
    """Return a JSON value that shares nothing with this one."""
    result: Json = json.loads(json.dumps(value))
    return result


def _implied(schema: Schema) -> str | None:
    if schema.keys() & {"properties", "required", "additionalProperties", "patternProperties"}:
        return "object"
    return "array" if schema.keys() & {"items", "prefixItems", "contains"} else None


def _range(schema: Schema) -> tuple[float, float]:
    low = _bound(schema, "minimum", "exclusiveMinimum", 1)
    high = _bound(schema, "maximum", "exclusiveMaximum", -1)
    if low is None:
        low = -3 if high is None else min(-3, high - 5)
    return low, max(low, low + 9) if high is None else high


def _bound(schema: Schema, inclusive: str, exclusive: str, step: int) -> float | None:
    """Return a bound that counts itself, roughly, in either dialect."""
    bound, limit = schema.get(inclusive), schema.get(exclusive)
    if isinstance(limit, int | float) and not isinstance(limit, bool):
        return limit + step
    if isinstance(bound, int | float):
        return bound + step if limit is True else bound
    return None
