"""Constraints of types as fragments of JSON Schema, for codecs and readers: `Integer(bounds)` is `{"minimum": 1}`."""

from collections.abc import Iterator, Mapping

from codegen.ir.declarations import Alias, Declaration, Extra, Record, Unknown
from codegen.ir.package import Package
from codegen.ir.rules import Fragment, Json, keywords_of
from codegen.ir.types import (
    Array,
    Boolean,
    Bounds,
    Chosen,
    FixedArray,
    Integer,
    Lengths,
    Literals,
    Map,
    Named,
    Nullable,
    Number,
    OneOf,
    Ruled,
    Text,
    Type,
)

_NO_BOUNDS, _ANY_TEXT = Bounds(), Text()
EQUALITY = ("const", "enum")
"""Keywords of rules that every codec checks."""


def fragment(type_: Type) -> Fragment:
    """Return what a type asserts of its own values beside their JSON type, as keywords of JSON Schema 2020-12."""
    match type_:
        case Integer(bounds=bounds) | Number(bounds=bounds):
            return _bounds(bounds)
        case Text(format=format_, lengths=lengths, patterns=patterns):
            found = _lengths(lengths, "minLength", "maxLength")
            found |= {} if format_ is None else {"format": format_.value}
            return found | _several("pattern", patterns)
        case Array(lengths=lengths, unique=unique):
            return _lengths(lengths, "minItems", "maxItems") | ({"uniqueItems": True} if unique else {})
        case Map(lengths=lengths):
            return _lengths(lengths, "minProperties", "maxProperties")
        case _:
            return {}


def _bounds(bounds: Bounds) -> Fragment:
    if bounds == _NO_BOUNDS:
        return {}
    named: dict[str, Json] = {
        "minimum": bounds.minimum,
        "exclusiveMinimum": bounds.exclusive_minimum,
        "maximum": bounds.maximum,
        "exclusiveMaximum": bounds.exclusive_maximum,
    }
    return _said(named) | _several("multipleOf", bounds.multiple_of)


def _lengths(lengths: Lengths, least: str, most: str) -> Fragment:
    if lengths.minimum is None and lengths.maximum is None:
        return {}
    return _said({least: lengths.minimum, most: lengths.maximum})


def _said(named: Mapping[str, Json]) -> Fragment:
    return {keyword: told for keyword, told in named.items() if told is not None}


def _several(keyword: str, told: tuple[Json, ...]) -> Fragment:
    """Return a keyword that may be told several times."""
    if not told:
        return {}
    if len(told) == 1:
        return {keyword: told[0]}
    return {"allOf": [{keyword: one} for one in told]}


def unchecked(*types: Type) -> tuple[str, ...]:
    """Return the keywords that types assert and a codec of JSON types does not check, each once, in order."""
    found: dict[str, None] = {}
    for type_ in types:
        if isinstance(type_, Named | Boolean | Literals) or type_ == _ANY_TEXT:  # what most fields are
            continue
        for one in _parts(type_):
            if isinstance(one, Ruled):
                found |= dict.fromkeys(one.rules.keywords)
            elif said := fragment(one):
                found |= dict.fromkeys(keywords_of(said))
    return tuple(keyword for keyword in found if keyword not in EQUALITY)


def _parts(type_: Type) -> Iterator[Type]:
    """Yield a type and those it is made of, declarations aside."""
    yield type_
    if isinstance(type_, Named | Text | Boolean | Integer | Literals):  # what most are, and made of nothing
        return
    match type_:
        case Array(items=below) | Nullable(of=below) | Ruled(of=below) | Chosen(of=below):
            yield from _parts(below)
        case Map(keys=keys, values=values):
            yield from _parts(keys)
            yield from _parts(values)
        case OneOf(variants=several) | FixedArray(items=several):
            for below in several:
                yield from _parts(below)
        case _:
            pass


def unchecked_in(declaration: Declaration) -> tuple[str, ...]:
    """Return the keywords that a declaration asserts and a codec of JSON types does not check."""
    match declaration:
        case Alias(type=type_):
            return unchecked(type_)
        case Unknown():
            return ()
        case Record(fields=fields, extra=extra, rules=rules):
            own = () if rules is None else [keyword for keyword in rules.keywords if keyword not in EQUALITY]
            below = unchecked(*(field.type for field in fields), *(() if isinstance(extra, Extra) else (extra,)))
            return tuple(dict.fromkeys((*own, *below)))


def count_unchecked(package: Package) -> int:
    """Return how many declarations assert what a codec of JSON types does not check."""
    return sum(1 for one in package.declarations.values() if unchecked_in(one))
