"""What can be said of a variant from outside: its JSON types, its required keys, and the constants among them.

All of it looks through references, conjunctions and nested unions; each schema is asked once.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from codegen.location import Location
from codegen.normalizer.json_types import same_json
from codegen.normalizer.spec import JsonType, JsonValue, NormalSpec, Schema

ALL_TYPES: frozenset[JsonType] = frozenset(("null", "boolean", "integer", "number", "string", "array", "object"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What holds for every value of a schema."""

    types: frozenset[JsonType]
    required: Mapping[str, Schema]
    """Keys that every object among the values has, with their schemas; empty for a union."""
    allowed: frozenset[str] | None
    """The only keys such an object may have; None where it may have others."""
    tags: Mapping[str, tuple[JsonValue, ...]]
    """Required keys whose value is one of some scalars."""
    items: Schema | None
    """What an array among the values holds."""


class FactsOf:
    """Facts of schemas, remembered by place."""

    def __init__(self, spec: NormalSpec) -> None:
        self._spec = spec
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
        shared = set(objects[0].tags).intersection(*(one.tags for one in objects)) if objects else set()
        return Facts(
            types=frozenset[JsonType]().union(*(one.types for one in below)),
            required={},
            allowed=None,
            tags={
                key: distinct(tuple(value for one in objects for value in one.tags[key]))
                for key in objects[0].tags
                if key in shared
            }
            if objects
            else {},
            items=None,
        )

    def _plain(self, schema: Schema) -> Facts:
        types = frozenset(schema.types) if schema.types is not None else ALL_TYPES
        if schema.enum is not None:
            types = frozenset(json_type(value) for value in schema.enum)
        objects = schema.objects
        required: dict[str, Schema] = {}
        allowed: frozenset[str] | None = None
        if objects is not None and "object" in types:
            required = {key: one for key, one in objects.properties.items() if key in objects.required}
            rest = objects.additional or objects.unevaluated
            if rest is not None and rest.types == () and not objects.pattern_properties:
                allowed = frozenset(objects.properties)
        return Facts(
            types=types,
            required=required,
            allowed=allowed,
            tags={key: values for key, one in required.items() if (values := self.constants(one))},
            items=schema.arrays.items if schema.arrays is not None else None,
        )

    def constants(self, schema: Schema) -> tuple[JsonValue, ...]:
        """Return the scalars that a property is one of; none where it is anything else besides."""
        target = self.effective(schema)
        if target.union is not None:
            below = [self.constants(one) for one in target.union.variants]
            return distinct(tuple(value for one in below for value in one)) if all(below) else ()
        if target.enum is None or any(value is None or isinstance(value, list | dict | float) for value in target.enum):
            return ()
        return target.enum


_NOTHING = Facts(types=ALL_TYPES, required={}, allowed=None, tags={}, items=None)


def distinct(values: tuple[JsonValue, ...]) -> tuple[JsonValue, ...]:
    """Return the values without repetitions."""
    kept: list[JsonValue] = []
    for value in values:
        if not any(same_json(value, other) for other in kept):
            kept.append(value)
    return tuple(kept)


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
