"""Type expressions: what a value may be, in no language's words.

A closed union; every flavour matches all of it. Names are those of declarations in the same package, and never
pointers to them: a recursive type is a name that stands inside its own declaration.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeAlias

from codegen.ir.rules import Rules


class Format(Enum):
    """The formats of strings whose texts can be checked; flavours may give some of them a type of their own.

    Those of JSON Schema 2020-12 Validation section 7.3, and of the OpenAPI Format Registry.
    """

    DATE_TIME = "date-time"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    UUID = "uuid"
    DECIMAL = "decimal"
    BYTE = "byte"
    """Base64 text: `format: byte`, or `contentEncoding: base64`."""
    BASE64URL = "base64url"
    """Base64 text for URLs: `format: base64url`, or `contentEncoding: base64url`."""
    EMAIL = "email"
    IDN_EMAIL = "idn-email"
    HOSTNAME = "hostname"
    IDN_HOSTNAME = "idn-hostname"
    IPV4 = "ipv4"
    IPV6 = "ipv6"
    URI = "uri"
    """A URI or a relative reference, as real services use the format."""
    STRICT_URI = "strict-uri"
    """`format: uri` by the letter, on request."""
    URI_REFERENCE = "uri-reference"
    IRI = "iri"
    IRI_REFERENCE = "iri-reference"
    URI_TEMPLATE = "uri-template"
    JSON_POINTER = "json-pointer"
    RELATIVE_JSON_POINTER = "relative-json-pointer"
    REGEX = "regex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The limits of a number."""

    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    exclusive_maximum: int | float | None = None
    multiple_of: tuple[int | float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """How long a string may be (in code points), how many items an array or keys an object may have."""

    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyValue:
    """Any JSON value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoValue:
    """No value at all: the schema `false`, and what members of an `allOf` that exclude each other leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Null:
    """Null and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boolean:
    """true or false."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Integer:
    """A number without a fraction; 5.0 is one."""

    bounds: Bounds = Bounds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """Any number; `decimal` where every digit counts (`format: decimal`)."""

    bounds: Bounds = Bounds()
    decimal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A string, perhaps of a format; all patterns must be found in it."""

    format: Format | None = None
    lengths: Lengths = Lengths()
    patterns: tuple[str, ...] = ()


LiteralValue: TypeAlias = "None | bool | int | float | str"


@dataclass(frozen=True, slots=True, kw_only=True)
class Literals:
    """One of some values; where it is open, of later versions also any other string."""

    values: tuple[LiteralValue, ...]
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Array:
    """A list."""

    items: "Type"
    lengths: Lengths = Lengths()
    unique: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedArray:
    """A list of a fixed number of items, each with a type of its own."""

    items: "tuple[Type, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """An object whose keys are data; keys are texts or literals, and all values have one type."""

    values: "Type"
    keys: "Type" = Text()
    lengths: Lengths = Lengths()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """How the variants of a union are told apart: by the values of one property.

    `cases` holds, variant by variant, the values that mean it; a variant without the property has none. Variants that
    share values are one variant here, a union inside.
    """

    property: str
    cases: tuple[tuple[LiteralValue, ...], ...]
    absent: tuple[int, ...] = ()
    """The variants, by their numbers, of objects without the property; such objects are refused where there is none."""
    other: int | None = None
    """The variant, by its number, of objects whose value means no other; they are refused where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """One of several types, in order; `tag` where a property tells them apart.

    `unknown` is the declaration of what has another tag than the variants, where the union is open for later versions.
    """

    variants: "tuple[Type, ...]"
    tag: Tag | None = None
    unknown: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nullable:
    """The type, or null."""

    of: "Type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """The values of a type that meet rules besides; to a reader and a checker it is the type."""

    of: "Type"
    rules: Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A declaration of the package."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A type that the user chose, for flavours whose values have Python's shape; for the others it is `of`."""

    name: str
    """`module.Type`, or the name of a builtin, or `timedelta` for the package's own."""
    of: "Type"


Type: TypeAlias = (
    AnyValue
    | NoValue
    | Null
    | Boolean
    | Integer
    | Number
    | Text
    | Literals
    | Array
    | FixedArray
    | Map
    | OneOf
    | Nullable
    | Chosen
    | Ruled
    | Named
)


def plain(type_: Type) -> Type:
    """Return the type without the rules around it."""
    while isinstance(type_, Ruled):
        type_ = type_.of
    return type_


_LEAVES = (AnyValue, NoValue, Null, Boolean, Integer, Number, Text, Literals)


def children(type_: Type) -> tuple[Type, ...]:
    """Return the types that a type is made of, in order; of declarations it has the names."""
    match type_:
        case Array(items=below) | Nullable(of=below) | Chosen(of=below) | Ruled(of=below):
            return (below,)
        case Map(keys=keys, values=values):
            return (keys, values)
        case OneOf(variants=several, unknown=None) | FixedArray(items=several):
            return several
        case OneOf(variants=several, unknown=str(unknown)):
            return (*several, Named(name=unknown))
        case _:
            return ()


def parts(type_: Type) -> Iterator[Type]:
    """Yield a type and all it is made of, each before what it is made of itself."""
    todo = [type_]
    while todo:
        one = todo.pop()
        yield one
        todo.extend(reversed(children(one)))


def has_equals(values: Iterable[LiteralValue]) -> bool:
    """Tell whether Python holds two different values for one, as 1 and true, so that no dict or enum has both."""
    different = {(type(value), value) for value in values}
    return len({value for _, value in different}) < len(different)


def named_in(type_: Type) -> list[str]:
    """Return the names of declarations that stand in a type, in order, each once."""
    if isinstance(type_, Named):
        return [type_.name]
    if isinstance(type_, _LEAVES):
        return []
    return list(dict.fromkeys(one.name for one in parts(type_) if isinstance(one, Named)))


def renamed(type_: Type, names: Mapping[str, str]) -> Type:
    """Return the type with some declarations in it called otherwise; the same value where none of them stands in it."""
    match type_:
        case Named(name=name):
            return Named(name=names[name]) if name in names else type_
        case Nullable(of=below) | Chosen(of=below):
            new = renamed(below, names)
            return type_ if new is below else replace(type_, of=new)
        case Ruled(of=below, rules=rules):
            new, said = renamed(below, names), rules.renamed(names)
            return type_ if new is below and said is rules else replace(type_, of=new, rules=said)
        case Array(items=below):
            new = renamed(below, names)
            return type_ if new is below else replace(type_, items=new)
        case Map(keys=keys, values=values):
            news = (renamed(keys, names), renamed(values, names))
            return type_ if news[0] is keys and news[1] is values else replace(type_, keys=news[0], values=news[1])
        case FixedArray(items=several):
            items = renamed_all(several, names)
            return type_ if items is several else replace(type_, items=items)
        case OneOf(variants=several, unknown=unknown):
            variants = renamed_all(several, names)
            if unknown is not None and unknown in names:
                return replace(type_, variants=variants, unknown=names[unknown])
            return type_ if variants is several else replace(type_, variants=variants)
        case AnyValue() | NoValue() | Null() | Boolean() | Integer() | Number() | Text() | Literals():
            return type_


def renamed_all(types: tuple[Type, ...], names: Mapping[str, str]) -> tuple[Type, ...]:
    """Return the types with some declarations in them called otherwise; the same tuple where none stands in them."""
    news = tuple(renamed(one, names) for one in types)
    return types if all(new is old for new, old in zip(news, types, strict=True)) else news


def rules_in(type_: Type) -> list[Rules]:
    """Return the rules that stand in a type, those of the declarations it names aside."""
    if isinstance(type_, (Named, *_LEAVES)):
        return []
    return list(dict.fromkeys(one.rules for one in parts(type_) if isinstance(one, Ruled)))
