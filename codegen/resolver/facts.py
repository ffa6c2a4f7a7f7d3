"""What can be said of a variant from outside: its JSON types, its keys, and the constants among them.

All of it looks through references, conjunctions and nested unions; each schema is asked once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from codegen.location import Location
from codegen.normalizer.json_types import different, same_json
from codegen.normalizer.spec import JsonType, JsonValue, NormalSpec, Schema

ALL_TYPES: frozenset[JsonType] = frozenset(("null", "boolean", "integer", "number", "string", "array", "object"))
Values = tuple[JsonValue, ...]
Narrowed = Mapping[Location, Mapping[str, Values]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What holds for every value of a schema."""

    types: frozenset[JsonType]
    required: Mapping[str, Schema]
    """Keys that every object among the values has, with their schemas; empty for a union."""
    allowed: frozenset[str] | None
    """The only keys such an object may have; None where it may have others."""
    tags: Mapping[str, Values]
    """Required keys whose value is one of some scalars."""
    optional_tags: Mapping[str, Values] = field(default_factory=dict)
    """Keys that need not be there, whose value is one of some scalars; no value, if they never are."""
    items: Schema | None
    """What an array among the values holds."""
    constants: Values = ()
    """The scalars that a value is one of; none where it is anything else besides."""
    alternatives: "tuple[Facts, ...]" = ()
    """Of a union: what holds for each of its variants, those of unions inside among them."""


class FactsOf:
    """Facts of schemas, remembered by place; `narrowed` says what discriminators make of plain properties."""

    def __init__(self, spec: NormalSpec, narrowed: Narrowed) -> None:
        self._spec = spec
        self._narrowed = narrowed
        self._known: dict[Location, Facts | None] = {}

    def of(self, schema: Schema) -> Facts:
        """Return the facts of a schema; of one that is being asked already, nothing is known."""
        target = self.effective(schema)
        if target.location in self._known:
            return self._known[target.location] or _NOTHING
        self._known[target.location] = None
        found = self._union(target) if target.union is not None else self._plain(target)
        self._known[target.location] = found
        return found

    def effective(self, schema: Schema) -> Schema:
        """Return the schema behind references and without `all_of`."""
        while True:
            target = self._spec.effective(self._spec.target(schema))
            if target.ref is None:
                return target
            schema = target

    def _union(self, schema: Schema) -> Facts:
        assert schema.union is not None  # noqa: S101  # asked by the caller
        below = [self.of(variant) for variant in schema.union.variants]
        objects = [one for one in below if "object" in one.types]
        known = [{**one.optional_tags, **one.tags} for one in objects]
        shared = [key for key in known[0] if all(key in one for one in known)] if known else []
        tags = {key: different(tuple(value for one in known for value in one[key])) for key in shared}
        needed = {key for key in shared if all(key in one.tags for one in objects)}
        return Facts(
            types=frozenset[JsonType]().union(*(one.types for one in below)),
            required={},
            allowed=None,
            tags={key: values for key, values in tags.items() if key in needed},
            optional_tags={key: values for key, values in tags.items() if key not in needed},
            items=None,
            constants=self.constants(schema),
            alternatives=tuple(leaf for one in below for leaf in one.alternatives or (one,)),
        )

    def _plain(self, schema: Schema) -> Facts:
        types = frozenset(schema.types) if schema.types is not None else ALL_TYPES
        if schema.enum is not None:
            types = frozenset(json_type(value) for value in schema.enum)
        objects = schema.objects
        required: dict[str, Schema] = {}
        optional: dict[str, Schema] = {}
        allowed: frozenset[str] | None = None
        if objects is not None and "object" in types:
            required = {key: one for key, one in objects.properties.items() if key in objects.required}
            optional = {key: one for key, one in objects.properties.items() if key not in objects.required}
            rest = objects.additional or objects.unevaluated
            if rest is not None and rest.types == () and not objects.pattern_properties:
                allowed = frozenset(objects.properties)
        narrowed = self._narrowed.get(schema.location, {})
        return Facts(
            types=types,
            required=required,
            allowed=allowed,
            tags=self._tags(required, narrowed),
            optional_tags=self._tags(optional, narrowed),
            items=schema.arrays.items if schema.arrays is not None else None,
            constants=self.constants(schema),
        )

    def _tags(self, properties: Mapping[str, Schema], narrowed: Mapping[str, Values]) -> Mapping[str, Values]:
        found = ((key, narrowed.get(key) or self.constants(one)) for key, one in properties.items())
        return {key: values for key, values in found if values}

    def constants(self, schema: Schema) -> Values:
        """Return the scalars that a value is one of, null perhaps among them; none where it may be anything else."""
        target = self.effective(schema)
        if target.union is not None:
            below = [self.constants(one) for one in target.union.variants if self.effective(one).types != ("null",)]
            null = (None,) if len(below) < len(target.union.variants) else ()
            return different((*(value for one in below for value in one), *null)) if below and all(below) else ()
        enum = target.enum
        if enum is None or all(value is None for value in enum):
            return ()
        return () if any(isinstance(value, list | dict | float) for value in enum) else enum


_NOTHING = Facts(types=ALL_TYPES, required={}, allowed=None, tags={}, items=None)


def are_disjoint(one: Values, other: Values) -> bool:
    """Tell whether no value is among both."""
    if all(isinstance(value, str) for value in (*one, *other)):
        return {value for value in one if isinstance(value, str)}.isdisjoint(
            value for value in other if isinstance(value, str)
        )
    return not any(same_json(value, its) for value in one for its in other)


def json_type(value: JsonValue) -> JsonType:
    """Return the narrowest JSON type of a value."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "integer" if value.is_integer() else "number"
        case str():
            return "string"
        case list():
            return "array"
        case dict():
            return "object"
