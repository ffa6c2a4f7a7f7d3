"""Two schemas in, a proof out that no value fits both, by the letter: what makes `oneOf` need no check of its own.

Unlike the resolver's verdict, which asks how a reader tells variants apart, nothing is taken softly here: an integer is
a number, a key that is not required proves nothing, and a schema that is being compared already proves nothing either.
"""

from collections.abc import Mapping
from dataclasses import replace

from codegen.location import Location
from codegen.normalizer.intersect import NO_OBJECTS, asserts_nothing
from codegen.normalizer.json_types import same_json, type_of
from codegen.normalizer.spec import (
    JsonType,
    JsonValue,
    NormalSpec,
    NumberKeywords,
    ObjectKeywords,
    Schema,
)
from codegen.resolver.facts import ALL_TYPES, FactsOf, Values, are_disjoint
from codegen.resolver.verdict import Resolution

_NUMBERS = frozenset[JsonType](("integer", "number"))
_TEXTS = (frozenset(("date-time",)), frozenset(("date",)), frozenset(("time",)), frozenset(("uuid",)))
"""Formats no text has two of."""


class Exclusive:
    """Answers for the schemas of one description; pairs are remembered."""

    def __init__(self, spec: NormalSpec, resolution: Resolution) -> None:
        self._facts = FactsOf(spec, resolution.narrowed)
        self._narrowed = resolution.narrowed
        self._known: dict[tuple[Location, Location], bool] = {}
        self._constants: dict[Location, dict[str, Values]] = {}

    def are_apart(self, one: Schema, other: Schema) -> bool:
        """Tell whether it is certain that no value fits both."""
        mine, its = self._facts.effective(one), self._facts.effective(other)
        key = (mine.location, its.location)
        if key not in self._known:
            self._known[key] = False  # until it is proven
            self._known[key] = self._apart(mine, its)
        return self._known[key]

    def _apart(self, one: Schema, other: Schema) -> bool:
        for mine, its in ((one, other), (other, one)):
            if mine.union is not None:
                return all(self.are_apart(variant, its) for variant in mine.union.variants)
        if one.enum is not None and other.enum is not None:
            return are_disjoint(one.enum, other.enum)
        if one.enum is not None:
            return not any(self._may_be(value, other) for value in one.enum)
        if other.enum is not None:
            return not any(self._may_be(value, one) for value in other.enum)
        return all(self._apart_as(json_type, one, other) for json_type in _common(_types(one), _types(other)))

    def _may_be(self, value: JsonValue, schema: Schema) -> bool:
        """Tell whether a value may fit a schema without a union."""
        if schema.enum is not None:
            return any(same_json(value, one) for one in schema.enum)
        if not type_of(value, _types(schema)):
            return False
        if isinstance(value, str) and schema.strings is not None:
            least, most = schema.strings.min_length, schema.strings.max_length
            return (least or 0) <= len(value) and (most is None or len(value) <= most)
        if isinstance(value, int | float) and not isinstance(value, bool) and schema.numbers is not None:
            low, high = _range(schema.numbers)
            return low <= (value, 0) <= high
        if isinstance(value, dict) and schema.objects is not None:
            return value.keys() >= schema.objects.required
        return True

    def _apart_as(self, json_type: JsonType, one: Schema, other: Schema) -> bool:
        match json_type:
            case "string":
                return _texts_apart(one, other)
            case "number" | "integer":
                return _numbers_apart(one.numbers, other.numbers)
            case "array":
                return self._arrays_apart(one, other)
            case "object":
                return self._objects_apart(one, other)
            case _:
                return False

    def _arrays_apart(self, one: Schema, other: Schema) -> bool:
        if one.arrays is None or other.arrays is None:
            return False
        limits = (one.arrays, other.arrays)
        least = max(found.min_items or 0 for found in limits)
        if any(found.max_items is not None and found.max_items < least for found in limits):
            return True
        for number in range(min(least, 10)):
            mine, its = (
                found.prefix_items[number] if number < len(found.prefix_items) else found.items for found in limits
            )
            if mine is not None and its is not None and self.are_apart(mine, its):
                return True
        return False

    def _objects_apart(self, one: Schema, other: Schema) -> bool:
        mine, its = one.objects, other.objects
        if (its is not None and _forbids(one, its)) or (mine is not None and _forbids(other, mine)):
            return True
        if mine is None or its is None:
            return False
        values, others = self._tags(one), self._tags(other)
        needed = mine.required | its.required
        told = [key for key in values if key in others and key in needed]
        if any(are_disjoint(values[key], others[key]) for key in told):  # first: most objects have a tag
            return True
        for key in sorted(needed.difference(told)):
            schemas = (_of_key(mine, key), _of_key(its, key))
            if any(schema is not None and self._facts.effective(schema).types == () for schema in schemas):
                return True
            if schemas[0] is not None and schemas[1] is not None and self.are_apart(schemas[0], schemas[1]):
                return True
        least = max(found.min_properties or 0 for found in (mine, its))
        return any(found.max_properties is not None and found.max_properties < least for found in (mine, its))

    def _tags(self, schema: Schema) -> Mapping[str, Values]:
        """Return the properties of an object that have constants, or values that a discriminator gives them."""
        known = self._constants.get(schema.location)
        if known is None:
            properties = schema.objects.properties if schema.objects is not None else {}
            found = ((key, self._facts.constants(one)) for key, one in properties.items())
            known = {key: values for key, values in found if values}
            known |= self._narrowed.get(schema.location, {})
            self._constants[schema.location] = known
        return known


def _of_key(keywords: ObjectKeywords, key: str) -> Schema | None:
    """Return what an object's schema says of a key: by its name, or as of any that is left."""
    if key in keywords.properties:
        return keywords.properties[key]
    if keywords.pattern_properties:
        return None
    return keywords.additional if keywords.additional is not None else keywords.unevaluated


def _forbids(schema: Schema, keywords: ObjectKeywords) -> bool:
    """Tell whether a schema says `not` of keys that the others require."""
    conditions = schema.conditions.not_ if schema.conditions is not None else ()
    return any(
        one.objects is not None
        and one.objects.required <= keywords.required
        and one.objects == replace(NO_OBJECTS, required=one.objects.required)
        and asserts_nothing(replace(one, objects=None))
        for one in conditions
    )


def _types(schema: Schema) -> frozenset[JsonType]:
    return ALL_TYPES if schema.types is None else frozenset(schema.types)


def _common(one: frozenset[JsonType], other: frozenset[JsonType]) -> frozenset[JsonType]:
    return (one & other) | (_NUMBERS if one & _NUMBERS and other & _NUMBERS else frozenset())


def _texts_apart(one: Schema, other: Schema) -> bool:
    formats = [frozenset((schema.format,)) for schema in (one, other)]
    if formats[0] != formats[1] and all(found in _TEXTS for found in formats):
        return True
    if one.strings is None or other.strings is None:
        return False
    least = max(found.min_length or 0 for found in (one.strings, other.strings))
    return any(found.max_length is not None and found.max_length < least for found in (one.strings, other.strings))


def _range(numbers: NumberKeywords) -> tuple[tuple[float, int], tuple[float, int]]:
    """Return the least and the greatest number, each with what sets it beside the bound itself."""
    low = [(bound, side) for bound, side in ((numbers.minimum, 0), (numbers.exclusive_minimum, 1)) if bound is not None]
    high = [
        (bound, side) for bound, side in ((numbers.maximum, 0), (numbers.exclusive_maximum, -1)) if bound is not None
    ]
    return max(low, default=(float("-inf"), 0)), min(high, default=(float("inf"), 0))


def _numbers_apart(one: NumberKeywords | None, other: NumberKeywords | None) -> bool:
    if one is None or other is None:
        return False
    (low, high), (its_low, its_high) = _range(one), _range(other)
    return max(low, its_low) > min(high, its_high)
