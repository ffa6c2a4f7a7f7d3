"""What normalizing gives: one dialect, JSON Schema 2020-12 in OpenAPI's frame, whatever the input was written in.

Schemas are read by keyword groups, as the JSON Schema vocabularies have them. A reference is a `Location`; cycles are
data. A schema is kept as it was written (`all_of` members in order, unions in order), and beside it stands, for each
schema that is a conjunction, its intersection: one schema without `all_of` that says the same (`NormalSpec.effective`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal, TypeAlias

from codegen.diagnostics import Diagnostic
from codegen.loader.document import Document
from codegen.location import Location

JsonValue: TypeAlias = "None | bool | int | float | str | list[JsonValue] | dict[str, JsonValue]"
JsonType = Literal["null", "boolean", "integer", "number", "string", "array", "object"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """Keywords that assert nothing (JSON Schema 2020-12 Validation section 9), and OpenAPI's beside them."""

    title: str | None = None
    description: str | None = None
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    has_default: bool = False
    default: JsonValue = None
    examples: tuple[JsonValue, ...] = ()
    enum_names: "tuple[tuple[JsonValue, str], ...]" = ()
    """`x-enum-varnames`: value, name."""
    enum_descriptions: "tuple[tuple[JsonValue, str], ...]" = ()
    """`x-enum-descriptions`: value, description."""
    chosen_name: str | None = None
    """`x-codegen-name`: what the type shall be called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectKeywords:
    """What a schema says of objects."""

    properties: "Mapping[str, Schema]"
    required: frozenset[str]
    additional: "Schema | None"
    """`additionalProperties`; None where the schema is silent."""
    unevaluated: "Schema | None"
    """`unevaluatedProperties`: of the keys that no member of the whole conjunction declares."""
    pattern_properties: "Mapping[str, Schema]"
    property_names: "Schema | None"
    min_properties: int | None
    max_properties: int | None
    dependent_required: Mapping[str, tuple[str, ...]]
    dependent_schemas: "Mapping[str, Schema]"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrayKeywords:
    """What a schema says of arrays."""

    items: "Schema | None"
    """Of the items behind `prefix_items`."""
    prefix_items: "tuple[Schema, ...]"
    contains: "Schema | None"
    min_contains: int | None
    max_contains: int | None
    min_items: int | None
    max_items: int | None
    unique_items: bool
    unevaluated: "Schema | None" = None
    """`unevaluatedItems`: of the items that no keyword of the whole conjunction speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StringKeywords:
    """What a schema says of strings; several patterns come from intersections, and all must match."""

    min_length: int | None
    max_length: int | None
    patterns: tuple[str, ...]
    content_encoding: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberKeywords:
    """What a schema says of numbers; several `multiple_of` come from intersections."""

    minimum: int | float | None
    maximum: int | float | None
    exclusive_minimum: int | float | None
    exclusive_maximum: int | float | None
    multiple_of: tuple[int | float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Assertions that shape no type: a value has the type the schema says elsewhere, and must meet these besides."""

    not_: "tuple[Schema, ...]" = ()
    if_then_else: "tuple[tuple[Schema, Schema | None, Schema | None], ...]" = ()
    any_of: "tuple[tuple[Schema, ...], ...]" = ()
    """`anyOf` whose branches only ask for keys (`required`) of the object beside it."""
    one_of: "tuple[tuple[Schema, ...], ...]" = ()
    all_of: "tuple[Schema, ...]" = ()
    """Schemas that hold besides, by the letter: what no intersection says."""
    unread: tuple[str, ...] = ()
    """Keywords that assert something nobody here understands, such as `contentSchema`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discriminator:
    """OpenAPI's Discriminator Object, its mapping resolved to schemas."""

    location: Location
    property: str
    mapping: tuple[tuple[str, Location], ...]
    """Value -> schema as written; empty when there is no mapping."""
    default: Location | None = None
    """The schema of objects without the property, or whose value means no other (OpenAPI 3.2.0, `defaultMapping`)."""


class UnionKind(Enum):
    """Which keyword a union was written with."""

    ANY_OF = "anyOf"
    ONE_OF = "oneOf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """The variants of `anyOf` or `oneOf`, in order; a null variant stands among them like any other."""

    kind: UnionKind
    variants: "tuple[Schema, ...]"
    or_null: bool = False
    """Whether the last variant, null, was added by `nullable`: then null is valid whatever the others say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """One schema. `ref` stands alone but for annotations; everything None or empty is the schema `true`."""

    location: Location
    ref: Location | None = None
    types: tuple[JsonType, ...] | None = None
    """None: any type. Empty: no value at all, the schema `false`."""
    enum: tuple[JsonValue, ...] | None = None
    """`const` is an enum of one."""
    format: str | None = None
    objects: ObjectKeywords | None = None
    arrays: ArrayKeywords | None = None
    strings: StringKeywords | None = None
    numbers: NumberKeywords | None = None
    all_of: "tuple[Schema, ...]" = ()
    """Members in order; keywords beside `allOf` are fields of this schema and count as one member more, the last."""
    union: Union | None = None
    more_unions: tuple[Union, ...] = ()
    """A second `anyOf` beside `oneOf`, in the same schema; empty in nearly every schema."""
    conditions: Conditions | None = None
    discriminator: Discriminator | None = None
    annotations: Annotations


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What a parent of a hierarchy says itself, apart from the union of its children that stands under its name."""

    parent: Location
    without: str | None
    """The tag, where no value is a plain parent: each child says its own, so the base says nothing of it."""


class ComponentKind(Enum):
    """The sections of `components` that hold schemas, by their key."""

    SCHEMAS = "schemas"
    RESPONSES = "responses"
    REQUEST_BODIES = "requestBodies"
    PARAMETERS = "parameters"
    HEADERS = "headers"
    MEDIA_TYPES = "mediaTypes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The schema of one media type of a body; `location` is that of the Media Type Object.

    In Swagger 2.0, which has one schema for all media types, it is that of the parameter or response.
    """

    location: Location
    media_type: str
    schema: Schema | None
    item_schema: Schema | None = None
    """`itemSchema`: of each item of a sequential media type (OpenAPI 3.2.0, Media Type Object)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter (or header) of an operation; one described by `content` has that content's schema."""

    location: Location
    """Where the Parameter Object stands, behind its `$ref`."""
    name: str
    place: Literal["path", "query", "header", "cookie", "querystring", "form"]
    """`querystring` is all of the query as one value (OpenAPI 3.2.0, Parameter Locations); `form`, only among
    components, is a field of a form of Swagger 2.0, which operations have in their body."""
    required: bool
    schema: Schema
    annotations: Annotations


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A request body or the content of a response, behind its `$ref`."""

    location: Location
    required: bool
    contents: tuple[Content, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One response of an operation: `status` is `200`, `4XX` or `default`."""

    location: Location
    status: str
    contents: tuple[Content, ...]
    headers: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One entry of `components`. Exactly what its kind has: a schema, body, response, parameter or media type."""

    location: Location
    kind: ComponentKind
    key: str
    content: Schema | Body | Response | Parameter | Content


METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
"""The methods that are fields of a path item."""


class OperationKind(Enum):
    """Where an operation hangs."""

    PATH = "path"
    WEBHOOK = "webhook"
    CALLBACK = "callback"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One Operation Object with all that applies to it (parameters of the path item too, overridden ones not)."""

    location: Location
    kind: OperationKind
    path: str
    """The path template; for a webhook its key, for a callback its runtime expression."""
    method: str
    """Lower case; one of `additionalOperations` as it is written, which is as it is sent."""
    operation_id: str | None
    callback_key: str | None
    """The key under `callbacks`."""
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    request: Body | None
    responses: tuple[Response, ...]
    callbacks: "tuple[Operation, ...]"
    annotations: Annotations

    @property
    def title(self) -> str:
        """The request line, as in `GET /pets`."""
        return f"{self.method.upper() if self.method in METHODS else self.method} {self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalSpec:
    """The whole description in one dialect."""

    document: str
    title: str
    version: str
    components: tuple[Component, ...]
    """In the document's order, kind by kind in the order of `ComponentKind`; then those in other files that references
    lead to, by file and pointer."""
    operations: tuple[Operation, ...]
    """Paths, then webhooks, in the document's order; callbacks hang below their operation."""
    schemas: Mapping[Location, Schema]
    """Every schema of the document by its place, inline ones and targets of references among them."""
    intersections: Mapping[Location, Schema]
    """For each schema that is a conjunction: one schema without `all_of`, with at most one union and none beside object
    keywords, that says the same. Properties that several members define stand at the place
    `<owner>/properties/<key>` unless one member alone decides them."""
    combined: Mapping[Location, tuple[Location, ...]] = field(default_factory=dict)
    """For each variant or property of an intersection that was put together: the places it was put together from."""
    bases: Mapping[Location, Base] = field(default_factory=dict)
    """The bases of hierarchies, by their place (`codegen/normalizer/hierarchies.py`)."""
    moved: Mapping[Location, str] = field(default_factory=dict)
    """Places that stand elsewhere in OpenAPI 3 -> the pointer there: anchors are the same in every dialect."""
    trees: Mapping[str, JsonValue] = field(default_factory=dict)
    """The documents as they were read, by name: what digests are taken of, and messages point into."""
    documents: Mapping[str, Document] = field(default_factory=dict)
    """What was read, by name: the entry first, then the files that references led to."""
    short: Mapping[str, str] = field(default_factory=dict)
    """How the entry would refer to each document: by its path from the entry's folder; the entry itself is empty."""
    listed: Mapping[Location, Location] = field(default_factory=dict)
    """Where a component stands that `components` of the entry has as a mere reference to another file -> the entry's
    place for it: it is known by that."""
    keys: Mapping[Location, str] = field(default_factory=dict)
    """What components in other files are called by, where that is not their own key."""
    diagnostics: tuple[Diagnostic, ...]

    def key_of(self, at: Location) -> str:
        """Return what the component at a place is called in the description."""
        return self.keys.get(at, at.key)

    def written(self, at: Location) -> str:
        """Return a place as a reference in the entry would write it: `place` is the way back."""
        return f"{self.short.get(at.document, '' if at.document == self.document else at.document)}#{at.pointer}"

    def place(self, text: str) -> Location:
        """Return the place that a pointer with or without a document in front means; the entry needs none."""
        name, _, pointer = text.partition("#")
        if not name:
            return Location(self.document, pointer)
        return Location(next((one for one, short in self.short.items() if short == name), name), pointer)

    def effective(self, schema: Schema) -> Schema:
        """Return the schema, or the one that says the same without `all_of`."""
        return self.intersections.get(schema.location, schema)

    def target(self, schema: Schema) -> Schema:
        """Return what a chain of references leads to, or the schema itself."""
        while schema.ref is not None:
            schema = self.schemas[schema.ref]
        return schema
