"""Each schema that is a conjunction gets its intersection: `allOf`, keywords beside a union, two unions side by side.

In: the schemas as they were read, by place. Out: for each conjunction the effective schema, and what was found on the
way (`allof-contradiction`, `allof-closed-branch`, `ref-cycle`). A property that several members define becomes a
conjunction itself and waits its turn, so that recursive types end; the same members at a place below are not
intersected again but referred to.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import product

from codegen import codes
from codegen.diagnostics import Diagnostic, SpecErrors, named
from codegen.location import Location, root_of
from codegen.normalizer.impossible import impossible_schemas
from codegen.normalizer.intersect import (
    MOST_MADE,
    NO_OBJECTS,
    NOTHING,
    Contradiction,
    annotate,
    asserts_nothing,
    intersect,
    join_conditions,
)
from codegen.normalizer.several_types import split
from codegen.normalizer.spec import Conditions, JsonType, ObjectKeywords, Schema, Union, UnionKind
from codegen.normalizer.unevaluated import asks, by_letter, settled

_MOST_VARIANTS = 64
_CONDITIONS = frozenset(("not", "if", "then", "else"))
"""Schemas below these leave the type to the one they stand in."""


_OWN = "allOf/own"
"""Where a member of a conjunction is put that stood at the place of the whole."""


class Conjunctions:
    """Computes intersections; each is computed once, and cycles without a type are found on the way."""

    def __init__(self, schemas: dict[Location, Schema], components: Collection[Location]) -> None:
        self.schemas = schemas
        self._components = components
        self.found: dict[Location, Schema] = {}
        self.combined: dict[Location, tuple[Location, ...]] = {}
        self.diagnostics: list[Diagnostic] = []
        self._open: dict[Location, None] = {}
        self._same: dict[tuple[str | Location, ...], dict[str, None]] = {}
        """A document and members -> the places of their conjunctions in it."""
        self._waiting: list[Schema] = []
        self._impossible: list[tuple[Location, Contradiction]] = []
        self._spare = max(MOST_MADE, len(schemas))

    def compute(self) -> None:
        """Compute the intersections of all schemas, and of those that arise on the way."""
        for schema in tuple(self.schemas.values()):
            if _is_conjunction(schema):
                self.effective(schema)
            elif asks(schema):
                self.found[schema.location] = settled(schema, self._target)
        while self._waiting:
            self.effective(self._waiting.pop())
        for at, schema in self.schemas.items():
            self._imply_type(self.found.get(at, schema))
        for at, schema in tuple(self.schemas.items()):
            self._split(at, self.found.get(at, schema))
        self.diagnostics.extend(impossible_schemas(self._impossible, self._known))

    def _known(self, at: Location) -> Schema | None:
        return self.found.get(at) or self.schemas.get(at)

    def _imply_type(self, found: Schema) -> None:
        """Give a schema without a type the one that its keywords speak of: it is what such a schema means.

        Only now: a member of a conjunction leaves the type to the others.
        """
        implied, at = implied_type(found), found.location
        if implied is not None and at.pointer.rpartition("/")[2] not in _CONDITIONS:
            self.found[at] = replace(found, types=(implied,))
            self.diagnostics.append(codes.TYPE_IMPLIED.at(at, f"The schema has no `type`; it is read as {implied}."))

    def _split(self, at: Location, found: Schema) -> None:
        """Give a component of several types the union that it is; only now, as members are intersected whole."""
        union = split(found) if found.location == at and at in self._components else None
        if union is not None and union.union is not None:
            self.found[at] = union
            self.schemas.update((one.location, one) for one in union.union.variants)

    def effective(self, schema: Schema) -> Schema:
        """Return the schema without `all_of`; for a reference, that of its target."""
        if schema.ref is not None:
            return self._guarded(schema, lambda: self.effective(self.schemas[schema.ref]))  # type: ignore[index]  # not None, see above
        if not _is_conjunction(schema):
            return settled(schema, self._target)
        known = self.found.get(schema.location)
        if known is None:
            known = self._guarded(schema, lambda: self._intersection(schema))
            self.found[schema.location] = known
        return known

    def _guarded(self, schema: Schema, compute: Callable[[], Schema]) -> Schema:
        """Compute with the schema marked as open; coming back to an open one is a cycle without a type."""
        if schema.location in self._open:
            self._cycle(schema)
            return Schema(location=schema.location, annotations=NOTHING)
        self._open[schema.location] = None
        try:
            return compute()
        finally:
            del self._open[schema.location]

    def _cycle(self, schema: Schema) -> None:
        chain = [*self._open, schema.location]
        path = " -> ".join(at.seen_from(schema.location) for at in chain[chain.index(schema.location) :])
        self.diagnostics.append(
            codes.REF_CYCLE.at(
                schema.location if schema.ref is None else schema.location.child("$ref"),
                f"The schema leads back to itself without a type: {path}.",
                help="Recursion needs an object or an array in between.",
            )
        )

    def _intersection(self, schema: Schema) -> Schema:
        schema = settled(schema, self._target)
        own = replace(schema, all_of=(), union=None, more_unions=(), discriminator=None, annotations=NOTHING)
        members = [*schema.all_of] if asserts_nothing(own) else [*schema.all_of, own]
        says = [one for one in members if one is own or not asserts_nothing(self._target(one))]
        unions = [union for union in (schema.union, *schema.more_unions) if union is not None]
        if len(says) == 1 and not unions and says[0] is not own:
            return self._alone(schema, says[0])
        try:
            return self._all(schema, says, unions)
        except Contradiction as found:
            self._impossible.append((schema.location, found))
            return Schema(location=schema.location, types=(), annotations=schema.annotations)

    def _target(self, schema: Schema) -> Schema:
        seen: set[Location] = set()
        while schema.ref is not None and schema.location not in seen:
            seen.add(schema.location)
            schema = self.schemas[schema.ref]
        return schema

    def _alone(self, schema: Schema, member: Schema) -> Schema:
        """Return the one member that says something, with the annotations of all."""
        for one in schema.all_of:
            if one is not member:
                member = annotate(member, one.annotations)
        if member.ref is not None:
            self.effective(member)
            return annotate(replace(member, location=schema.location), schema.annotations)
        return annotate(replace(self.effective(member), location=schema.location), schema.annotations)

    def _all(self, schema: Schema, says: list[Schema], unions: list[Union]) -> Schema:
        at = schema.location
        parts = [one if one.location == at else self._apart(self._part(one, at), one) for one in says]
        self._report_closed(schema, parts)
        plain = Schema(location=at, annotations=NOTHING)
        discriminator = schema.discriminator
        for number, part in enumerate(parts):
            if part.union is not None:
                unions.append(part.union)
                discriminator = discriminator or part.discriminator
            try:
                plain = intersect(plain, replace(part, union=None, discriminator=None), at, self._join)
            except Contradiction as fault:
                members = (_written(says[_first_against(parts, number)]), _written(says[number]))
                raise replace(fault, members=members) from None
        for one in schema.all_of:
            if one.ref is None:
                plain = annotate(plain, one.annotations)
        plain = annotate(replace(plain, annotations=plain.annotations), schema.annotations)
        found = self._distribute(plain, unions, at)
        return replace(found, discriminator=discriminator) if found.union is not None else found

    def _part(self, member: Schema, at: Location) -> Schema:
        """Return what a member says of the schema at a place; of a parent that is a union of its children, the rest."""
        target = self._target(member)
        for union in (target.union, *target.more_unions):
            if union is not None and any(self._leads_to(one, at) for one in union.variants):
                return self._plain(target)
        return self.effective(member)

    def _apart(self, part: Schema, member: Schema) -> Schema:
        """Return what a member says beside others, of whose properties and items it knows nothing."""
        return by_letter(part, self._target(member)) if asks(part) else part

    def _leads_to(self, variant: Schema, at: Location) -> bool:
        return variant.ref is not None and self._extends(variant, Schema(location=at, ref=at, annotations=NOTHING))

    def _plain(self, schema: Schema) -> Schema:
        """Return what a schema says without its unions and those of its members."""
        schema = self._target(schema)
        own = replace(schema, all_of=(), union=None, more_unions=(), discriminator=None, annotations=NOTHING)
        for member in schema.all_of:
            own = intersect(self._plain(member), own, schema.location, self._join)
        return own

    def _report_closed(self, schema: Schema, parts: Iterable[Schema]) -> None:
        objects = [part.objects for part in parts if part.objects is not None]
        everything = {key: None for one in objects for key in one.properties}
        for one in objects:
            unknown = [key for key in everything if key not in one.properties]
            if one.additional is not None and one.additional.types == () and unknown:
                owner = schema.location.seen_from(one.additional.location)
                message = f"This member of {owner} refuses {named(unknown)} of its siblings."
                help = "Say `unevaluatedProperties: false` beside the `allOf` instead; it is read so."
                self.diagnostics.append(codes.ALLOF_CLOSED_BRANCH.at(one.additional.location, message, help=help))
                return

    # --- unions beside other keywords ---------------------------------------------------------------------------

    def _distribute(self, plain: Schema, unions: list[Union], at: Location) -> Schema:
        """Return (plain and union and union ...) with one union, or none where branches only ask for keys."""
        spread: list[Union] = []
        for union in unions:
            if plain.objects is not None and all(map(_only_asks_for_keys, map(self._target, union.variants))):
                plain = replace(plain, conditions=join_conditions(plain.conditions, _condition(union)))
            else:
                spread.append(union)
        if not spread:
            return plain
        combinations = 1
        for union in spread:
            combinations *= len(union.variants)
        if combinations > _MOST_VARIANTS and len(spread) > 1:
            self.diagnostics.append(
                codes.UNION_PRODUCT.at(
                    at, f"The unions of this schema have {combinations:,} combinations; only the first is a type."
                )
            )
            beside = spread[1:]
            spread = spread[:1]
        else:
            beside = [one for one in spread if one.kind is UnionKind.ONE_OF] if len(spread) > 1 else []
        plain, conditions = _of_the_whole(plain)
        variants = tuple(self._variants(plain, spread, at))
        if not variants:
            keyword = spread[0].variants[0].location.pointer.rpartition("/")[0]
            raise Contradiction("a union of which no variant agrees with the rest", (Location(at.document, keyword),))
        kind = spread[0].kind if len(spread) == 1 else UnionKind.ANY_OF
        for union in beside:
            conditions = join_conditions(conditions, _condition(union))
        return Schema(
            location=at,
            union=Union(kind=kind, variants=variants, or_null=spread[0].or_null and len(spread) == 1),
            conditions=conditions,
            annotations=plain.annotations,
        )

    def _variants(self, plain: Schema, unions: list[Union], at: Location) -> Iterable[Schema]:
        for chosen in product(*(union.variants for union in unions)):
            found = plain
            self._count(at)
            if len(chosen) == 1 and (self._leads_to(chosen[0], at) or self._implies(chosen[0], plain)):
                yield chosen[0]
                continue
            name = "+".join(one.location.pointer.rsplit("/", 1)[-1] for one in chosen)
            place = at.below(f"{unions[0].kind.value}/{name}")
            try:
                for one in chosen:
                    found = self._with_variant(found, one, place)
            except Contradiction:
                continue
            found = annotate(replace(found, annotations=NOTHING), chosen[0].annotations)
            self.schemas[place] = replace(found, location=place)
            self.combined[place] = tuple(one.location for one in chosen)
            self.found[place] = self.schemas[place]
            yield self.schemas[place]

    def _with_variant(self, plain: Schema, variant: Schema, at: Location) -> Schema:
        """Return what a variant says together with the rest; a variant that is a union stays one."""
        said = self.effective(variant)
        union, said = said.union, replace(said, union=None, discriminator=None)
        said = said if plain.objects is None and plain.arrays is None else self._apart(said, variant)
        found = intersect(plain, said, at, self._join)
        return found if union is None else self._distribute(found, [union], at)

    def _implies(self, variant: Schema, plain: Schema) -> bool:
        """Tell whether a variant says all that the rest says: the rest is a type that the variant has anyway."""
        if plain != Schema(location=plain.location, types=plain.types, annotations=plain.annotations):
            return False
        said = self.effective(variant)
        if plain.types is None:
            return True
        if said.union is not None:
            return all(self._implies(one, plain) for one in said.union.variants)
        types = said.types if said.types is not None else (implied_type(said),)
        return set(types) <= set(plain.types)

    # --- properties that several members define -----------------------------------------------------------------

    def _join(self, one: Schema, other: Schema, at: Location) -> Schema:
        """Return what two members say of one property, as a conjunction to be computed later."""
        if asserts_nothing(one):
            return annotate(annotate(replace(other, annotations=NOTHING), one.annotations), other.annotations)
        if asserts_nothing(other):
            return annotate(one, other.annotations)
        if self._extends(one, other) or same_assertions(one, other):
            return annotate(one, other.annotations)
        if self._extends(other, one):
            return other
        self._count(at)
        key: tuple[str | Location, ...] = (at.document, *sorted({_identity(one), _identity(other)}))
        same = self._same.setdefault(key, {})
        places = _above(at) if same else set()
        above = next((one for one in same if one in places), None)
        if above is not None:
            return Schema(location=at, ref=Location(at.document, above), annotations=other.annotations)
        same[at.pointer] = None
        members = (self._moved(one, at), self._moved(other, at))
        found = Schema(location=at, all_of=members, annotations=annotate(one, other.annotations).annotations)
        self.schemas[at] = found
        self.found.pop(at, None)
        self.combined[at] = (one.location, other.location)
        self._waiting.append(found)
        return found

    def _count(self, at: Location) -> None:
        """Take note of a schema that arises; raise `SpecErrors` where there is no end of them."""
        self._spare -= 1
        if self._spare < 0:
            message = "What schemas say together here comes to more schemas than can be written."
            help = "Give what is common a component of its own."
            raise SpecErrors((codes.SCHEMA_TOO_COMPLEX.at(root_of(at), message, help=help),))

    def _moved(self, member: Schema, at: Location) -> Schema:
        """Return a member whose place the conjunction takes under one of its own, if it has to be computed itself."""
        if member.location != at or not (member.ref is not None or _is_conjunction(member)):
            return member
        moved = replace(member, location=at.below(_OWN))
        self.schemas[moved.location] = moved
        return moved

    def _extends(self, one: Schema, other: Schema) -> bool:
        """Tell whether the one schema includes the other by `allOf`, so that it says all the other says."""
        if other.ref is None:
            return False
        seen: set[Location] = set()
        todo = [one]
        while todo:
            schema = todo.pop()
            if schema.ref is not None:
                if schema.ref == other.ref:
                    return True
                schema = self.schemas[schema.ref]
            if schema.location not in seen:
                seen.add(schema.location)
                todo.extend((*schema.all_of, *((schema,) if schema.ref is not None else ())))
        return False


def _above(at: Location) -> set[str]:
    """Return the pointers above a place."""
    found: set[str] = set()
    pointer = at.pointer.rpartition("/")[0]
    while pointer:
        found.add(pointer)
        pointer = pointer.rpartition("/")[0]
    return found


def implied_type(schema: Schema) -> JsonType | None:
    """Return the type that the keywords of a schema speak of; None where it has a type, or no such keyword."""
    if schema.types is not None or schema.enum is not None or schema.union is not None or schema.ref is not None:
        return None
    if schema.objects is not None:
        return "object"
    if schema.arrays is not None:
        return "array"
    if schema.strings is not None:
        return "string"
    return "number" if schema.numbers is not None else None


def _written(member: Schema) -> Location:
    """Return the place where a member is written."""
    return Location(member.location.document, member.location.pointer.removesuffix(f"/{_OWN}"))


def _first_against(parts: list[Schema], number: int) -> int:
    """Return the first part that excludes a later one; the one before it, if only all together do."""
    later = replace(parts[number], union=None, discriminator=None)
    for at, one in enumerate(parts[:number]):
        try:
            intersect(replace(one, union=None, discriminator=None), later, one.location, lambda mine, its, place: mine)
        except Contradiction:
            return at
    return max(number - 1, 0)


def same_assertions(one: Schema, other: Schema) -> bool:
    """Tell whether two schemas say the same of a value, wherever they stand and however they describe it."""
    if one.location == other.location:
        return True
    return all(
        _same(getattr(one, name), getattr(other, name))
        for name in Schema.__slots__
        if name not in ("location", "annotations")
    )


def _same(one: object, other: object) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, Schema) and isinstance(other, Schema):
        return same_assertions(one, other)
    if isinstance(one, tuple) and isinstance(other, tuple) and not isinstance(one, Location):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(item, other[key]) for key, item in one.items())
    if is_dataclass(one):
        return all(_same(getattr(one, part.name), getattr(other, part.name)) for part in fields(one))
    return one == other


def _of_the_whole(plain: Schema) -> tuple[Schema, Conditions | None]:
    """Return what stands beside a union without the conditions that are asked of the whole, and these.

    Where nothing but conditions stands there, the variants are what they are without them.
    """
    conditions = plain.conditions
    if conditions is None or asserts_nothing(replace(plain, conditions=None)):
        return replace(plain, conditions=None), conditions
    rest = replace(plain, conditions=replace(conditions, all_of=()))
    return rest, Conditions(all_of=conditions.all_of) if conditions.all_of else None


def _identity(schema: Schema) -> Location:
    return schema.ref if schema.ref is not None else schema.location


def _is_conjunction(schema: Schema) -> bool:
    if schema.ref is not None:
        return False
    if schema.all_of or schema.more_unions:
        return True
    return schema.union is not None and not asserts_nothing(replace(schema, union=None, discriminator=None))


def _only_asks_for_keys(variant: Schema) -> bool:
    """Tell whether a branch says no more of the object beside it than which keys it must, or must not, have."""
    if variant.objects is not None and not _only_required(variant.objects):
        return False
    rest = replace(variant, objects=None, conditions=None, types=None)
    if variant.types not in (None, ("object",)) or not asserts_nothing(rest):
        return False
    conditions = variant.conditions
    if conditions is None:
        return variant.objects is not None
    return conditions == Conditions(not_=conditions.not_) and all(map(_only_asks_for_keys, conditions.not_))


def _only_required(objects: ObjectKeywords) -> bool:
    return bool(objects.required) and objects == replace(NO_OBJECTS, required=objects.required)


def _condition(union: Union) -> Conditions:
    if union.kind is UnionKind.ONE_OF and union.or_null:
        alone = Union(kind=union.kind, variants=union.variants[:-1])
        one = Schema(location=union.variants[-1].location, union=alone, annotations=NOTHING)
        return Conditions(any_of=((one, union.variants[-1]),))
    if union.kind is UnionKind.ONE_OF:
        return Conditions(one_of=(union.variants,))
    return Conditions(any_of=(union.variants,))
