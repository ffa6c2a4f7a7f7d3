"""What to say of schemas that no value satisfies: how far up that goes, and what is spared.

In: schemas by place, and the contradictions found among them. Out: one diagnostic for each. An object can do without
an optional property, an array without items, a union without a variant, so such a schema makes a warning
(`property-impossible`, `variant-impossible`); what needs it is impossible itself, and at the end of that is a
warning of its own (`allof-contradiction`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.location import Location, unescape
from codegen.normalizer.intersect import Contradiction
from codegen.normalizer.spec import ArrayKeywords, Schema, Union

SchemaAt = Callable[[Location], Schema | None]
_LISTS = frozenset(("allOf", "anyOf", "oneOf", "prefixItems"))
_CONDITIONS = frozenset(("not", "if", "then", "else", "dependentSchemas", "propertyNames", "contains"))
_FURTHER = frozenset(("additionalProperties", "patternProperties", "unevaluatedProperties"))


def impossible_schemas(found: Sequence[tuple[Location, Contradiction]], schema_at: SchemaAt) -> Iterator[Diagnostic]:
    """Yield what to say of each contradiction."""
    empty = {at for at, _ in found}
    known = 0
    while known < len(empty):
        known = len(empty)
        for at, _ in found:
            empty.update(one.at for one in _upwards(at, schema_at, empty) if one.spared is None)
    for at, contradiction in found:
        last = [*_upwards(at, schema_at, empty)][-1]
        yield _told(at, contradiction, last)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owner:
    """A schema above an impossible one."""

    at: Location
    spared: str | None = None
    """What it can do without; None if it is impossible too."""
    is_union: bool = False


def _upwards(at: Location, schema_at: SchemaAt, empty: set[Location]) -> Iterator[_Owner]:
    """Yield the schema itself and those that need it, and last, if there is one, the one that does not."""
    yield _Owner(at=at)
    while True:
        owner = _owner(at, schema_at, empty)
        if owner is None:
            return
        yield owner
        if owner.spared is not None:
            return
        at = owner.at


def _owner(at: Location, schema_at: SchemaAt, empty: set[Location]) -> _Owner | None:
    """Return the schema that a schema stands in, None for a component and whatever else stands alone."""
    above, _, token = at.pointer.rpartition("/")
    outer, _, keyword = above.rpartition("/")
    for pointer, word, name in ((outer, keyword, unescape(token)), (above, token, "")):
        place = Location(at.document, pointer)
        schema = schema_at(place)
        if schema is None or (not name and word in _LISTS):
            continue
        union = _union_of(schema, at)
        if union is not None:
            return _variant_of(place, union, at, empty)
        if word == "allOf" or word in ("anyOf", "oneOf"):
            return _Owner(at=place)
        if word in _CONDITIONS:
            return _Owner(at=place, spared="What a condition speaks of")
        spared = _part_of(schema, word, name)
        if spared is not None:
            return _Owner(at=place, spared=spared or None)
    return None


def _union_of(schema: Schema, at: Location) -> Union | None:
    unions = [one for one in (schema.union, *schema.more_unions) if one is not None]
    return next((union for union in unions if any(one.location == at for one in union.variants)), None)


def _variant_of(place: Location, union: Union, at: Location, empty: set[Location]) -> _Owner:
    if all(one.location in empty for one in union.variants):
        return _Owner(at=place)
    number = next(number for number, one in enumerate(union.variants, 1) if one.location == at)
    return _Owner(at=place, spared=f"Variant {number} of #{place.pointer}", is_union=True)


def _part_of(schema: Schema, keyword: str, name: str) -> str | None:
    """Return what an object or array can do without; nothing if it cannot, None for what is no part of one."""
    if keyword == "properties" and schema.objects is not None:
        return "" if name in schema.objects.required else f"The property `{name}`"
    if keyword in _FURTHER:
        return "A property that is not declared"
    if schema.arrays is not None and keyword in ("items", "prefixItems"):
        return _item_of(schema.arrays, keyword, name)
    return None


def _item_of(arrays: ArrayKeywords, keyword: str, name: str) -> str:
    least = arrays.min_items or 0
    if keyword == "items":
        return "An item" if least <= len(arrays.prefix_items) else ""
    return f"Item {name}" if least <= int(name) else ""


def _told(at: Location, found: Contradiction, last: _Owner) -> Diagnostic:
    places = [one for one in found.members if one != at]
    place = places[-1] if places else at
    help = f"{' and '.join(f'`#{one.pointer}`' for one in places)} exclude each other." if places[1:] else None
    if last.spared is None:
        return codes.ALLOF_CONTRADICTION.at(
            place, f"No value can satisfy #{at.pointer}: it asks for {found.what}.", help=help
        )
    code = codes.VARIANT_IMPOSSIBLE if last.is_union else codes.PROPERTY_IMPOSSIBLE
    return code.at(place, f"{last.spared} can never be there: #{at.pointer} asks for {found.what}.", help=help)
