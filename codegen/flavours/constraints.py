"""Constraints of types as fragments of JSON Schema, for codecs and readers: `Integer(bounds)` is `{"minimum": 1}`."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from codegen.flavours.promises import left
from codegen.ir.declarations import Alias, Declaration, Extra, Record, Unknown
from codegen.ir.package import Package
from codegen.ir.rules import Fragment, Json
from codegen.ir.types import (
    Array,
    Boolean,
    Bounds,
    Integer,
    Lengths,
    Literals,
    Map,
    Named,
    Number,
    Ruled,
    Text,
    Type,
    children,
    plain,
)

_NO_BOUNDS, _ANY_TEXT = Bounds(), Text()


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


def names_rules(keys: Type, declarations: Mapping[str, Declaration]) -> Fragment:
    """Return what is asserted of the names of an object, which say what may stand in it; nothing of constants."""
    match keys:
        case Text():
            return fragment(keys)
        case Ruled(of=below, rules=rules):
            return _both(names_rules(below, declarations), rules.fragment)
        case Named(name=name) if isinstance(declared := declarations[name], Alias) and not declared.recursive:
            return names_rules(declared.type, declarations)
        case _:
            return {}


def _both(one: Fragment, other: Fragment) -> Fragment:
    return {**one, **other} if one.keys().isdisjoint(other) else {"allOf": [one, other]}


def closed_length(type_: Ruled) -> Fragment:
    """Return how long a list may be that has no items behind those told one by one."""
    if not isinstance(below := plain(type_.of), Array):
        return {}
    prefix, most = type_.rules.fragment.get("prefixItems"), below.lengths.maximum
    return {"maxItems": most} if isinstance(prefix, list) and most == len(prefix) else {}


def unchecked(*types: Type) -> tuple[str, ...]:
    """Return the keywords that types assert and a codec of JSON types does not check, each once, in order."""
    found: dict[str, None] = {}
    for type_ in types:
        if isinstance(type_, Named | Boolean | Literals) or type_ == _ANY_TEXT:  # what most fields are
            continue
        for one in _parts(type_):
            if isinstance(one, Ruled):
                found |= dict.fromkeys(left(one.rules.fragment))
            elif isinstance(one, Text | Integer | Number):
                found |= dict.fromkeys(_of_scalar(one))
            elif said := fragment(one):
                found |= dict.fromkeys(left(said))
    return tuple(found)


@lru_cache(maxsize=1024)
def _of_scalar(type_: Type) -> tuple[str, ...]:
    """Return the keywords of a text or a number; few of them differ."""
    return left(fragment(type_))


def _parts(type_: Type) -> Iterator[Type]:
    """Yield a type and those it is made of, declarations and the names of objects aside."""
    yield type_
    if isinstance(type_, Named | Text | Boolean | Integer | Literals):  # what most are, and made of nothing
        return
    match type_:
        case Ruled(of=Array(lengths=lengths) as below) if closed_length(type_):
            yield from _parts(replace(below, lengths=replace(lengths, maximum=None)))
        case Map(values=below):
            yield from _parts(below)
        case _:
            for below in children(type_):
                yield from _parts(below)


def unchecked_in(declaration: Declaration) -> tuple[str, ...]:
    """Return the keywords that a declaration asserts and a codec of JSON types does not check."""
    match declaration:
        case Alias(type=type_):
            return unchecked(type_)
        case Unknown():
            return ()
        case Record(fields=fields, extra=extra, rules=rules):
            own = () if rules is None else left(rules.fragment)
            below = unchecked(*(field.type for field in fields), *(() if isinstance(extra, Extra) else (extra,)))
            return tuple(dict.fromkeys((*own, *below)))


def count_unchecked(package: Package) -> int:
    """Return how many declarations assert what a codec of JSON types does not check."""
    return sum(1 for one in package.declarations.values() if unchecked_in(one))
