"""Schemas and types in, fragments of JSON Schema out: what rules are made of.

A schema is written by the letter, without what `type-implied` would add. A reference to a component is written as its
type, and a type that has a declaration as `{"$ref": "#/$defs/Name"}`; no name is declared for a fragment's sake.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Protocol, TypeAlias

from codegen.ir.rules import REFERENCE, Fragment, Json
from codegen.ir.types import (
    AnyValue,
    Array,
    Boolean,
    Bounds,
    Chosen,
    FixedArray,
    Format,
    Integer,
    Lengths,
    Literals,
    Map,
    Named,
    NoValue,
    Null,
    Nullable,
    Number,
    OneOf,
    Ruled,
    Text,
    Type,
)
from codegen.location import Location
from codegen.lowering.scalars import is_readable
from codegen.normalizer.spec import ArrayKeywords, Conditions, JsonValue, NormalSpec, ObjectKeywords, Schema

Part: TypeAlias = Mapping[str, Json]
"""Some keywords of a fragment."""
Rule: TypeAlias = Callable[[], Part]
"""How a rule is written; raises `Unwritable`."""
FORMATS = frozenset(one.value for one in Format)
"""The formats that are checked."""
_GROUPS = (
    frozenset(("if", "then", "else")),
    frozenset(("properties", "patternProperties", "additionalProperties")),
    frozenset(("prefixItems", "items")),
    frozenset(("contains", "minContains", "maxContains")),
)
"""Keywords that mean something else beside those of another schema."""


_MOST_SCHEMAS = 1_000
"""A rule that has more schemas in it, with its references written out, is not written."""


class Unwritable(Exception):
    """A schema that no fragment can say, and why, as in "the pattern `x`"."""


class Lowering(Protocol):
    """What fragments need of the lowering of types."""

    spec: NormalSpec

    def of(self, schema: Schema) -> Type: ...  # noqa: D102  # as `Types.of`
    def is_component(self, at: Location) -> bool: ...  # noqa: D102  # as `Types.is_component`


class Fragments:
    """Writes schemas; references are written out where a keyword asks what is behind them."""

    def __init__(self, types: Lowering) -> None:
        self._types = types
        self._open: list[Location] = []
        self._count = self._depth = 0

    def of(self, schema: Schema) -> Json:
        """Return a schema by the letter; raises `Unwritable`."""
        with self._counted():
            return self._of(schema)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Count a schema as one more of the outermost, which may not have too many."""
        self._count = self._count + 1 if self._depth else 0
        if self._count > _MOST_SCHEMAS:
            raise Unwritable(f"more than {_MOST_SCHEMAS:,} schemas")
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def _of(self, schema: Schema) -> Json:
        if schema.ref is not None:
            return self._reference(schema)
        if schema.types == ():
            return False
        return together(self._parts(schema, written_out=False)) or True

    def written_out(self, schema: Schema) -> Fragment:
        """Return a schema with all that speaks of the same value in it, so that `unevaluated...` sees it all."""
        with self._counted():
            return self._written_out(schema)

    def _written_out(self, schema: Schema) -> Fragment:
        if schema.ref is not None:
            with self._inside(schema.ref):
                return self.written_out(self._types.spec.schemas[schema.ref])
        if schema.types == ():
            return {"not": {}}
        return together(self._parts(schema, written_out=True))

    def conditions(self, found: Conditions) -> Iterator[Rule]:
        """Yield how the conditions of an effective schema are written, one by one."""
        several = {name: getattr(found, name) for name in ("not_", "if_then_else", "any_of", "one_of", "all_of")}
        for name, conditions in several.items():
            for one in conditions:
                alone = Conditions(**{name: (one,)})
                yield partial(self._together, alone)

    def _together(self, found: Conditions) -> Fragment:
        return together(self._conditions(found, written_out=False))

    # --- references -------------------------------------------------------------------------------------------------

    def _reference(self, schema: Schema) -> Json:
        assert schema.ref is not None  # noqa: S101  # asked by the caller
        if self._types.is_component(schema.ref) or schema.ref in self._open:
            return fragment_of(self._types.of(schema))
        with self._inside(schema.ref):
            return self.of(self._types.spec.schemas[schema.ref])

    @contextmanager
    def _inside(self, at: Location) -> Iterator[None]:
        if at in self._open:
            raise Unwritable(f"what is behind #{at.pointer}, which leads back to itself")
        self._open.append(at)
        try:
            yield
        finally:
            self._open.pop()

    # --- keywords ---------------------------------------------------------------------------------------------------

    def _parts(self, schema: Schema, *, written_out: bool) -> Iterator[Part]:
        beside = self._beside if written_out else self.of
        if schema.types is not None:
            yield {"type": schema.types[0] if len(schema.types) == 1 else list(schema.types)}
        if schema.enum is not None:
            yield enum_fragment(schema.enum)
        if schema.format in FORMATS:
            yield {"format": schema.format}
        yield from scalar_fragments(schema)
        if schema.arrays is not None:
            yield self._arrays(schema.arrays)
        if schema.objects is not None:
            yield self._objects(schema.objects, written_out=written_out)
        if schema.all_of:
            yield {"allOf": [beside(one) for one in schema.all_of]}
        for union in (schema.union, *schema.more_unions):
            if union is not None:
                yield {union.kind.value: [beside(one) for one in union.variants]}
        if schema.conditions is not None:
            yield from self._conditions(schema.conditions, written_out=written_out)

    def _beside(self, schema: Schema) -> Json:
        return False if schema.types == () else self.written_out(schema)

    def _conditions(self, found: Conditions, *, written_out: bool) -> Iterator[Part]:
        beside = self._beside if written_out else self.of
        for one in found.not_:
            yield {"not": self.of(one)}
        for condition, then, other in found.if_then_else:
            part: Fragment = {"if": beside(condition)}
            if then is not None:
                part["then"] = beside(then)
            if other is not None:
                part["else"] = beside(other)
            if len(part) > 1 or written_out:
                yield part
        for keyword, groups in (("anyOf", found.any_of), ("oneOf", found.one_of)):
            for branches in groups:
                yield {keyword: [beside(one) for one in branches]}
        for one in found.all_of:
            yield self.written_out(one)

    def _arrays(self, keywords: ArrayKeywords) -> Fragment:
        found: Fragment = {}
        if keywords.prefix_items:
            found["prefixItems"] = [self.of(one) for one in keywords.prefix_items]
        if keywords.items is not None:
            found["items"] = self.of(keywords.items)
        found |= self.contains(keywords)
        for keyword, limit in (("minItems", keywords.min_items), ("maxItems", keywords.max_items)):
            if limit is not None:
                found[keyword] = limit
        if keywords.unique_items:
            found["uniqueItems"] = True
        if keywords.unevaluated is not None:
            found["unevaluatedItems"] = self.of(keywords.unevaluated)
        return found

    def patterns(self, keywords: ObjectKeywords) -> Fragment:
        """Return what is told of keys by patterns."""
        return {_readable(pattern): self.of(one) for pattern, one in keywords.pattern_properties.items()}

    def contains(self, keywords: ArrayKeywords) -> Fragment:
        """Return `contains` with its limits."""
        if keywords.contains is None:
            return {}
        found: Fragment = {"contains": self.of(keywords.contains)}
        for keyword, limit in (("minContains", keywords.min_contains), ("maxContains", keywords.max_contains)):
            if limit is not None:
                found[keyword] = limit
        return found

    def _objects(self, keywords: ObjectKeywords, *, written_out: bool) -> Fragment:
        beside = self._beside if written_out else self.of
        found: Fragment = {}
        if keywords.properties:
            found["properties"] = {key: self.of(one) for key, one in keywords.properties.items()}
        if keywords.pattern_properties:
            found["patternProperties"] = self.patterns(keywords)
        if keywords.additional is not None:
            found["additionalProperties"] = self.of(keywords.additional)
        if keywords.property_names is not None:
            found["propertyNames"] = self.of(keywords.property_names)
        if keywords.required:
            found["required"] = list[Json](sorted(keywords.required))
        for keyword, limit in (("minProperties", keywords.min_properties), ("maxProperties", keywords.max_properties)):
            if limit is not None:
                found[keyword] = limit
        if keywords.dependent_required:
            found["dependentRequired"] = {key: list[Json](keys) for key, keys in keywords.dependent_required.items()}
        if keywords.dependent_schemas:
            found["dependentSchemas"] = {key: beside(one) for key, one in keywords.dependent_schemas.items()}
        if keywords.unevaluated is not None:
            found["unevaluatedProperties"] = self.of(keywords.unevaluated)
        return found


def together(parts: Iterable[Part]) -> Fragment:
    """Return one fragment that says what all say; those with a keyword that is taken go below `allOf`."""
    found: Fragment = {}
    others: list[Json] = []
    for part in parts:
        if not part:
            continue
        split = any(found.keys() & group and part.keys() & group for group in _GROUPS)
        if split or not found.keys().isdisjoint(part):
            others.append(dict(part))
        else:
            found.update(part)
    if not others:
        return found
    told = found.pop("allOf", [])
    return {**found, "allOf": [*(told if isinstance(told, list) else ()), *others]}


def enum_fragment(values: tuple[JsonValue, ...]) -> Fragment:
    """Return the fragment of constants."""
    return {"const": values[0]} if len(values) == 1 else {"enum": list(values)}


def scalar_fragments(schema: Schema) -> Iterator[Part]:
    """Yield what a schema says of strings and numbers."""
    strings, numbers = schema.strings, schema.numbers
    if strings is not None:
        yield _present({"minLength": strings.min_length, "maxLength": strings.max_length})
        yield from ({"pattern": _readable(one)} for one in strings.patterns)
    if numbers is not None:
        bounds = Bounds(
            minimum=numbers.minimum,
            maximum=numbers.maximum,
            exclusive_minimum=numbers.exclusive_minimum,
            exclusive_maximum=numbers.exclusive_maximum,
            multiple_of=numbers.multiple_of,
        )
        yield from _bounds(bounds)


def _readable(pattern: str) -> str:
    if not is_readable(pattern):
        raise Unwritable(f"the pattern `{pattern}`")
    return pattern


def _bounds(bounds: Bounds) -> Iterator[Part]:
    yield _present(
        {
            "minimum": bounds.minimum,
            "maximum": bounds.maximum,
            "exclusiveMinimum": bounds.exclusive_minimum,
            "exclusiveMaximum": bounds.exclusive_maximum,
        }
    )
    yield from ({"multipleOf": one} for one in bounds.multiple_of)


def _lengths(lengths: Lengths, what: str) -> Part:
    return _present({f"min{what}": lengths.minimum, f"max{what}": lengths.maximum})


def _present(limits: Mapping[str, int | float | None]) -> Part:
    return {keyword: limit for keyword, limit in limits.items() if limit is not None}


def fragment_of(type_: Type) -> Json:
    """Return the fragment that says what a type says."""
    match type_:
        case AnyValue():
            return True
        case NoValue():
            return False
        case Named(name=name):
            return {"$ref": f"{REFERENCE}{name}"}
        case Nullable(of=below):
            return {"anyOf": [fragment_of(below), {"type": "null"}]}
        case Chosen(of=below):
            return fragment_of(below)
        case Ruled(of=below, rules=rules):
            said = fragment_of(below)
            return together((said, rules.fragment)) if isinstance(said, dict) else rules.fragment
        case OneOf(variants=variants):
            return {"anyOf": [fragment_of(one) for one in variants]}
        case _:
            return together(_said(type_))


def _said(type_: Type) -> Iterator[Part]:
    """Yield what a type of JSON's own says."""
    match type_:
        case Null():
            yield {"type": "null"}
        case Boolean():
            yield {"type": "boolean"}
        case Integer(bounds=bounds) | Number(bounds=bounds):
            yield {"type": "integer" if isinstance(type_, Integer) else "number"}
            yield from _bounds(bounds)
        case Text():
            yield {"type": "string"}
            yield {"format": type_.format.value} if type_.format is not None else {}
            yield _lengths(type_.lengths, "Length")
            yield from ({"pattern": one} for one in type_.patterns)
        case Literals(values=values):
            yield enum_fragment(values)
        case Array():
            items = fragment_of(type_.items)
            yield {"type": "array"}
            yield {} if items is True else {"items": items}
            yield _lengths(type_.lengths, "Items")
            yield {"uniqueItems": True} if type_.unique else {}
        case FixedArray(items=several):
            yield {"type": "array", "prefixItems": [fragment_of(one) for one in several], "items": False}
            yield {"minItems": len(several)}
        case Map():
            keys, values_ = fragment_of(type_.keys), fragment_of(type_.values)
            yield {"type": "object"}
            yield {} if values_ is True else {"additionalProperties": values_}
            yield {} if keys == {"type": "string"} else {"propertyNames": keys}
            yield _lengths(type_.lengths, "Properties")
        case _:
            raise AssertionError(type_)
