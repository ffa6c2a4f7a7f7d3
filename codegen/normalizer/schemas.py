"""One Schema Object in, one `Schema` out, whatever dialect it was written in.

Gone afterwards: `nullable` and `x-nullable`, boolean `exclusiveMinimum`, `const`, `example`, `$ref` siblings (ignored
in 3.0, one member more of a conjunction in 3.1), the old array form of `items`, boolean schemas. Keywords are read by
group, and a keyword with a value of the wrong type is reported (`keyword-invalid`) and left out. Assertions that
nothing here understands are kept by name, to be told to the readers of the types.
"""

from dataclasses import replace
from typing import cast

from codegen import codes
from codegen.diagnostics import Diagnostic, named
from codegen.loader.document import Dialect, Json
from codegen.loader.references import References, Target, UnreadFile, UnresolvedReference
from codegen.location import Location
from codegen.normalizer.annotations import read_annotations
from codegen.normalizer.bounds import contradictory_bounds
from codegen.normalizer.drafts import Draft, Drafts
from codegen.normalizer.flags import FLAGS, with_flags
from codegen.normalizer.groups import Groups
from codegen.normalizer.hints import schema_help, type_help
from codegen.normalizer.json_types import TYPES, describe, different, same_json, type_of
from codegen.normalizer.keywords import KeywordCheck
from codegen.normalizer.mended_references import mended
from codegen.normalizer.misplaced import held_schema, is_frame
from codegen.normalizer.nullable_alone import NULLABLE, as_null, reports
from codegen.normalizer.sections import component
from codegen.normalizer.spec import (
    Annotations,
    Conditions,
    Discriminator,
    JsonType,
    JsonValue,
    Schema,
    Union,
    UnionKind,
)
from codegen.normalizer.targets import namesake, wrong_target
from codegen.normalizer.tolerance import as_meant, meant_by, unfit, within
from codegen.normalizer.written_values import alone, nothing

NOTHING = Annotations()
_CONDITIONS = frozenset(("not", "if"))
_ASSERTIONS = frozenset(
    [
        "type",
        "enum",
        "const",
        "properties",
        "required",
        "additionalProperties",
        "patternProperties",
        "propertyNames",
        "minProperties",
        "maxProperties",
        "dependentRequired",
        "dependentSchemas",
        "unevaluatedProperties",
        "unevaluatedItems",
        "items",
        "prefixItems",
        "contains",
        "minItems",
        "maxItems",
        "uniqueItems",
        "minLength",
        "maxLength",
        "pattern",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "if",
        "nullable",
        "x-nullable",
    ]
)


_DYNAMIC = ("$dynamicRef", "$recursiveRef")
_NO_NAME = "A type is a name, such as `string`, and not "


class SchemaReader:
    """Reads Schema Objects, remembers each by its place, and follows references to places not yet read."""

    def __init__(self, dialect: Dialect, references: References, drafts: Drafts) -> None:
        self.dialect = dialect
        self.drafts = drafts
        self.references = references
        self.schemas: dict[Location, Schema] = {}
        self.diagnostics: list[Diagnostic] = []
        self.targets: dict[Location, None] = {}
        """Where references of schemas lead."""
        self._pending: dict[Location, Json] = {}
        self._groups = Groups(self.read, self._behind, self.diagnostics, drafts)
        self.keyword_check = KeywordCheck(dialect, self.diagnostics, drafts)

    def read(self, value: Json, at: Location) -> Schema:
        """Return the schema at a place."""
        found = self.schemas.get(at)
        if found is None:
            found = self._read(value, at)
            self.schemas[at] = found
        return found

    def read_targets(self) -> None:
        """Read what references lead to and nobody has read yet, until nothing is left."""
        while self._pending:
            at, value = self._pending.popitem()
            self.read(value, at)

    def _read(self, value: Json, at: Location) -> Schema:
        if isinstance(value, bool):
            if not at.pointer.endswith("/additionalProperties"):
                self.keyword_check.newer(None, "a schema that is `true` or `false`", at, Dialect.OPENAPI_3_1)
            return Schema(location=at, types=None if value else (), annotations=NOTHING)
        if not isinstance(value, dict) and (meant := meant_by(value, at)) is not None:
            value, told = meant
            self.diagnostics.append(told)
            return self._read(value, at)
        if not isinstance(value, dict):
            message = f"A schema is an object, or `true` or `false`; this is {describe(value)}."
            self.diagnostics.append(codes.SCHEMA_INVALID.at(at, message, help=schema_help(value, at)))
            return Schema(location=at, annotations=NOTHING)
        if "schema" in value:
            value = within(value, at, self.diagnostics)
        if "$ref" in value:
            return self._reference(value, at)
        for keyword in _DYNAMIC:
            if isinstance(value.get(keyword), str) and self._is_followed(keyword, at):
                self._dynamic(keyword, str(value[keyword]), at)
                return self._reference({"$ref" if key == keyword else key: one for key, one in value.items()}, at)
        return self._keywords(value, at)

    def _is_followed(self, keyword: str, at: Location) -> bool:
        """Tell whether a dynamic reference leads to a schema: `$recursiveRef` needs one with an `$id` around it."""
        if keyword == "$dynamicRef":
            return True
        try:
            return self.references.resolve(at, "#").location.pointer != ""
        except UnresolvedReference:
            return False

    def _dynamic(self, keyword: str, reference: str, at: Location) -> None:
        """Report a dynamic reference, unless it can lead to one place only (JSON Schema 2020-12 Core 8.2.3.2)."""
        self.keyword_check.newer(keyword, f"`{keyword}`", at, Dialect.OPENAPI_3_1)
        if self.references.dynamic_targets(reference) > 1:
            message = f"`{keyword}` is followed like `$ref`; schemas that extend this one do not change where it leads."
            self.diagnostics.append(codes.DYNAMIC_REF.at(at.child(keyword), message))

    def _reference(self, value: dict[str, Json], at: Location) -> Schema:
        """Read a `$ref`: siblings count in 3.1 (JSON Schema 2020-12 section 8.2.3.1), not in 3.0 (Reference Object)."""
        if len(value) > 1 and not FLAGS.isdisjoint(value):
            value = with_flags(value, at, self.diagnostics)
        ref = self.resolve(value["$ref"], at)
        annotations = read_annotations(value) if len(value) > 1 else NOTHING
        if ref is None:
            return Schema(location=at, annotations=annotations)
        alone = Schema(location=at, ref=ref, annotations=annotations)
        beside = _ASSERTIONS.intersection(value) if len(value) > 1 else frozenset[str]()
        if self.dialect.is_before(Dialect.OPENAPI_3_1) or self.drafts.of(at) <= Draft.DRAFT_7:
            # an extension is none of the siblings that Swagger 2.0 speaks of, and its authors mean it
            heard = beside & {"x-nullable"} if self.dialect is Dialect.SWAGGER_2_0 else frozenset[str]()
            self._ignored(value, beside - heard, at)
            beside = heard
        if not beside:
            return alone
        rest = {key: item for key, item in value.items() if key != "$ref"}
        member = self.schemas[at.child("$ref")] = Schema(location=at.child("$ref"), ref=ref, annotations=NOTHING)
        if beside <= NULLABLE:
            if not any(value.get(keyword) is True for keyword in beside):
                return alone
            return self._or_null(at, member, annotations)
        own = self._keywords({key: item for key, item in rest.items() if key not in NULLABLE}, at)
        whole = replace(own, all_of=(member, *own.all_of))
        return self._wrap_null(whole) if any(rest.get(keyword) is True for keyword in NULLABLE) else whole

    def _ignored(self, value: dict[str, Json], beside: frozenset[str], at: Location) -> None:
        """Report the siblings of a `$ref` that say nothing (OpenAPI 3.0.4, Reference Object; Swagger 2.0 as well)."""
        names = [name for name in value if name in beside]
        if names:
            is_older = self.dialect.is_before(Dialect.OPENAPI_3_1)
            title = self.dialect.title if is_older else f"draft {self.drafts.of(at)} of JSON Schema"
            message = f"{named(names)} beside `$ref` {'has' if len(names) == 1 else 'have'} no effect in {title}."
            help = "Put the reference and the rest into an `allOf`."
            self.diagnostics.append(codes.REF_SIBLINGS_IGNORED.at(at.child(names[0]), message, help=help))

    def resolve(self, reference: Json, at: Location) -> Location | None:
        """Return the place a `$ref` leads to, to be read later; report it where it leads nowhere."""
        try:
            target = self._definition(reference, at) or self.references.resolve(at, cast("str", reference))
        except UnresolvedReference as fault:
            meant = mended(self.references, at, reference, "schemas")
            if meant is None:
                self.diagnostics.extend(fault.told(at.child("$ref")))
                return None
            target = meant.target
            self.diagnostics.append(meant.told)
        wrong = wrong_target(self.references, at, reference, target, "schemas")
        if wrong is not None or is_frame(target.value):
            is_other = wrong is not None and namesake(self.references, at, target, "schemas") is not None
            held = None if is_other else held_schema(target, reference, at)
            if held is not None:
                self.diagnostics.append(held.told)
                target = held.target
            elif wrong is not None:
                self.diagnostics.append(wrong)
                return None
        self.targets[target.location] = None
        if target.location not in self.schemas:
            self._pending[target.location] = target.value
        return target.location

    def _definition(self, reference: Json, at: Location) -> Target | None:
        """Return the definition that a reference is the bare name of, as in first drafts of Swagger 2.0."""
        if self.dialect is not Dialect.SWAGGER_2_0 or not isinstance(reference, str) or "#" in reference:
            return None
        meant = component(self.dialect, "schemas", reference)
        try:
            target = self.references.resolve(at, meant.replace("%", "%25"))
        except UnresolvedReference:
            return None
        message = f"`{reference}` is the name of a definition, and is read as `{meant}`."
        self.diagnostics.append(codes.REF_BARE_NAME.at(at.child("$ref"), message, help=f"Write `$ref: '{meant}'`."))
        return target

    def _behind(self, value: Json, at: Location) -> tuple[Json, Location] | None:
        """Return what stands behind the references that begin at a place; report those that lead nowhere."""
        seen: set[Location] = set()
        while isinstance(value, dict) and isinstance(reference := value.get("$ref"), str) and at not in seen:
            seen.add(at)
            try:
                target = self.references.resolve(at, reference)
            except UnresolvedReference as fault:
                self.diagnostics.extend(fault.told(at.child("$ref")))
                return None
            value, at = target.value, target.location
        return value, at

    def _keywords(self, value: dict[str, Json], at: Location) -> Schema:
        groups = self._groups
        if self.dialect is Dialect.SWAGGER_2_0 and value.get("type") == "file":
            value = {**value, "type": "string", "format": "binary"}  # Swagger 2.0, Response Object
        value = as_meant(value, at, self.diagnostics)
        unread = self.keyword_check.check(value, at)
        types = self._types(value, at)
        self.diagnostics += unfit(value, types, at)
        enum = self._enum(value, types, at)
        if enum == ():
            return Schema(location=at, types=(), annotations=read_annotations(value))
        nullable = self._nullable(value, at)
        if enum is not None and None not in enum and self._is_extended(value):
            enum = (*enum, None)
        all_of = self._list(value, "allOf", at)
        unions = [
            Union(kind=kind, variants=variants)
            for kind in (UnionKind.ONE_OF, UnionKind.ANY_OF)
            if kind.value in value and (variants := self._variants(value, kind.value, at))
        ]
        composed = bool(all_of or unions)
        if nullable and not composed:
            types = self._nullable_types(types, enum, at)
        text_format = value.get("format")
        if text_format is not None and not isinstance(text_format, str):
            self._invalid(at.child("format"), "text", text_format)
            text_format = None
        found = Schema(
            location=at,
            types=types,
            enum=enum,
            format=text_format,
            objects=groups.objects(value, at),
            arrays=groups.arrays(value, at),
            strings=groups.strings(value, at),
            numbers=groups.numbers(value, at),
            all_of=all_of,
            union=unions[0] if unions else None,
            more_unions=tuple(unions[1:]),
            conditions=self._conditions(value, at, unread),
            discriminator=self._discriminator(value, at) if "discriminator" in value else None,
            annotations=read_annotations(value),
        )
        self.diagnostics += contradictory_bounds(value, found)
        if nullable and composed and not self._lacks_null(enum, at):
            return self._wrap_null(found)
        return found

    def _nullable(self, value: dict[str, Json], at: Location) -> bool:
        for keyword in () if NULLABLE.isdisjoint(value) else sorted(NULLABLE):
            given = value.get(keyword)
            if given is not None and not isinstance(given, bool):
                self._invalid(at.child(keyword), "true or false", given)
            if given is True:
                return True
        return False

    def _is_extended(self, value: dict[str, Json]) -> bool:
        """Tell whether `x-nullable` adds null to what an enum lists: in Swagger 2.0 nothing but it can say so."""
        return self.dialect is Dialect.SWAGGER_2_0 and value.get("x-nullable") is True

    def _types(self, value: dict[str, Json], at: Location) -> tuple[JsonType, ...] | None:
        if "type" not in value:
            return None
        given = value["type"]
        if isinstance(given, str) and given in TYPES:
            return (cast("JsonType", given),)  # nearly always
        here = at.child("type")
        listed = given if isinstance(given, list) else [given]
        if not listed:
            self._invalid(here, "a type, or a list of types", given)
        found: dict[JsonType, None] = {}
        for number, name in enumerate(listed):
            place = here.child(str(number)) if isinstance(given, list) else here
            if isinstance(name, str) and name in TYPES:
                found[cast("JsonType", name)] = None
            elif name is None:
                message = 'The type null needs quotes, else it is no text; it is read as `"null"`.'
                self.diagnostics.append(codes.TYPE_NULL_UNQUOTED.at(place, message, help='Write `"null"`.'))
                found["null"] = None
            else:
                message = (
                    f"There is no type {describe(name)}." if isinstance(name, str) else _NO_NAME + describe(name) + "."
                )
                self.diagnostics.append(codes.TYPE_UNKNOWN.at(place, message, help=self._type_help(name, at)))
        if "integer" in found and "number" in found:
            del found["integer"]
        return tuple(found) or None

    def _type_help(self, name: Json, at: Location) -> str:
        """Return what to write instead of a type that there is not; often it is the name of a component."""
        meant = component(self.dialect, "schemas", str(name))
        try:
            self.references.resolve(at, meant)
        except UnresolvedReference:
            return type_help(name)
        return f"Write `$ref: '{meant}'` instead of `type`."

    def _nullable_types(
        self, types: tuple[JsonType, ...] | None, enum: tuple[JsonValue, ...] | None, at: Location
    ) -> tuple[JsonType, ...] | None:
        """Add null to the types."""
        if self._lacks_null(enum, at) or types is None:
            return types
        return tuple(dict.fromkeys((*types, "null")))

    def _lacks_null(self, enum: tuple[JsonValue, ...] | None, at: Location) -> bool:
        """Tell whether an enum keeps null out; it must list it (OpenAPI proposal 2019-10-31, 3.0.3 clarification)."""
        if enum is None or None in enum:
            return False
        message = "`nullable: true` has no effect, because `enum` does not list null."
        help = "Add null to the enum if null is allowed."
        self.diagnostics.append(codes.NULLABLE_ENUM.at(at.child("nullable"), message, help=help))
        return True

    def _wrap_null(self, found: Schema) -> Schema:
        """Return `found or null`: `nullable` beside `allOf`, `anyOf` or `oneOf` adds null, as everybody means it.

        What `not` and other conditions say, they say of null too. No place among the variants is taken twice.
        """
        if found.union is not None and found == Schema(
            location=found.location,
            union=found.union,
            discriminator=found.discriminator,
            annotations=found.annotations,
        ):
            kind = found.union.kind
            variants = found.union.variants
            null = Schema(
                location=found.location.below(f"{kind.value}/{len(variants)}"),
                types=("null",),
                annotations=NOTHING,
            )
            self.schemas[null.location] = null
            return replace(found, union=Union(kind=kind, variants=(*variants, null), or_null=True))
        own = (one for one in (found.union, *found.more_unions) if one is not None and one.kind is UnionKind.ANY_OF)
        taken = sum(len(one.variants) for one in own)
        inner = replace(found, location=found.location.below(f"anyOf/{taken}"), conditions=None)
        whole = self._or_null(found.location, inner, found.annotations)
        return replace(whole, conditions=found.conditions)

    def _or_null(self, at: Location, found: Schema, annotations: Annotations) -> Schema:
        """Return `found or null` as a union; null stands at the place after the other's."""
        number = int(token) if (token := found.location.pointer.rpartition("/")[2]).isdecimal() else 0
        null = Schema(location=at.below(f"anyOf/{number + 1}"), types=("null",), annotations=NOTHING)
        self.schemas[found.location], self.schemas[null.location] = found, null
        return Schema(location=at, union=Union(kind=UnionKind.ANY_OF, variants=(found, null)), annotations=annotations)

    def _enum(
        self, value: dict[str, Json], types: tuple[JsonType, ...] | None, at: Location
    ) -> tuple[JsonValue, ...] | None:
        listed: list[JsonValue] | None = None
        if "enum" in value:
            given = value["enum"]
            if isinstance(given, list) and given:
                listed = given
            elif isinstance(given, str | int | float):
                listed = [given]
                self.diagnostics.append(alone(at.child("enum"), given))
            else:
                self._invalid(at.child("enum"), "a list of at least one value", given)
        if "const" in value:
            const = value["const"]
            if listed is not None and not any(same_json(const, one) for one in listed):
                message = f"No value can satisfy this schema: `enum` does not list {describe(const)}, its `const`."
                self.diagnostics.append(codes.ALLOF_CONTRADICTION.at(at.child("const"), message))
                return ()
            listed = [const]
        if listed is None:
            return None
        distinct = different(listed)
        if len(distinct) < len(listed):
            message = f"`enum` lists {len(listed)} values, of which {len(distinct)} are different."
            self.diagnostics.append(codes.DUPLICATE_ENTRY.at(at.child("enum"), message))
        return self._of_types(distinct, types, value, at)

    def _of_types(
        self,
        values: tuple[JsonValue, ...],
        types: tuple[JsonType, ...] | None,
        value: dict[str, Json],
        at: Location,
    ) -> tuple[JsonValue, ...]:
        """Keep the values that have one of the types; where none has and the type is string, mean their text."""
        if types is None:
            return values
        nullable = ("null",) if any(value.get(keyword) is True for keyword in NULLABLE) else ()
        kept = tuple(one for one in values if type_of(one, (*types, *nullable)))
        if len(kept) == len(values):
            return values
        strange = next(one for one in values if not type_of(one, (*types, *nullable)))
        as_text = not kept and types == ("string",) and None not in values
        given = value.get("enum")
        index = next((n for n, one in enumerate(given) if same_json(one, strange)), 0) if isinstance(given, list) else 0
        place, says = (
            (at.below(f"enum/{index}"), "`enum` lists") if "enum" in value else (at.child("const"), "`const` is")
        )
        instead = "its text is meant" if as_text else "it is left out" if kept else "the values count, not the type"
        message = f"{says} {describe(strange)}, but the type is {' or '.join(types)}; {instead}."
        help = "Quote the values if they are strings." if as_text else None
        if strange is None:
            is_before = self.dialect.is_before(Dialect.OPENAPI_3_1)
            word = "x-nullable" if self.dialect is Dialect.SWAGGER_2_0 else "nullable"
            shown = f"{word}: true" if is_before else f'type: [{", ".join(types)}, "null"]'
            help = f"Write `{shown}` if null is allowed, or put it in quotes if it is text."
        self.diagnostics.append(codes.ENUM_TYPE_MISMATCH.at(place, message, help=help))
        return tuple(_as_text(one) for one in values) if as_text else kept or values

    def _list(self, value: dict[str, Json], keyword: str, at: Location) -> tuple[Schema, ...]:
        given = value.get(keyword)
        if given is None:
            self.diagnostics.extend(nothing(value, keyword, at))
            return ()
        if not isinstance(given, list) or not given:
            self._invalid(at.child(keyword), "a list of at least one schema", given)
            return ()
        return tuple(self.read(item, at.below(f"{keyword}/{number}")) for number, item in enumerate(given))

    def _variants(self, value: dict[str, Json], keyword: str, at: Location) -> tuple[Schema, ...]:
        written = self._list(value, keyword, at)
        variants = tuple(as_null(written, value[keyword]))
        self.schemas.update({one.location: one for one in variants})
        self.diagnostics += reports(variants, written, keyword)
        return variants

    def _conditions(self, value: dict[str, Json], at: Location, unread: tuple[str, ...]) -> Conditions | None:
        if not unread and _CONDITIONS.isdisjoint(value):
            return None
        negated = (self.read(value["not"], at.child("not")),) if "not" in value else ()
        chosen: tuple[tuple[Schema, Schema | None, Schema | None], ...] = ()
        if "if" in value:
            then, other = (self.read(value[key], at.child(key)) if key in value else None for key in ("then", "else"))
            chosen = ((self.read(value["if"], at.child("if")), then, other),)
        return Conditions(not_=negated, if_then_else=chosen, unread=unread)

    def _discriminator(self, value: dict[str, Json], at: Location) -> Discriminator | None:
        """Read a Discriminator Object (OpenAPI 3.1.1 section 4.8.25); its mapping has names of components, or URIs."""
        given = value["discriminator"]
        name = given.get("propertyName") if isinstance(given, dict) else given
        here = at.child("discriminator")
        if isinstance(given, dict):
            self.keyword_check.newer("discriminator", "an object under `discriminator`", at, Dialect.OPENAPI_3_0)
        elif isinstance(given, str):
            self.keyword_check.older("discriminator", "text under `discriminator`", at, Dialect.SWAGGER_2_0)
        if not isinstance(name, str):
            self._no_property_name(given, here)
            return None
        mapping = given.get("mapping") if isinstance(given, dict) else None
        if mapping is not None and not isinstance(mapping, dict):
            self._invalid(here.child("mapping"), "an object", mapping)
        pairs = mapping.items() if isinstance(mapping, dict) else ()
        resolved = ((key, self._mapped(item, here.child("mapping").child(key))) for key, item in pairs)
        return Discriminator(
            location=here,
            property=name,
            mapping=tuple((key, target) for key, target in resolved if target is not None),
            default=self._default(given, here) if isinstance(given, dict) else None,
        )

    def _no_property_name(self, given: Json, at: Location) -> None:
        """Report a discriminator that does not name its property, be it because the word for that is misspelt."""
        near = [one for one in (given if isinstance(given, dict) else ()) if one.lower().startswith("property")]
        if isinstance(given, dict) and "propertyName" not in given:
            message = "The discriminator has no `propertyName`, and is left out."
            help = f"Did you mean `propertyName` by `{near[0]}`?" if near else "Write `propertyName: …`."
            self.diagnostics.append(codes.KEYWORD_INVALID.at(at, message, help=help))
        else:
            self._invalid(at, "an object with a `propertyName` that is text", given)

    def _default(self, given: dict[str, Json], at: Location) -> Location | None:
        """Return the schema that `defaultMapping` names (OpenAPI 3.2.0, Discriminator Object)."""
        if "defaultMapping" not in given:
            return None
        what = "`defaultMapping` in a discriminator"
        self.keyword_check.newer("defaultMapping", what, at, Dialect.OPENAPI_3_2)
        return self._mapped(given["defaultMapping"], at.child("defaultMapping"))

    def _mapped(self, item: Json, at: Location) -> Location | None:
        help = None
        if isinstance(item, str):
            for place, reference in self.references.meanings(at, item, component(self.dialect, "schemas", item)):
                try:
                    target = self.references.resolve(place, reference)
                except UnreadFile as fault:
                    self.diagnostics.extend(fault.told(at))
                    return None
                except UnresolvedReference as fault:
                    help = help or fault.diagnostic.help
                    continue
                if wrong_target(self.references, at, reference, target, "schemas") is None:
                    self.targets[target.location] = None
                    if target.location not in self.schemas:
                        self._pending[target.location] = target.value
                    return target.location
        message = f"The mapping leads to {describe(item)}, which is no schema of this description."
        self.diagnostics.append(codes.DISCRIMINATOR_MAPPING.at(at, message, help=help))
        return None

    def _invalid(self, at: Location, wanted: str, given: Json) -> None:
        self.diagnostics.append(
            codes.KEYWORD_INVALID.at(at, f"Expected {wanted}, found {describe(given)}; `{at.key}` is left out.")
        )


def _as_text(value: JsonValue) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else "null" if value is None else str(value)
