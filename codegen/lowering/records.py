"""Objects: those with properties become records, the others maps."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeVar

from codegen import codes
from codegen.diagnostics import Diagnostic, did_you_mean
from codegen.ir.declarations import Access, Extra, Field, Presence, Record
from codegen.ir.rules import Fragment, rules_of
from codegen.ir.types import AnyValue, Lengths, Literals, Map, Named, NoValue, Nullable, Text, Type
from codegen.location import Location, escape
from codegen.lowering.access import Accesses
from codegen.lowering.attributes import attributes
from codegen.lowering.conditions import map_rules, record_rules, ruled
from codegen.lowering.docs import lower_docs
from codegen.lowering.formats import hint_of
from codegen.lowering.fragments import Fragments, Rule, together
from codegen.lowering.inside import Inside, path_of_key, pinned_attributes
from codegen.lowering.names import Names
from codegen.lowering.unions import one_of
from codegen.lowering.written import written_at
from codegen.normalizer.json_types import describe, same_json, type_of
from codegen.normalizer.spec import Annotations, JsonValue, NormalSpec, ObjectKeywords, Parameter, Schema
from codegen.resolver.verdict import Resolution

_ANY_SCHEMA = Annotations()
T = TypeVar("T")


class Lowering(Protocol):
    """What records need of the lowering of types."""

    spec: NormalSpec
    resolution: Resolution
    names: Names
    inside: dict[str, Inside]
    """What the lock is to hold of the names inside types, by type."""
    taken: frozenset[str]
    """The names of all types."""
    diagnostics: list[Diagnostic]
    accesses: Accesses
    fragments: Fragments

    def of(self, schema: Schema) -> Type: ...  # noqa: D102  # as `Types.of`
    def of_keys(self, schema: Schema) -> Type: ...  # noqa: D102  # as `Types.of_keys`
    def noted(self, lower: Callable[[], T]) -> tuple[T, tuple[str, ...]]: ...  # noqa: D102  # as `Types.noted`
    def conditions(self, found: Schema) -> Fragment: ...  # noqa: D102  # as `Types.conditions`
    def rules(self, at: Location, rules: Iterable[Rule]) -> Fragment: ...  # noqa: D102  # as `Types.rules`
    def name_at(self, at: Location) -> str: ...  # noqa: D102  # as `Types.name_at`


def has_record(found: Schema) -> bool:
    """Tell whether an effective schema is an object with properties, and so a record."""
    if found.objects is None or found.enum is not None or (found.types is not None and "object" not in found.types):
        return False
    return bool(found.objects.properties or found.objects.required)


def is_empty_record(found: Schema) -> bool:
    """Tell whether an effective schema allows the empty object alone; a component of that kind is a record too."""
    objects = found.objects
    if objects is None or found.types != ("object",) or found.enum is not None or objects.pattern_properties:
        return False
    rest = objects.additional if objects.additional is not None else objects.unevaluated
    return rest is not None and rest.types == () and not objects.properties


class RecordLowering:
    """Lowers objects; types of properties are asked of the lowering of types."""

    def __init__(self, types: Lowering) -> None:
        self._types = types

    def lower(self, name: str, found: Schema) -> Record:
        """Return the record of an effective schema."""
        (extra, fields, rules), notes = self._types.noted(lambda: self._inside(name, found))
        base = self._types.spec.bases.get(found.location)
        if base is not None and base.without is not None:
            notes = (*notes, f"`{base.without}` is said by each type that includes this one.")
        return Record(
            name=name,
            docs=lower_docs(replace(found.annotations, has_default=False), notes),
            fields=tuple(field for field in fields if base is None or field.key != base.without),
            extra=extra,
            parents=tuple(self._parents(found.location)),
            rules=rules_of(rules),
        )

    def _inside(self, name: str, found: Schema) -> tuple[Extra | Type, tuple[Field, ...], Fragment]:
        assert found.objects is not None  # noqa: S101  # asked by the caller
        extra, fields = self._extra(found.objects), tuple(self._fields(name, found, found.objects))
        own = self._types.rules(found.location, record_rules(found.objects, self._types.fragments))
        rules = together((own, self._types.conditions(found)))
        return extra, fields, rules

    def parameters(self, name: str, parameters: tuple[Parameter, ...], text: str) -> Record:
        """Return the record of an operation's parameters of one place."""
        known = self._attributes(name, [one.name for one in parameters])
        fields = []
        for one in parameters:
            type_, notes = self._types.noted(partial(self._types.of, one.schema))
            docs = lower_docs(_said(one), notes)
            presence = Presence.REQUIRED if one.required else Presence.OPTIONAL
            fields.append(Field(key=one.name, attribute=known[one.name], type=type_, presence=presence, docs=docs))
        return Record(
            name=name,
            docs=lower_docs(Annotations(description=text)),
            fields=tuple(fields),
            extra=Extra.CLOSED,
        )

    def _attributes(self, record: str, keys: Iterable[str]) -> Mapping[str, str]:
        """Return the attributes of keys; in a script without capitals one may be a type's name, which is taken."""
        taken, every = self._types.taken, tuple(keys)
        had = self._types.names.inside.get(record, {})
        locked = {key: had[path] for key in every if (path := path_of_key(key)) in had} if had else {}
        found = attributes(every, locked)
        self._types.inside[record] = dict(pinned_attributes(found))
        return {key: f"{name}_" if name in taken else name for key, name in found.items()}

    def _fields(self, record: str, found: Schema, keywords: ObjectKeywords) -> Iterator[Field]:
        properties = {**keywords.properties, **self._undeclared(found, keywords)}
        known = self._attributes(record, properties)
        narrowed = self._types.resolution.narrowed.get(found.location, {})
        for key, schema in properties.items():
            yield self._field(key, known[key], schema, key in keywords.required, narrowed)

    def _undeclared(self, found: Schema, keywords: ObjectKeywords) -> Mapping[str, Schema]:
        """Return the properties that are required but nowhere declared: `additionalProperties` speaks of them.

        Where that is false, they can have no value.
        """
        keys = sorted(keywords.required - keywords.properties.keys())
        rest = None if keywords.pattern_properties else keywords.additional
        for key in keys:
            at = self._asked_for(key, found.location)
            help = did_you_mean(key, keywords.properties)
            message = f"`{key}` is required, but no property of that name is declared."
            self._types.diagnostics.append(codes.REQUIRED_UNDECLARED.at(at, message, help=help))
        if rest is not None:
            return dict.fromkeys(keys, rest)
        places = {key: found.location.below(f"properties/{escape(key)}") for key in keys}
        return {key: Schema(location=place, annotations=_ANY_SCHEMA) for key, place in places.items()}

    def _asked_for(self, key: str, at: Location) -> Location:
        """Return where a key is required: by the schema at a place, or by a member of it."""
        spec = self._types.spec
        own = spec.schemas.get(at)
        for one in () if own is None else (own, *map(spec.target, own.all_of)):
            if one.objects is not None and key in one.objects.required:
                return written_at(spec, one.location, "required")
        return at

    def _field(
        self,
        key: str,
        attribute: str,
        schema: Schema,
        required: bool,  # the schema's own word
        narrowed: Mapping[str, tuple[JsonValue, ...]],
    ) -> Field:
        type_, notes = self._types.noted(partial(self._types.of, schema))
        if key in narrowed:
            type_ = Literals(values=tuple(one for one in narrowed[key] if not isinstance(one, list | dict)))
        presence = Presence.REQUIRED if required else Presence.OPTIONAL
        if required and isinstance(type_, Literals) and len(type_.values) == 1:
            presence = Presence.TAG
        access = self._types.accesses.of(key, schema)
        annotations = self._annotations(schema, access)
        if annotations.has_default:
            self._check_default(schema, annotations.default)
        docs = lower_docs(annotations, notes)
        if hint := hint_of(self._leads_to(schema)):
            docs = replace(docs, format=hint)
        return Field(key=key, attribute=attribute, type=type_, presence=presence, docs=docs, access=access)

    def _leads_to(self, schema: Schema) -> Schema:
        """Return the effective schema that references lead to."""
        spec = self._types.spec
        found = spec.effective(spec.target(schema))
        while found.ref is not None:
            found = spec.effective(spec.target(found))
        return found

    def _check_default(self, schema: Schema, default: JsonValue) -> None:
        """Report a default that is no value of its schema, by JSON type and `enum`."""
        spec = self._types.spec
        found = self._leads_to(schema)
        if found.enum is not None and not any(same_json(default, one) for one in found.enum):
            fault = "`enum` does not list it"
        elif found.types is not None and not type_of(default, found.types):
            fault = f"the type is {' or '.join(found.types) or 'none'}"
        else:
            return
        place = written_at(spec, schema.location, "default")
        message = f"The default is {describe(default)}, but {fault}."
        self._types.diagnostics.append(codes.DEFAULT_MISMATCH.at(place, message))

    def _annotations(self, schema: Schema, access: Access) -> Annotations:
        """Return what is said at the property; an inline record says in its own docstring what it is."""
        found = self._types.spec.effective(schema)
        annotations = schema.annotations if schema.annotations != _ANY_SCHEMA else found.annotations
        read_only, write_only = access is Access.READ_ONLY, access is Access.WRITE_ONLY
        if (annotations.read_only, annotations.write_only) != (read_only, write_only):
            annotations = replace(annotations, read_only=read_only, write_only=write_only)
        if schema.ref is None and found.ref is None and has_record(found):
            return replace(annotations, description=None, title=None)
        return annotations

    def _extra(self, keywords: ObjectKeywords) -> Extra | Type:
        rest = keywords.additional if keywords.additional is not None else keywords.unevaluated
        if keywords.pattern_properties:
            types = [self._types.of(one) for one in keywords.pattern_properties.values()]
            if rest is None or rest.types != ():
                types.append(self._types.of(rest) if rest is not None else AnyValue())
            type_ = one_of(types)
        elif rest is None:
            return Extra.OPEN
        elif rest.types == ():
            return Extra.CLOSED
        else:
            type_ = self._types.of(rest)
        return Extra.OPEN if isinstance(type_, AnyValue) else type_

    def _parents(self, at: Location) -> Iterator[str]:
        """Yield the records that the schema at a place includes by `allOf`."""
        for member in self._types.spec.schemas[at].all_of:
            target = self._types.spec.target(member)
            found = self._types.spec.effective(target)
            if member.ref is not None and found.ref is None and has_record(found) and not self._is_bare(found):
                type_ = self._types.of(member)
                while isinstance(type_, Nullable):
                    type_ = type_.of
                if isinstance(type_, Named):
                    yield type_.name

    def _is_bare(self, found: Schema) -> bool:
        """Tell whether a schema is the base of a hierarchy that has nothing but the tag, which its children say."""
        base = self._types.spec.bases.get(found.location)
        return base is not None and found.objects is not None and set(found.objects.properties) == {base.without}

    def map_of(self, found: Schema, keywords: ObjectKeywords) -> Type:
        """Return the type of an object whose keys are data."""
        rest = keywords.additional if keywords.additional is not None else keywords.unevaluated
        values: Type = self._types.of(rest) if rest is not None else AnyValue()
        keys: Type = Text()
        patterns = keywords.pattern_properties
        if patterns:
            types = [self._types.of(one) for one in patterns.values()]
            if rest is not None and rest.types == ():
                keys = Text(
                    patterns=(
                        "|".join(f"(?:{one})" for one in patterns) if len(patterns) > 1 else next(iter(patterns)),
                    )
                )
                values = one_of(types)
            else:
                values = one_of([*types, values])
        if keywords.property_names is not None:
            keys = self._types.of_keys(keywords.property_names)
        if isinstance(keys, AnyValue | NoValue):
            keys = Text()
        lengths = Lengths(minimum=keywords.min_properties or None, maximum=keywords.max_properties)
        type_ = Map(keys=keys, values=values, lengths=lengths)
        return ruled(type_, self._types.rules(found.location, map_rules(keywords, type_, self._types.fragments)))


def _said(parameter: Parameter) -> Annotations:
    """Return what a parameter says of itself, with the default and the examples that only its schema tells."""
    own, below = parameter.annotations, parameter.schema.annotations
    if own in (_ANY_SCHEMA, below):
        return below
    if below.has_default and not own.has_default:
        own = replace(own, has_default=True, default=below.default)
    return own if own.examples else replace(own, examples=below.examples)
