"""Twins: a declaration that is one thing where it is sent to the API and another where the API sends it is two.

In: declarations whose fields are as the description requires them, the direction of each, and who uses which. Out: each
declaration in the shape of its own direction, and behind it, where someone uses it in the other, its twin.

A required property that travels one way is optional in the other (OpenAPI 3.0.4 section 4.7.24.2: "required will take
effect on the response only"), never gone: "SHOULD NOT be sent" is no "MUST NOT", and what was fetched is sent back
whole. So optional ones make no twin. A property that tells the variants of a union apart stays required: without it
nobody could say what the value is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from codegen.ir.declarations import Access, Alias, Declaration, Docs, Extra, Field, Presence, Record
from codegen.ir.graph import made_of, names_of, renamed_in
from codegen.ir.types import Array, Chosen, FixedArray, Map, Named, Nullable, OneOf, Type
from codegen.lowering.directions import Direction, Use

_COMPOSITE = (OneOf, Nullable, Chosen, Array, Map, FixedArray)
_ONE_WAY = {Access.READ_ONLY: Direction.FROM_API, Access.WRITE_ONLY: Direction.TO_API}
_ONLY_THERE = {
    Direction.FROM_API: "Required only where the API sends it.",
    Direction.TO_API: "Required only where it is sent to the API.",
}
_TWIN = {
    Direction.TO_API: "As it is sent to the API; what the API sends is `{}`.",
    Direction.FROM_API: "As the API sends it; what is sent to the API is `{}`.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """Declarations, and which of them differ by direction."""

    declarations: Mapping[str, Declaration]
    one_way: Mapping[str, frozenset[str]]
    """Record -> the keys of fields that one direction alone requires."""
    differing: frozenset[str]
    """Records with such fields, and whatever is made of them."""


def shapes(declarations: Sequence[Declaration]) -> Shapes:
    """Return which declarations differ by direction; those of most descriptions do not."""
    by_name = {one.name: one for one in declarations}
    asked = {one.name: keys for one in declarations if isinstance(one, Record) and (keys := _asked_one_way(one))}
    tags = _tags(by_name) if asked else {}
    one_way = {name: keys for name, found in asked.items() if (keys := found - tags.get(name, frozenset()))}
    return Shapes(declarations=by_name, one_way=one_way, differing=_made_of(one_way, declarations))


def needed_twins(found: Shapes, own: Mapping[str, Direction], uses: Iterable[Use]) -> tuple[Use, ...]:
    """Return what is used in a direction that is not its own, by the uses or by what they lead to, and differs.

    `own` holds the direction that each declaration is named for, if it differs.
    """
    seen: dict[Use, None] = {}
    todo = [*uses, *(Use(name, own[name]) for name in found.differing)]
    while todo:
        use = todo.pop()
        if use.name in found.differing and use not in seen:
            seen[use] = None
            todo.extend(Use(name, use.direction) for name in names_of(found.declarations[use.name]))
    twins = {use.name: use for use in seen if use.direction is not own[use.name]}
    return tuple(twins[name] for name in found.declarations if name in twins)


def with_twins(found: Shapes, own: Mapping[str, Direction], twins: Mapping[Use, str]) -> list[Declaration]:
    """Return all declarations, each in its own direction and with its twin behind it; `twins` holds their names."""
    called = by_direction(twins)
    made: list[Declaration] = []
    for name, one in found.declarations.items():
        if name not in found.differing:
            made.append(one)
            continue
        one_way = found.one_way.get(name, frozenset())
        made.append(_shape(renamed_in(one, called[own[name]]), own[name], one_way))
        for way, names in called.items():
            if name in names:
                twin = _shape(renamed_in(one, names), way, one_way)
                made.append(replace(twin, name=names[name], docs=_noted(twin.docs, _TWIN[way].format(name))))
    return made


def by_direction(twins: Mapping[Use, str]) -> Mapping[Direction, Mapping[str, str]]:
    """Return, direction by direction, what is called otherwise where values travel so."""
    return {way: {use.name: text for use, text in twins.items() if use.direction is way} for way in Direction}


def loosened(found: Shapes, own: Mapping[str, Direction]) -> Iterator[tuple[str, str]]:
    """Yield records and keys that the description requires, and that are optional under the record's own name."""
    for name, keys in found.one_way.items():
        record = found.declarations[name]
        for field in record.fields if isinstance(record, Record) else ():
            if field.key in keys and _ONE_WAY[field.access] is not own[name]:
                yield name, field.key


def _shape(declaration: Declaration, direction: Direction, one_way: frozenset[str]) -> Declaration:
    """Return a declaration as values travel in one direction: what the other one asks for is optional."""
    if not one_way or not isinstance(declaration, Record):
        return declaration
    fields = tuple(
        _optional(field) if field.key in one_way and _ONE_WAY[field.access] is not direction else field
        for field in declaration.fields
    )
    return replace(declaration, fields=fields)


def _optional(field: Field) -> Field:
    return replace(field, presence=Presence.OPTIONAL, docs=_noted(field.docs, _ONLY_THERE[_ONE_WAY[field.access]]))


def _noted(docs: Docs, note: str) -> Docs:
    return replace(docs, notes=(*docs.notes, note))


# --- what differs -------------------------------------------------------------------------------------------------


def _asked_one_way(record: Record) -> frozenset[str]:
    return frozenset(
        field.key
        for field in record.fields
        if field.access is not Access.BOTH and field.presence is not Presence.OPTIONAL
    )


def _made_of(roots: Iterable[str], declarations: Sequence[Declaration]) -> frozenset[str]:
    """Return the roots and all declarations that lead to one; a parent does not count, its fields are the child's."""
    found = set(roots)
    if not found:
        return frozenset()
    above: dict[str, list[str]] = defaultdict(list)
    for one in declarations:
        for name in made_of(one):
            above[name].append(one.name)
    todo = list(found)
    while todo:
        for name in above[todo.pop()]:
            if name not in found:
                found.add(name)
                todo.append(name)
    return frozenset(found)


def _tags(declarations: Mapping[str, Declaration]) -> Mapping[str, set[str]]:
    """Return, record by record, the keys by which unions tell it from others."""
    tags: dict[str, set[str]] = defaultdict(set)
    for one in declarations.values():
        for union in (union for type_ in _types(one) if isinstance(type_, _COMPOSITE) for union in _unions(type_)):
            if union.tag is not None:
                for name in (name for variant in union.variants for name in _records(variant, declarations, set())):
                    tags[name].add(union.tag.property)
    return tags


def _types(declaration: Declaration) -> Iterator[Type]:
    match declaration:
        case Alias(type=type_):
            yield type_
        case Record(fields=fields, extra=extra):
            yield from (field.type for field in fields)
            if not isinstance(extra, Extra):
                yield extra


def _unions(type_: Type) -> Iterator[OneOf]:
    match type_:
        case OneOf(variants=several):
            yield type_
            for one in several:
                yield from _unions(one)
        case FixedArray(items=several):
            for one in several:
                yield from _unions(one)
        case Array(items=below) | Map(values=below) | Nullable(of=below) | Chosen(of=below):
            yield from _unions(below)
        case _:
            return


def _records(type_: Type, declarations: Mapping[str, Declaration], seen: set[str]) -> Iterator[str]:
    """Yield the records that a variant is, behind aliases and unions inside."""
    match type_:
        case Named(name=name) if name not in seen:
            seen.add(name)
            found = declarations[name]
            if isinstance(found, Record):
                yield name
            else:
                yield from _records(found.type, declarations, seen)
        case Nullable(of=below) | Chosen(of=below):
            yield from _records(below, declarations, seen)
        case OneOf(variants=several):
            for one in several:
                yield from _records(one, declarations, seen)
        case _:
            return
