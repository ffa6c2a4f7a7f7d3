"""Walks the schemas below a place and finds the places that have names (law 1 of `NAMING.md`).

Every object with properties, every union of two or more variants that are not null and every enum of two or more
values is one. Looked through, and so the same place as what is around them: members of `allOf`, unions with one variant
that is not null. The schema as it was written comes first, then the intersection, for what stands only there.
References are noted, not followed.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from codegen.location import Location, escape
from codegen.lowering.anchors import VariantMarks, inert
from codegen.lowering.places import Form, Place, base_of, element_of, part_of, property_of, variant_of
from codegen.lowering.shape import deserves_name, has_shape, holds_name
from codegen.normalizer.homes import Roots
from codegen.normalizer.spec import ArrayKeywords, NormalSpec, ObjectKeywords, Schema
from codegen.resolver.labels import Label, non_null
from codegen.words import words

_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")


class Walk:
    """Gathers places by the locations of the schemas that describe them."""

    def __init__(self, spec: NormalSpec, labels: Mapping[Location, tuple[Label, ...]]) -> None:
        self.at: dict[Location, Place] = {}
        self.targets: dict[Location, None] = {}
        self.marks = VariantMarks(spec)
        self._root = Roots(spec).of
        self._entry = spec.document
        self._pieces = frozenset(
            one
            for whole, parts in spec.combined.items()
            for one in parts
            if one != whole and self._root(one) == self._root(whole)
        )
        self._alone = frozenset(one.ref for one in spec.schemas.values() if one.ref is not None)
        self._named = frozenset(one.location for one in spec.components)
        self._labels = labels
        self._combined = spec.combined
        self._uses = Counter(one for parts in spec.combined.values() for one in parts)
        self._intersections = spec.intersections
        self._bases = {one.parent: spec.schemas[at] for at, one in spec.bases.items()}

    def visit(self, schema: Schema, place: Place, path: str) -> None:
        """Walk a schema that describes a place; `path` is the anchor of the schema itself."""
        location = schema.location
        if location in self.at:
            return
        found = self._intersections.get(location)
        if schema.ref is not None and (found is None or found.ref is not None):
            self.targets[schema.ref] = None
            return
        self.at[location] = place
        place.locations.append(location)
        place.reserved = place.reserved or _is_wrapped(schema, found) or deserves_name(found or schema)
        self._groups(self._near(schema), place, path)
        if location in self._combined:
            self._parts(schema, place, path)
        else:
            self._members(schema.all_of, place, f"{path}/allOf")
        self._unions(schema, found, place, path)
        if location in self._bases:
            self._base(self._bases[location], place, path)
        if found is not None:
            self._groups(_own(found), place, path)

    def _base(self, base: Schema, parent: Place, path: str) -> None:
        """Walk what the parent of a hierarchy says itself: what is below it is named from the parent."""
        place = base_of(parent)
        self.at[base.location] = place
        place.locations.append(base.location)
        self._groups(base, parent, path)
        self._members(base.all_of, parent, f"{path}/allOf")
        found = self._intersections.get(base.location)
        if found is not None:
            self._groups(_own(found), parent, path)

    def _members(self, members: tuple[Schema, ...], place: Place, path: str) -> None:
        """Walk the members of an `allOf`, those inside others last; their unions are those of the whole."""
        marks: list[str] | None = None
        for number, member in enumerate(members):
            if member.ref is not None:
                self.targets[member.ref] = None
                continue
            own = place
            if self._is_part(member):
                marks = marks or self.marks.of(members, None, self._holds_name)
                own = part_of(place, f"{path}{marks[number]}")
            self.at[member.location] = own
            own.locations.append(member.location)
            self._groups(member, place, path)
        inner = tuple(one for member in members for one in member.all_of)
        if inner:
            self._members(inner, place, f"{path}/allOf")

    def _place_of(self, piece: Schema, whole: Place) -> Place:
        """Return the place of what stands at one, which may be a type beside what is put together there."""
        if piece.location in self._pieces and self._is_part(piece):
            return part_of(whole, f"{whole.anchor}/allOf{{part}}")
        return whole

    def _is_part(self, member: Schema) -> bool:
        """Tell whether a member is a type beside the whole: a reference leads to it, and not to what it is part of."""
        return member.location in self._alone and self._holds_name(member)

    def _parts(self, schema: Schema, place: Place, path: str) -> None:
        """Walk what a property was put together from; what stands in another component is named there."""
        for one in schema.all_of:
            if one.ref is not None:
                self.targets[one.ref] = None
            elif self._root(one.location) == self._root(schema.location):
                if self._uses[one.location] == 1:
                    self.at.setdefault(one.location, place)
                self._groups(one, place, f"{path}/allOf")
                self._parts(one, place, f"{path}/allOf")

    def _near(self, schema: Schema) -> Schema:
        """Return a schema without the properties it has from other components, if it was put together."""
        objects = schema.objects
        if objects is None or all(schema.location.has(one.location) for one in objects.properties.values()):
            return schema
        root = self._root(schema.location)
        kept = {
            key: one
            for key, one in objects.properties.items()
            if (mine := self._root(one.location)) == root or (mine.document != self._entry and mine not in self._named)
        }
        return replace(schema, objects=replace(objects, properties=kept))

    # --- unions -------------------------------------------------------------------------------------------------

    def _unions(self, schema: Schema, found: Schema | None, place: Place, path: str) -> None:
        written = {} if schema.union is None and not schema.all_of else dict(self._written(schema, path))
        union, root = schema.union if found is None else found.union, self._root(schema.location)
        variants = non_null(union)
        if union is None or not variants:
            return
        if len(variants) == 1:
            raw, _ = written.get(variants[0].location, (variants[0], ""))
            if self._root(raw.location) == root:
                self.visit(raw, self._place_of(raw, place), path)
            return
        marks: list[str] | None = None
        for number, one in enumerate(variants):
            if one.location in self.at or self._root(one.location) != root:
                continue  # the variants of a component that is a union are named there
            raw, anchor = written.get(one.location, (one, ""))
            if not anchor:
                marks = marks or self.marks.of(variants, None, self._holds_name)
                anchor = f"{path}/{union.kind.value}{marks[number]}"
            self._variant(raw, place, anchor)

    def _variant(self, variant: Schema, union: Place, anchor: str) -> None:
        step = anchor if self._holds_name(variant) else f"{anchor} {variant.location}"
        child = union.children.get(step)
        if child is None:
            child = union.children[step] = variant_of(union, self._labels.get(variant.location, ()), anchor)
        self.visit(variant, self._place_of(variant, child), anchor)

    def _holds_name(self, variant: Schema) -> bool:
        found = self._intersections.get(variant.location)
        return holds_name(variant) or (found is not None and deserves_name(found))

    def _written(self, schema: Schema, path: str) -> list[tuple[Location, tuple[Schema, str]]]:
        """Return the variants that a schema and its members were written with, and their anchors, by location."""
        found: list[tuple[Location, tuple[Schema, str]]] = []
        tag = schema.discriminator.property if schema.discriminator is not None else None
        for union in (schema.union, *schema.more_unions):
            variants = non_null(union)
            if union is not None and len(variants) > 1:
                marks = self.marks.of(variants, tag, self._holds_name)
                found += (
                    (one.location, (one, f"{path}/{union.kind.value}{mark}"))
                    for one, mark in zip(variants, marks, strict=True)
                )
            else:
                found += ((one.location, (one, path)) for one in variants)
        for member in schema.all_of:
            if member.ref is None:
                found += self._written(member, f"{path}/allOf")
        return found

    # --- below ----------------------------------------------------------------------------------------------------

    def _groups(self, schema: Schema, place: Place, path: str) -> None:
        if schema.objects is not None:
            self._object(schema.objects, place, path)
        if schema.arrays is not None:
            self._array(schema.arrays, place, path)

    def _object(self, objects: ObjectKeywords, place: Place, path: str) -> None:
        for key, one in objects.properties.items():
            if one.ref is not None:
                self.targets[one.ref] = None
            elif has_shape(one) and one.location not in self.at:
                child = place.children.get(f"p:{key}")
                if child is None:
                    anchor = inert(f"{path}/properties/{escape(key)}")
                    child = place.children[f"p:{key}"] = property_of(place, key, words(key), anchor)
                self.visit(one, self._place_of(one, child), child.anchor)
        if objects.additional is not None:
            self._element(objects.additional, place, Form.VALUE, f"{path}/additionalProperties", ())
        for pattern, one in objects.pattern_properties.items():
            extra = words(pattern) if len(objects.pattern_properties) > 1 else ()
            anchor = inert(f"{path}/patternProperties/{escape(pattern)}")
            self._element(one, place, Form.VALUE, anchor, extra)

    def _array(self, arrays: ArrayKeywords, place: Place, path: str) -> None:
        for number, one in enumerate(arrays.prefix_items):
            self._element(one, place, Form.ITEM, f"{path}/prefixItems/{number}", (_ordinal(number),))
        if arrays.items is not None:
            self._element(arrays.items, place, Form.ITEM, f"{path}/items", ())

    def _element(self, one: Schema, place: Place, form: Form, anchor: str, extra: tuple[str, ...]) -> None:
        if one.ref is not None:
            self.targets[one.ref] = None
        elif has_shape(one) and one.location not in self.at:
            step = f"{form.value}:{'.'.join(extra)}"
            child = place.children.get(step)
            if child is None:
                child = place.children[step] = element_of(place, form, anchor, extra)
            self.visit(one, child, child.anchor)


def _is_wrapped(schema: Schema, found: Schema | None) -> bool:
    """Tell whether the schema is an `allOf` of which one member says all: an object like others, if seldom declared."""
    return len(schema.all_of) > 1 and found is not None and found.ref is not None


def _own(found: Schema) -> Schema:
    """Return of an intersection what stands nowhere else: what it has from other places is named there."""
    objects, arrays = found.objects, found.arrays

    def is_here(one: Schema | None) -> bool:
        return one is not None and found.location.has(one.location)

    if objects is not None:
        objects = replace(
            objects,
            properties={key: one for key, one in objects.properties.items() if is_here(one)},
            pattern_properties={key: one for key, one in objects.pattern_properties.items() if is_here(one)},
            additional=objects.additional if is_here(objects.additional) else None,
        )
    if arrays is not None:
        arrays = replace(
            arrays,
            prefix_items=tuple(filter(is_here, arrays.prefix_items)),
            items=arrays.items if is_here(arrays.items) else None,
        )
    return replace(found, objects=objects, arrays=arrays)


def _ordinal(number: int) -> str:
    return _ORDINALS[number] if number < len(_ORDINALS) else f"Place{number + 1}"
