"""The names inside types, attributes and members of enums, as the lock pins them (laws 12 and 13 of `NAMING.md`).

A name is in the lock only if another key could take it: it is contested, or not the plain conversion of its key
(`_links` is `links`, until a `links` comes). What `x-enum-varnames` or a title gives is not: the description says it.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from codegen.location import escape
from codegen.lowering.anchors import inert
from codegen.normalizer.spec import JsonValue
from codegen.words import snake, words

Inside = Mapping[str, str]
"""Path from the type's anchor -> attribute or member."""


def path_of_key(key: str) -> str:
    """Return the path of a property."""
    return inert(f"properties/{escape(key)}")


def path_of_value(value: JsonValue) -> str:
    """Return the path of a value of an enum."""
    return inert(f"enum/{escape(json.dumps(value, ensure_ascii=False))}")


def pinned_attributes(known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the attributes that another key could take, by path."""
    plain = {key: snake(words(key)) for key in known}
    contested = _several(plain.values())
    for key, name in known.items():
        if not key[:1].isalnum() or name != plain[key] or name in contested:
            yield path_of_key(key), name


def pinned_members(known: Iterable[tuple[JsonValue, str]]) -> Iterator[tuple[str, str]]:
    """Yield the members that another value could take, by path."""
    members = [(value, name) for value, name in known if isinstance(value, str)]
    plain = {value: snake(words(value)).upper() for value, _ in members if isinstance(value, str)}
    contested = _several(plain.values())
    for value, name in members:
        if not value[:1].isalnum() or name != plain[value] or name in contested:
            yield path_of_value(value), name


def _several(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name, count in Counter(names).items() if count > 1)
