"""What two schemas say together: a conjunction of effective schemas as one schema.

An effective schema has no `all_of` and at most one union. Bounds tighten, `required` unites, enums and types intersect;
a property that both define becomes a conjunction of its own, standing at `<owner>/properties/<key>`. Unions are
distributed: (A or B) and C is (A and C) or (B and C); branches that only ask for keys stay conditions of the record.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from codegen.location import Location, escape
from codegen.normalizer.json_types import describe, same_json, type_of
from codegen.normalizer.spec import (
    Annotations,
    ArrayKeywords,
    Conditions,
    JsonType,
    JsonValue,
    NumberKeywords,
    ObjectKeywords,
    Schema,
    StringKeywords,
)

MOST_MADE = 10_000
"""So many schemas may arise from those of a description, or one for each that it has. Discord's needs 2,462 for its
6,719, GitHub's 435."""
NOTHING = Annotations()
Join = Callable[[Schema, Schema, Location], Schema]
"""How two schemas of one property (or item) are put together; it may put the work off."""
N = TypeVar("N", int, float)
NO_ARRAYS = ArrayKeywords(
    items=None,
    prefix_items=(),
    contains=None,
    min_contains=None,
    max_contains=None,
    min_items=None,
    max_items=None,
    unique_items=False,
)
NO_OBJECTS = ObjectKeywords(
    properties={},
    required=frozenset(),
    additional=None,
    unevaluated=None,
    pattern_properties={},
    property_names=None,
    min_properties=None,
    max_properties=None,
    dependent_required={},
    dependent_schemas={},
)
"""What a schema says of objects that says nothing of them."""


@dataclass
class Contradiction(Exception):
    """No value can be both; `what` says in which respect, as in "the types string and object"."""

    what: str
    members: tuple[Location, ...] = ()
    """The two places that exclude each other, where they are known."""


def intersect(one: Schema, other: Schema, at: Location, join: Join) -> Schema:
    """Return the schema, standing at a place, of the values that satisfy both; neither has a union.

    Raises `Contradiction` where there is no such value by types or enums.
    """
    types = _types(one.types, other.types)
    enum = _enum(one.enum, other.enum)
    if enum is not None and types is not None:
        kept = tuple(value for value in enum if type_of(value, types))
        if not kept:
            raise Contradiction(f"{_listed(enum)} and the type {' or '.join(types)}")
        enum = kept
    return Schema(
        location=at,
        types=types,
        enum=enum,
        format=other.format or one.format,
        objects=_objects(one.objects, other.objects, at, join),
        arrays=_arrays(one.arrays, other.arrays, at, join),
        strings=_strings(one.strings, other.strings),
        numbers=_numbers(one.numbers, other.numbers),
        conditions=_conditions(one, other, at),
        annotations=NOTHING,
    )


def _conditions(one: Schema, other: Schema, at: Location) -> Conditions | None:
    """Return the conditions of both, and what both together say and no keyword of one schema can."""
    found = join_conditions(one.conditions, other.conditions)
    lost = tuple(
        schema for schema in (_rest(one, other, at), _rest(other, one, at), _contains(one, other, at)) if schema
    )
    return found if not lost else join_conditions(found, Conditions(all_of=lost))


def _rest(one: Schema, other: Schema, at: Location) -> Schema | None:
    """Return what `additionalProperties` of one says of the properties of the other; `false` is told to be read so."""
    mine, its = one.objects, other.objects
    if mine is None or its is None or mine.additional is None or mine.additional.types == ():
        return None
    foreign = its.properties.keys() - mine.properties.keys() or its.pattern_properties.keys() - mine.pattern_properties
    if not foreign or asserts_nothing(mine.additional):
        return None
    place = at.child("additionalProperties")
    anything = Schema(location=place, annotations=NOTHING)
    said = replace(
        NO_OBJECTS,
        properties=dict.fromkeys(mine.properties, anything),
        pattern_properties=dict.fromkeys(mine.pattern_properties, anything),
        additional=mine.additional,
    )
    return Schema(location=place, objects=said, annotations=NOTHING)


def _contains(one: Schema, other: Schema, at: Location) -> Schema | None:
    """Return the second of two `contains`; both count for themselves."""
    if one.arrays is None or other.arrays is None or one.arrays.contains is None or other.arrays.contains is None:
        return None
    said = ArrayKeywords(
        items=None,
        prefix_items=(),
        contains=other.arrays.contains,
        min_contains=other.arrays.min_contains,
        max_contains=other.arrays.max_contains,
        min_items=None,
        max_items=None,
        unique_items=False,
    )
    return Schema(location=at.child("contains"), arrays=said, annotations=NOTHING)


def join_conditions(one: Conditions | None, other: Conditions | None) -> Conditions | None:
    """Return the conditions of both."""
    if one is None or other is None:
        return one or other
    return Conditions(
        not_=one.not_ + other.not_,
        if_then_else=one.if_then_else + other.if_then_else,
        any_of=one.any_of + other.any_of,
        one_of=one.one_of + other.one_of,
        all_of=one.all_of + other.all_of,
        unread=tuple(dict.fromkeys(one.unread + other.unread)),
    )


def asserts_nothing(schema: Schema) -> bool:
    """Tell whether a schema allows every value: it has annotations at most."""
    return schema == Schema(location=schema.location, annotations=schema.annotations)


def _types(one: tuple[JsonType, ...] | None, other: tuple[JsonType, ...] | None) -> tuple[JsonType, ...] | None:
    if one is None or other is None or one == other:
        return other if one is None else one
    kept: list[JsonType] = []
    for name in one:
        if name in other or (name == "integer" and "number" in other):
            kept.append(name)
        elif name == "number" and "integer" in other:
            kept.append("integer")
    if not kept:
        raise Contradiction(f"the types {' or '.join(one) or 'none'} and {' or '.join(other) or 'none'}")
    return tuple(kept)


def _enum(one: tuple[JsonValue, ...] | None, other: tuple[JsonValue, ...] | None) -> tuple[JsonValue, ...] | None:
    if one is None or other is None:
        return other if one is None else one
    kept = tuple(value for value in one if any(same_json(value, item) for item in other))
    if not kept:
        raise Contradiction(f"{_listed(one)} and {_listed(other)}")
    return kept


def _listed(values: tuple[JsonValue, ...]) -> str:
    few = ", ".join(map(describe, values[:3]))
    return f"the {'value' if len(values) == 1 else 'values'} {few}{', …' if len(values) > 3 else ''}"


def _objects(
    one: ObjectKeywords | None, other: ObjectKeywords | None, at: Location, join: Join
) -> ObjectKeywords | None:
    if one is None or other is None:
        return one or other
    return ObjectKeywords(
        properties=_joined(one.properties, other.properties, at.child("properties"), join),
        required=one.required | other.required,
        additional=_either(one.additional, other.additional, at.child("additionalProperties"), join),
        unevaluated=one.unevaluated or other.unevaluated,
        pattern_properties=_joined(
            one.pattern_properties, other.pattern_properties, at.child("patternProperties"), join
        ),
        property_names=_either(one.property_names, other.property_names, at.child("propertyNames"), join),
        min_properties=_highest(one.min_properties, other.min_properties),
        max_properties=_lowest(one.max_properties, other.max_properties),
        dependent_required={
            key: tuple(dict.fromkeys((*one.dependent_required.get(key, ()), *other.dependent_required.get(key, ()))))
            for key in {**one.dependent_required, **other.dependent_required}
        },
        dependent_schemas=_joined(one.dependent_schemas, other.dependent_schemas, at.child("dependentSchemas"), join),
    )


def _joined(one: Mapping[str, Schema], other: Mapping[str, Schema], at: Location, join: Join) -> Mapping[str, Schema]:
    if not one or not other:
        return one or other
    merged = dict(one)
    for key, schema in other.items():
        mine = merged.get(key)
        merged[key] = schema if mine is None else join(mine, schema, at.below(escape(key)))
    return merged


def _either(one: Schema | None, other: Schema | None, at: Location, join: Join) -> Schema | None:
    if one is None or other is None:
        return one or other
    for closed in (one, other):
        if closed.types == ():
            return closed
    return join(one, other, at)


def _arrays(one: ArrayKeywords | None, other: ArrayKeywords | None, at: Location, join: Join) -> ArrayKeywords | None:
    if one is None or other is None:
        return one or other
    longer, shorter = sorted((one, other), key=lambda found: -len(found.prefix_items))
    prefix = tuple(_beside(item, shorter, number, at, join) for number, item in enumerate(longer.prefix_items))
    return ArrayKeywords(
        items=_either(one.items, other.items, at.child("items"), join),
        prefix_items=prefix,
        contains=one.contains or other.contains,
        min_contains=one.min_contains if one.contains is not None else other.min_contains,
        max_contains=one.max_contains if one.contains is not None else other.max_contains,
        min_items=_highest(one.min_items, other.min_items),
        max_items=_lowest(one.max_items, other.max_items),
        unique_items=one.unique_items or other.unique_items,
        unevaluated=one.unevaluated or other.unevaluated,
    )


def _beside(item: Schema, shorter: ArrayKeywords, number: int, at: Location, join: Join) -> Schema:
    """Return what both say of one position: the shorter prefix speaks of it by position or by `items`."""
    mine = shorter.prefix_items[number] if number < len(shorter.prefix_items) else shorter.items
    return item if mine is None else join(item, mine, at.below(f"prefixItems/{number}"))


def _strings(one: StringKeywords | None, other: StringKeywords | None) -> StringKeywords | None:
    if one is None or other is None:
        return one or other
    return StringKeywords(
        min_length=_highest(one.min_length, other.min_length),
        max_length=_lowest(one.max_length, other.max_length),
        patterns=tuple(dict.fromkeys((*one.patterns, *other.patterns))),
        content_encoding=other.content_encoding or one.content_encoding,
    )


def _numbers(one: NumberKeywords | None, other: NumberKeywords | None) -> NumberKeywords | None:
    if one is None or other is None:
        return one or other
    return NumberKeywords(
        minimum=_highest(one.minimum, other.minimum),
        maximum=_lowest(one.maximum, other.maximum),
        exclusive_minimum=_highest(one.exclusive_minimum, other.exclusive_minimum),
        exclusive_maximum=_lowest(one.exclusive_maximum, other.exclusive_maximum),
        multiple_of=tuple(dict.fromkeys((*one.multiple_of, *other.multiple_of))),
    )


def _highest(one: N | None, other: N | None) -> N | None:
    return max(one, other) if one is not None and other is not None else one if other is None else other


def _lowest(one: N | None, other: N | None) -> N | None:
    return min(one, other) if one is not None and other is not None else one if other is None else other


def annotate(schema: Schema, annotations: Annotations) -> Schema:
    """Return the schema with the annotations laid over its own: what is said nearer to the reader counts."""
    if annotations == NOTHING:
        return schema
    below = schema.annotations
    changes = {
        name: value for name in Annotations.__slots__ if (value := getattr(annotations, name)) != getattr(NOTHING, name)
    }
    return replace(schema, annotations=replace(below, **changes))
