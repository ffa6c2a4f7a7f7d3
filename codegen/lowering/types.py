"""One schema in, one type expression out; what deserves a name is declared on the way.

`Types.of` is asked for the type of a place, as a reader of that place writes it: a name where the schema is declared,
the type itself otherwise. Null stands outside of inline declarations (`Foo | None`), as it does of records.
What no type says is said by a note at the nearest declaration or field and by the diagnostic `not-enforced`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TypeVar

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.ir.declarations import Alias, Declaration
from codegen.ir.rules import Fragment, Json
from codegen.ir.types import (
    AnyValue,
    Array,
    Boolean,
    FixedArray,
    Lengths,
    Map,
    Named,
    NoValue,
    Null,
    Nullable,
    OneOf,
    Type,
)
from codegen.location import Location
from codegen.lowering.access import Accesses
from codegen.lowering.conditions import array_rules, lower_enum, ruled, rules_beside_enum, takes_null
from codegen.lowering.docs import NOT_ENFORCED, lower_docs
from codegen.lowering.enum_members import lower_members
from codegen.lowering.formats import Formats
from codegen.lowering.fragments import FORMATS, Fragments, Part, Rule, Unwritable, fragment_of, together
from codegen.lowering.inside import Inside
from codegen.lowering.names import Names
from codegen.lowering.records import RecordLowering, has_record, is_empty_record
from codegen.lowering.scalars import lower_number, lower_text
from codegen.lowering.unions import decided, one_of
from codegen.lowering.written import written_at
from codegen.normalizer.annotations import NOTHING
from codegen.normalizer.intersect import join_conditions
from codegen.normalizer.spec import JsonType, NormalSpec, Schema, Union, UnionKind
from codegen.resolver.exclusive import Exclusive
from codegen.resolver.verdict import Ambiguous, ByShape, Resolution, Tagged

T = TypeVar("T")
_KEYWORD = re.compile(r"`(\w+)")
_FEWEST_VARIANTS = 3
_FEWEST_VALUES = 4
_MOST_COMPARED = 500
"""The variants of a wider `oneOf` are not compared in pairs: its rule stands, whether it is needed or not."""


class Types:
    """Lowers the schemas of one description; declarations gather by name in the order they are met."""

    def __init__(
        self,
        spec: NormalSpec,
        resolution: Resolution,
        names: Names,
        components: frozenset[Location],
        formats: Formats,
    ) -> None:
        self.spec = spec
        self.resolution = resolution
        self.names = names
        self.inside: dict[str, Inside] = {}
        self.taken = frozenset(name.text for name in names.types.values())
        self.declarations: dict[str, Declaration | None] = {}
        self.origins: dict[str, Location] = {}
        self.diagnostics: list[Diagnostic] = []
        self.accesses = Accesses(spec, self.diagnostics)
        self._components = components
        self._formats = formats
        self.fragments = Fragments(self)
        self._exclusive = Exclusive(spec, resolution)
        self._records = RecordLowering(self)
        self._notes: list[str] = []
        self._conditions: dict[Location, Fragment] = {}
        self._nullable: dict[Location, bool] = {}

    # --- places ---------------------------------------------------------------------------------------------------

    def of(self, schema: Schema) -> Type:
        """Return the type as it is written at the schema's place."""
        type_ = self._written(schema)
        if not self._formats.has_pointers:
            return type_
        is_alias = schema.location in self._components and not has_record(self.spec.effective(schema))
        return type_ if is_alias else self._formats.place(schema.location, type_)

    def _written(self, schema: Schema) -> Type:
        if schema.ref is not None:
            return self.of(self.spec.schemas[schema.ref])
        found = self.spec.effective(schema)
        if schema.location in self._components:
            return self._component(schema, found)
        if found.ref is not None:
            return self.of(found)
        return self._named(found) if self._deserves_name(found) else self._plain(found)

    def of_keys(self, schema: Schema) -> Type:
        """Return the type of an object's keys, strings without being told so; it is never declared at its place."""
        found = self.spec.effective(schema)
        if schema.ref is not None or found.ref is not None:
            return self.of(schema)
        if found.types is None and found.enum is None and found.union is None:
            return self._text(found)
        return self._plain(found)

    def declare(self, schema: Schema) -> None:
        """Declare a component schema."""
        self._component(schema, self.spec.effective(schema))

    def noted(self, lower: Callable[[], T]) -> tuple[T, tuple[str, ...]]:
        """Return what a function lowers, and the notes that arose on the way, each once."""
        outer, self._notes = self._notes, []
        found = lower()
        notes, self._notes = self._notes, outer
        return found, tuple(dict.fromkeys(notes)) if notes else ()

    def not_enforced(self, at: Location, what: str) -> None:
        """Say, to the reader of the types and to the user of the tool, that something is not checked."""
        self._notes.append(f"{NOT_ENFORCED}{what}.")
        keyword = _KEYWORD.search(what)
        place = written_at(self.spec, at, keyword[1]) if keyword is not None else at
        self.diagnostics.append(codes.NOT_ENFORCED.at(place, f"{what[0].upper()}{what[1:]} is not enforced."))

    def conditions(self, found: Schema) -> Fragment:
        """Return the conditions of a schema as rules; what cannot be one is said not to be enforced."""
        conditions = found.conditions
        if conditions is None:
            return {}
        if found.location not in self._conditions:
            for keyword in conditions.unread:
                self.not_enforced(found.location, f"`{keyword}`")
            self._conditions[found.location] = self.rules(found.location, self.fragments.conditions(conditions))
        return self._conditions[found.location]

    def rules(self, at: Location, rules: Iterable[Rule]) -> Fragment:
        """Return all rules of a schema in one; what cannot be written is said not to be enforced."""
        found: list[Part] = []
        for write in rules:
            try:
                found.append(write())
            except Unwritable as fault:
                self.not_enforced(at, f"a condition with {fault}")
        return together(found)

    def is_component(self, at: Location) -> bool:
        """Tell whether a component schema stands at a place."""
        return at in self._components

    def name_at(self, at: Location) -> str:
        """Return the name of a place."""
        return self.names.types[at].text

    # --- declarations ---------------------------------------------------------------------------------------------

    def _component(self, schema: Schema, found: Schema) -> Type:
        """Return the name of a component; null and other types beside a record stand where it is used."""
        name = self.name_at(schema.location)
        inner, null = self._looked_through(found, name)
        record = inner.ref is None and (has_record(inner) or is_empty_record(inner))
        if name not in self.declarations:
            if record:
                self._declare_record(name, inner)
            else:
                self._declare_alias(name, schema.location, inner, null)
        if record:
            type_ = self._beside_record(inner, Named(name=name))
            return Nullable(of=type_) if null and not isinstance(type_, Nullable) else type_
        return Nullable(of=Named(name=name)) if self._takes_null(schema) else Named(name=name)

    def _looked_through(self, found: Schema, name: str) -> tuple[Schema, bool]:
        """Return what a union with null, or of one variant, comes down to under its name, and whether null is in it."""
        null = False
        while found.union is not None:
            variants = [one for one in found.union.variants if self._behind(one).types != ("null",)]
            if len(variants) != 1 or variants[0].ref is not None:
                break
            known = self.names.types.get(variants[0].location)
            if known is None or known.text != name:
                break
            inner = self.spec.effective(variants[0])
            if inner.ref is not None and found.conditions is not None:
                break
            has_null = len(found.union.variants) > 1
            exclusive = found.union.kind is UnionKind.ONE_OF and not found.union.or_null
            if has_null and exclusive and self._takes_null(variants[0]):
                inner = _without_null(inner)  # of which both are
            else:
                null = null or (has_null and takes_null(self.conditions(found)) is not False)
            found = replace(inner, conditions=join_conditions(found.conditions, inner.conditions))
        return found, null

    def _named(self, found: Schema) -> Type:
        name = self.name_at(found.location)
        if has_record(found):
            if name not in self.declarations:
                self._declare_record(name, found)
            return self._beside_record(found, Named(name=name))
        type_: Type = Named(name=name)
        if name not in self.declarations:
            self._declare_alias(name, found.location, found)
        return Nullable(of=type_) if self._takes_null(found) else type_

    def _declare_record(self, name: str, found: Schema) -> None:
        self.declarations[name] = None
        self.origins[name] = found.location
        self.declarations[name] = self._records.lower(name, found)

    def _declare_alias(self, name: str, at: Location, found: Schema, null: bool = False) -> None:
        self.declarations[name] = None
        self.origins[name] = at
        type_, notes = self.noted(lambda: self.of(found) if found.ref is not None else self._plain(found))
        if at not in self._components and isinstance(type_, Nullable):
            type_ = type_.of
        if null and not isinstance(type_, Nullable | AnyValue | Null):
            type_ = Nullable(of=type_)
        if at in self._components:
            type_ = self._formats.place(at, type_)
        annotations = NOTHING if _is_property(at) and at not in self._components else self.spec.schemas[at].annotations
        docs = lower_docs(annotations, notes)
        had = self.names.inside.get(name, {})
        members, self.inside[name] = lower_members(type_, had, self.spec.schemas[at].annotations, found.annotations)
        self.declarations[name] = Alias(name=name, docs=docs, type=type_, members=members)

    def _deserves_name(self, found: Schema) -> bool:
        """Tell whether an inline schema is declared (`NAMING.md` law 1)."""
        if has_record(found):
            return True
        if found.enum is not None:
            scalars = [value for value in found.enum if value is not None]
            fewest = 2 if self._is_kept(found) else _FEWEST_VALUES
            return len(scalars) >= fewest and not any(isinstance(one, list | dict) for one in scalars)
        if found.union is None:
            return False
        verdict = self.resolution.verdicts.get(found.location)
        if verdict is None:
            return False
        variants = len(self.resolution.variants[found.location])
        return isinstance(verdict, Tagged) or variants >= _FEWEST_VARIANTS or self._is_kept(found)

    def _is_kept(self, found: Schema) -> bool:
        """Tell whether a place is declared because it was, or because somebody chose its name."""
        name = self.names.types.get(found.location)
        return name is not None and name.anchor in self.names.kept

    def _behind(self, schema: Schema) -> Schema:
        found = self.spec.effective(self.spec.target(schema))
        return found if found.ref is None else self._behind(found)

    def _takes_null(self, schema: Schema) -> bool:
        """Tell whether null is a value of a schema."""
        found = self._behind(schema)
        known = self._nullable.get(found.location)
        if known is None:
            self._nullable[found.location] = False  # of a recursive union, the rest decides
            if found.union is not None:
                takers = sum(map(self._takes_null, found.union.variants))
                exclusive = found.union.kind is UnionKind.ONE_OF and not found.union.or_null
                known = takers == 1 if exclusive else takers > 0
            elif found.enum is not None:
                known = None in found.enum
            else:
                known = found.types is None or "null" in found.types
            if known and found.conditions is not None:
                known = takes_null(self.conditions(found)) is not False
            self._nullable[found.location] = known
        return known

    # --- types ----------------------------------------------------------------------------------------------------

    def _plain(self, found: Schema) -> Type:
        """Return the type of an effective schema itself, whatever it is called."""
        return ruled(self._unruled(found), self.conditions(found))

    def _unruled(self, found: Schema) -> Type:
        """Return the type, with rules only where they belong to a part of it."""
        if found.enum is not None:
            type_, rules = lower_enum(found)
            beside = self.rules(found.location, rules_beside_enum(found, self.fragments))
            return ruled(type_, together((rules, beside)))
        if found.union is not None:
            return self._union(found)
        if found.types is None:
            if found.conditions is None and (found.annotations.title or found.annotations.description):
                message = "The schema says nothing of its values, so any value is allowed."
                self.diagnostics.append(codes.TYPE_MISSING.at(found.location, message, help="Write its `type`."))
            return AnyValue()
        if not found.types:
            return NoValue()
        parts = [self._of_type(found, one) for one in found.types if one != "null"]
        if not parts:
            return Null()
        type_ = parts[0] if len(parts) == 1 else OneOf(variants=tuple(parts))
        return Nullable(of=type_) if "null" in found.types else type_

    def _beside_record(self, found: Schema, record: Named) -> Type:
        """Return the record with what else its schema allows: null, or other JSON types."""
        others = [one for one in found.types or () if one not in ("object", "null")]
        type_: Type = record
        if others:
            type_ = OneOf(variants=(record, *(self._of_type(found, one) for one in others)))
        whole = Nullable(of=type_) if "null" in (found.types or ()) else type_
        conditions = {} if whole is record else self.conditions(found)  # the record has its own
        return whole if not others and takes_null(conditions) else ruled(whole, conditions)

    def _of_type(self, found: Schema, json_type: JsonType) -> Type:
        match json_type:
            case "string":
                return self._text(found)
            case "integer":
                return self._formats.number(found, lower_number(found, whole=True))
            case "number":
                return self._formats.number(found, lower_number(found, whole=False))
            case "boolean":
                return Boolean()
            case "array":
                return self._array(found)
            case "object":
                return Named(name=self._record_name(found)) if has_record(found) else self._map(found)
            case "null":
                return Null()

    def _record_name(self, found: Schema) -> str:
        name = self.name_at(found.location)
        if name not in self.declarations:
            self._declare_record(name, found)
        return name

    def _text(self, found: Schema) -> Type:
        type_, strange = lower_text(found)
        for pattern in strange:
            self._notes.append(f"{NOT_ENFORCED}the pattern `{pattern}`.")
            place = written_at(self.spec, found.location, "pattern")
            self.diagnostics.append(codes.PATTERN_UNSUPPORTED.at(place, f"Python cannot read the pattern `{pattern}`."))
        return self._formats.text(found, type_)

    def _array(self, found: Schema) -> Type:
        keywords = found.arrays
        if (keywords is None or (keywords.items is None and not keywords.prefix_items)) and found.types == ("array",):
            message = "The array says nothing of its items, so they may be any value."
            help = "Write `items`; `items: {}` says that any item is allowed."
            self.diagnostics.append(codes.ITEMS_MISSING.at(found.location, message, help=help))
        if keywords is None:
            return Array(items=AnyValue())
        if keywords.items is None:
            keywords = replace(keywords, items=keywords.unevaluated)
        count = len(keywords.prefix_items)
        closed = keywords.items is not None and keywords.items.types == ()
        if count and closed and keywords.min_items == count:
            return FixedArray(items=tuple(map(self.of, keywords.prefix_items)))
        items: Type = self.of(keywords.items) if keywords.items is not None else AnyValue()
        prefix = [self.of(one) for one in keywords.prefix_items]
        if count:
            items = one_of((*prefix, *(() if closed else (items,))))
        type_ = Array(
            items=items,
            lengths=Lengths(
                minimum=keywords.min_items or None,
                maximum=min((count, keywords.max_items or count)) if count and closed else keywords.max_items,
            ),
            unique=keywords.unique_items,
        )
        return ruled(type_, self.rules(found.location, array_rules(keywords, prefix, self.fragments)))

    def _map(self, found: Schema) -> Type:
        keywords = found.objects
        if keywords is None:
            return Map(values=AnyValue())
        return self._records.map_of(found, keywords)

    def _union(self, found: Schema) -> Type:
        assert found.union is not None  # noqa: S101  # asked by the caller
        verdict = self.resolution.verdicts.get(found.location)
        variants = list(self.resolution.variants[found.location])
        if not variants:
            return ruled(Null(), self._exactly_one(found))
        types = [self.of(one) for one in variants]
        null = self._has_null(found.union) or any(isinstance(one, Nullable) for one in types)
        bare = [one.of if isinstance(one, Nullable) else one for one in types]
        tagged = verdict.objects if isinstance(verdict, ByShape) else None
        tagged = verdict.tagged if isinstance(verdict, Ambiguous) else tagged
        if tagged is not None and len(tagged.cases) < len(bare):
            type_: Type = self._grouped(variants, bare, tagged)
        elif len(bare) > 1:
            type_ = decided(bare, verdict)
        else:
            type_ = bare[0]
        whole = Nullable(of=type_) if null and not isinstance(type_, AnyValue) else type_
        return ruled(whole, self._exactly_one(found))

    def _exactly_one(self, found: Schema) -> Fragment:
        """Return the rule of a `oneOf`, unless no value can be of two variants; null may be one of them."""
        union = found.union
        if union is None or union.kind is not UnionKind.ONE_OF:
            return {}
        variants = [one for one in union.variants if self._behind(one).types != ("null",)]
        nulls = len(union.variants) - len(variants)
        takers = sum(map(self._takes_null, variants)) + (0 if union.or_null else nulls)
        verdict = self.resolution.verdicts.get(found.location)
        tagged = isinstance(verdict, Tagged) and not verdict.shared and not verdict.absent
        doubt = None if tagged else self._doubt(variants)
        if doubt is None and takers < 2:
            return {}
        if doubt is False:
            self.not_enforced(found.location, "that exactly one variant of `oneOf` fits")
            return {}
        null: Json = {"type": "null"}
        told: list[Json] = [fragment_of(self.of(one)) for one in variants]
        if union.or_null:
            return {"anyOf": [{"oneOf": told}, null]}
        return {"oneOf": [*told, *([null] * nulls)]}

    def _doubt(self, variants: Sequence[Schema]) -> bool | None:
        """Tell whether a value may be of two variants; False where that depends on formats that nobody checks."""
        if len(variants) > _MOST_COMPARED:
            return True
        found: bool | None = None
        for pair in combinations(variants, 2):
            if not self._exclusive.are_apart(*pair):
                found = False
                if not any(map(self._has_unknown_format, pair)):
                    return True
        return found

    def _has_unknown_format(self, schema: Schema) -> bool:
        """Tell whether texts are told apart by a format that nobody checks."""
        found = self._behind(schema)
        return found.types is not None and "string" in found.types and found.format not in (None, *FORMATS)

    def _grouped(self, variants: list[Schema], types: list[Type], tagged: Tagged) -> Type:
        """Return the union with its tagged objects as one union inside."""
        objects = [number for number, one in enumerate(variants) if self._is_object(one)]
        inner = decided([types[number] for number in objects], tagged)
        rest = [type_ for number, type_ in enumerate(types) if number not in objects]
        first = objects[0]
        before = sum(number < first for number in range(len(types)) if number not in objects)
        return OneOf(variants=(*rest[:before], inner, *rest[before:]))

    def _has_null(self, union: Union) -> bool:
        return any(self._behind(one).types == ("null",) for one in union.variants)

    def _is_object(self, schema: Schema) -> bool:
        found = self._behind(schema)
        if found.union is not None:
            return all(map(self._is_object, found.union.variants))
        return found.types is not None and set(found.types) - {"null"} == {"object"}


def _without_null(schema: Schema) -> Schema:
    """Return the schema without null where it is written among types or constants."""
    enum = None if schema.enum is None else tuple(one for one in schema.enum if one is not None)
    if enum == ():
        return replace(schema, enum=None, types=())
    types = None if schema.types is None else tuple(one for one in schema.types if one != "null")
    return replace(schema, enum=enum, types=types)


def _is_property(at: Location) -> bool:
    """Tell whether a place is a property's, whose docstring says what the property is for."""
    return at.pointer.split("/")[-2:-1] == ["properties"]
