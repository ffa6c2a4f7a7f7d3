"""Class hierarchies: a parent with a discriminator and no union stands for its children (OpenAPI 3.1.1, 4.8.25.4).

In: the schemas as they were read, by place. Out: the same, but that each such parent is a union of the components that
include it by `allOf`, directly or not, and of itself where a value may be a plain parent; what the parent says itself
stands at a place of its own, the *base*, which the children's `allOf` leads to instead. References to the parent are
untouched: they mean the union. A parent that nobody includes, or that no tag tells from its children, stays as it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from codegen import codes
from codegen.diagnostics import SpecErrors
from codegen.location import Location, tokens
from codegen.normalizer.intersect import MOST_MADE, NOTHING, asserts_nothing
from codegen.normalizer.spec import Base, Discriminator, JsonType, JsonValue, Schema, Union, UnionKind

_VALUES = ("x-discriminator-value", "x-ms-discriminator-value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hierarchies:
    """What became of the parents."""

    changed: Mapping[Location, Schema]
    """Schemas that say something else now, and new ones."""
    bases: Mapping[Location, Base]
    """Place of a base -> what it is."""


def find_hierarchies(
    schemas: Mapping[Location, Schema], components: Mapping[Location, str], trees: Mapping[str, JsonValue]
) -> Hierarchies:
    """Return the hierarchies among the component schemas, which are given with their keys."""
    if not any(one.discriminator is not None and one.union is None for one in schemas.values()):
        return Hierarchies(changed={}, bases={})
    family = _Family(schemas, components, trees)
    for at in components:
        schema = schemas[at]
        if schema.discriminator is not None and _is_plain(schema):
            family.found(at, schema.discriminator)
    return family.result()


def _is_plain(schema: Schema) -> bool:
    return schema.union is None and not schema.more_unions and schema.ref is None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    """A schema of a hierarchy, with the values of the tag that mean it."""

    at: Location
    values: tuple[str, ...]


class _Family:
    def __init__(
        self, schemas: Mapping[Location, Schema], components: Mapping[Location, str], trees: Mapping[str, JsonValue]
    ) -> None:
        self._schemas = schemas
        self._keys = components
        self._trees = trees
        self._children: dict[Location, list[Location]] = {}
        for at in components:
            for parent in dict.fromkeys(self._parents(schemas[at])):
                self._children.setdefault(parent, []).append(at)
        self._spare = max(MOST_MADE, len(schemas))
        self._known_declared: dict[tuple[Location, str], bool] = {}
        self._known_constants: dict[tuple[Location, str], tuple[JsonValue, ...] | None] = {}
        self._unions: dict[Location, tuple[Discriminator, tuple[_Member, ...]]] = {}

    def found(self, root: Location, discriminator: Discriminator) -> None:
        """Note the unions of a parent, and of those in the middle, if the tag tells all of them apart."""
        name = discriminator.property
        below = self._everybody(root, discriminator)
        if not below or not all(self._declares(at, name) for at in (root, *below)):
            return
        told = any(self._written(at, discriminator) for at in below)
        members: list[_Member] = []
        for at in (root, *below):
            values = self._written(at, discriminator) or self._implied(at, name, told=told, abstract=at == root)
            if values:
                members.append(_Member(at=at, values=values))
            elif not self._children.get(at) and not self._is_wrapper(at):
                return  # a leaf that no value of the tag means
        for at in (root, *below):
            if at in self._unions:
                continue
            line = {at, *self._below(at, name)} if at != root else {root, *below}
            mine = tuple(one for one in members if one.at in line)
            if not self._has_other(at, name) and any(one.at != at for one in mine):
                self._unions[at] = (discriminator, mine)
                self._spare -= len(mine)
                if self._spare < 0:
                    message = f"The hierarchy below #{root.pointer} has too many variants, at all its levels together."
                    raise SpecErrors((codes.SCHEMA_TOO_COMPLEX.at(discriminator.location, message),))

    def result(self) -> Hierarchies:
        """Return the unions and bases, and the children with their `allOf` led to the bases."""
        changed: dict[Location, Schema] = {}
        bases: dict[Location, Base] = {}
        for at, (discriminator, members) in self._unions.items():
            base = base_of(at)
            without = None if any(one.at == at for one in members) else discriminator.property
            bases[base] = Base(parent=at, without=without)
            changed[base] = self._led(replace(self._schemas[at], location=base, discriminator=None))
            changed.update(self._union(at, discriminator, members))
        for at, schema in self._schemas.items():
            if schema.all_of and at not in changed and self._is_heir(schema):
                changed[at] = self._led(schema)
        changed.update({one.location: one for schema in tuple(changed.values()) for one in _inline(schema)})
        return Hierarchies(changed=changed, bases=bases)

    # --- who belongs to it ----------------------------------------------------------------------------------------

    def _parents(self, schema: Schema) -> Iterator[Location]:
        """Yield the components that a schema includes by `allOf`, behind chains of references."""
        for member in schema.all_of:
            if member.ref is None:
                yield from self._parents(member)
            else:
                yield self._target(member.ref)

    def _target(self, at: Location) -> Location:
        seen = {at}
        while (ref := self._schemas[at].ref) is not None and ref not in seen:
            seen.add(ref)
            at = ref
        return at

    def _below(self, at: Location, name: str) -> Iterator[Location]:
        """Yield who descends from a parent, each once; one with another discriminator speaks for its own children."""
        seen = {at}
        todo = list(reversed(self._children.get(at, ())))
        while todo:
            one = todo.pop()
            if one in seen or not _is_plain(self._schemas[one]):
                continue
            seen.add(one)
            yield one
            if not self._has_other(one, name):
                todo.extend(reversed(self._children.get(one, ())))

    def _everybody(self, root: Location, discriminator: Discriminator) -> tuple[Location, ...]:
        """Return who descends from a parent, and whom its mapping names besides; nobody where nobody descends."""
        found = dict.fromkeys(self._below(root, discriminator.property))
        if found:
            named = (self._target(target) for _, target in discriminator.mapping)
            found |= dict.fromkeys(one for one in named if one != root)
        return tuple(found)

    def _is_wrapper(self, at: Location) -> bool:
        """Tell whether a schema says nothing beside the one parent it includes."""
        schema = self._schemas.get(at)
        return schema is not None and len(schema.all_of) == 1 and _says_nothing(schema)

    def _has_other(self, at: Location, name: str) -> bool:
        own = self._schemas[at].discriminator
        return own is not None and own.property != name

    # --- which values mean it -------------------------------------------------------------------------------------

    def _implied(self, at: Location, name: str, *, told: bool, abstract: bool) -> tuple[str, ...]:
        """Return the name of a component as the value that means it, where no value is written.

        Where values are told for others, the parent and those in the middle are abstract, and a wrapper is no child.
        """
        if told and (abstract or self._children.get(at) or self._is_wrapper(at)):
            return ()
        word, allowed = self._keys.get(at, at.key), self._constants(at, name)
        return (word,) if allowed is None or word in allowed else ()

    def _written(self, at: Location, discriminator: Discriminator) -> tuple[str, ...]:
        """Return the values that the mapping, `x-discriminator-value` or a constant of its own give a schema."""
        own = self._schemas[at].discriminator
        pairs = (*discriminator.mapping, *(own.mapping if own is not None and own is not discriminator else ()))
        found = tuple(dict.fromkeys(value for value, target in pairs if self._target(target) == at))
        said = _value_at(self._trees.get(at.document), at)
        if said is not None and said not in found:
            found = (*found, said)
        constants = self._own_constants(self._schemas[at], discriminator.property) or ()
        if found or (len(constants) > 1 and at in self._children):
            return found
        return tuple(one for one in constants if isinstance(one, str))

    def _own_constants(self, schema: Schema, name: str) -> tuple[JsonValue, ...] | None:
        """Return the constants that a schema, or an inline member of its `allOf`, gives a property."""
        if schema.objects is not None and (one := schema.objects.properties.get(name)) is not None:
            target = self._schemas[self._target(one.ref)] if one.ref is not None else one
            if target.enum is not None:
                return target.enum
        inline = (self._own_constants(one, name) for one in schema.all_of if one.ref is None)
        return next((found for found in inline if found is not None), None)

    def _constants(self, at: Location, name: str) -> tuple[JsonValue, ...] | None:
        """Return the constants of a property, its own or those of the nearest parent that has some."""
        if (at, name) not in self._known_constants:
            found = self._own_constants(self._schemas[at], name)
            above = (self._constants(one, name) for one in self._parents(self._schemas[at]) if one != at)
            if found is None:
                found = next((one for one in above if one is not None), None)
            self._known_constants[at, name] = found
        return self._known_constants[at, name]

    def _declares(self, at: Location, name: str) -> bool:
        if (at, name) not in self._known_declared:
            schema = self._schemas[at]
            own = schema.objects is not None and name in schema.objects.properties
            members = (member.ref or member.location for member in schema.all_of)
            self._known_declared[at, name] = own or any(self._declares(one, name) for one in members)
        return self._known_declared[at, name]

    # --- what they become -----------------------------------------------------------------------------------------

    def _union(
        self, at: Location, discriminator: Discriminator, members: tuple[_Member, ...]
    ) -> Iterator[tuple[Location, Schema]]:
        schema = self._schemas[at]
        place = at.child("discriminator")
        variants = []
        for one in members:
            leads_to = base_of(one.at) if one.at == at or self._is_middle(one.at, discriminator) else one.at
            where = place.below("mapping").child(one.values[0])
            variants.append(Schema(location=where, ref=leads_to, annotations=NOTHING))
        mapping = tuple(
            (value, variant.ref)
            for one, variant in zip(members, variants, strict=True)
            for value in one.values
            if variant.ref is not None
        )
        if schema.types is not None and "null" in schema.types:
            variants.append(Schema(location=place.child("null"), types=("null",), annotations=NOTHING))
        yield from ((one.location, one) for one in variants)
        union = Schema(
            location=at,
            union=Union(kind=UnionKind.ANY_OF, variants=tuple(variants)),
            discriminator=Discriminator(location=place, property=discriminator.property, mapping=mapping),
            annotations=schema.annotations,
        )
        yield at, union

    def _is_middle(self, at: Location, discriminator: Discriminator) -> bool:
        return at in self._unions and not self._has_other(at, discriminator.property)

    def _is_heir(self, schema: Schema) -> bool:
        """Tell whether a schema adds something to a parent, or is a component of its own; else it but refers to it."""
        parents = [one for one in self._parents(schema) if one in self._unions]
        if not parents:
            return False
        if any(schema.location in self._children.get(one, ()) for one in parents):
            members = {one.at for parent in parents for one in self._unions[parent][1]}
            if schema.location in members or schema.location in self._unions:
                return True
        return len(schema.all_of) > 1 or not _says_nothing(schema)

    def _led(self, schema: Schema) -> Schema:
        """Return the schema with the parents in its `allOf` replaced by their bases.

        One that says nothing else says that it is an object, so that it is a schema of its own and not its base.
        """
        types: tuple[JsonType, ...] | None = ("object",) if self._is_wrapper(schema.location) else schema.types
        return replace(schema, types=types, all_of=tuple(map(self._led_member, schema.all_of)))

    def _led_member(self, member: Schema) -> Schema:
        if member.ref is None:
            return self._led(member) if member.all_of else member
        target = self._target(member.ref)
        return replace(member, ref=base_of(target)) if target in self._unions else member


def base_of(parent: Location) -> Location:
    """Return the place of what a parent says itself."""
    return parent.child("discriminator")


def _says_nothing(schema: Schema) -> bool:
    """Tell whether a schema says no more than its `allOf`; that it is an object, the parent says too."""
    types = None if schema.types == ("object",) else schema.types
    return asserts_nothing(replace(schema, types=types, all_of=(), annotations=NOTHING))


def _inline(schema: Schema) -> Iterator[Schema]:
    for member in schema.all_of:
        yield member
        yield from _inline(member)


def _value_at(tree: JsonValue, at: Location) -> str | None:
    for token in tokens(at.pointer):
        tree = tree.get(token) if isinstance(tree, dict) else None
    found = [tree[key] for key in _VALUES if key in tree] if isinstance(tree, dict) else []
    return next((one for one in found if isinstance(one, str)), None)
