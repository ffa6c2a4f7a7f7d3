"""Schemas that lead back to themselves without a type: what they add is nothing, or they say nothing at all.

In: the schemas of a description by place. Out: those that are left when a component that includes itself by `allOf`, or
is a variant of itself, does so no more; and an error for each longer circle, which describes no value for certain.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.location import Location, root_of
from codegen.normalizer.spec import Schema, Union


def without_themselves(schemas: Mapping[Location, Schema]) -> tuple[dict[Location, Schema], list[Diagnostic]]:
    """Return the components that say something beside leading to themselves, without that; and what to say of it."""
    changed: dict[Location, Schema] = {}
    told: list[Diagnostic] = []
    for at, schema in schemas.items():
        if root_of(at) != at or (schema.union is None and not schema.all_of):
            continue
        members = tuple(one for one in schema.all_of if not _is(one, at, schemas))
        union = _other_variants(schema.union, at, schemas)
        spared = [one for one in (*schema.all_of, *_variants(schema.union)) if _is(one, at, schemas)]
        left = replace(schema, all_of=members, union=union)
        if spared and left != Schema(location=at, annotations=left.annotations, discriminator=left.discriminator):
            changed[at] = left
            told += [_told(one, at) for one in spared]
    return changed, told


def _variants(union: Union | None) -> tuple[Schema, ...]:
    return union.variants if union is not None else ()


def _other_variants(union: Union | None, at: Location, schemas: Mapping[Location, Schema]) -> Union | None:
    """Return a union without the variants that are the schema itself; None where none is left."""
    variants = tuple(one for one in _variants(union) if not _is(one, at, schemas))
    return replace(union, variants=variants) if union is not None and variants else None


def _is(schema: Schema, at: Location, schemas: Mapping[Location, Schema]) -> bool:
    """Tell whether a chain of references leads to a place."""
    seen: set[Location] = set()
    while schema.ref is not None and schema.ref not in seen:
        if schema.ref == at:
            return True
        seen.add(schema.ref)
        schema = schemas[schema.ref]
    return False


def _told(member: Schema, at: Location) -> Diagnostic:
    name = at.pointer.rpartition("/")[2]
    message = f"`{name}` includes itself here, or is a variant of itself, which says nothing and is left out."
    return codes.SELF_INCLUSION.at(member.location, message, help="Delete it, or refer to the schema that is meant.")


def circles(schemas: Mapping[Location, Schema]) -> Iterator[Diagnostic]:
    """Yield an error for each circle of references and unions that never comes to a type."""
    done: set[Location] = set()
    for start, schema in schemas.items():
        if start in done or (schema.ref is None and schema.union is None and not schema.all_of):
            continue
        path: dict[Location, None] = {}
        todo: list[tuple[Location, bool]] = [(start, False)]
        while todo:
            at, leaving = todo.pop()
            if leaving:
                path.pop(at)
                done.add(at)
            elif at in path:
                yield _circle([*path], at, schemas[at])
                done.add(at)
            elif at not in done:
                path[at] = None
                todo.append((at, True))
                todo.extend((below, False) for below in _unguarded(schemas[at], schemas))


def _unguarded(schema: Schema, schemas: Mapping[Location, Schema]) -> list[Location]:
    """Return the schemas that a value of this one is itself a value of; a union beside keywords has its own type."""
    if schema.ref is not None:
        return [schema.ref]
    below = [one.location for one in schema.all_of if not _is_parent(one, schema.location, schemas)]
    if schema.union is not None and schema.objects is None:
        below.extend(variant.location for variant in schema.union.variants)
    return below


def _is_parent(member: Schema, child: Location, schemas: Mapping[Location, Schema]) -> bool:
    """Tell whether a member of an `allOf` is a union with the schema itself for a variant: then its rest is meant."""
    parent = schemas[member.ref] if member.ref is not None else member
    return any(one.ref == child for one in _variants(parent.union))


def _circle(path: list[Location], at: Location, schema: Schema) -> Diagnostic:
    chain = " -> ".join(place.seen_from(at) for place in (*path[path.index(at) :], at))
    return codes.REF_CYCLE.at(
        at if schema.ref is None else at.child("$ref"),
        f"The schema leads back to itself without a type: {chain}.",
        help="Recursion needs an object or an array in between.",
    )
