"""What the codec of dataclasses checks of rules in its default mode: a fragment in, the promised part of it out.

Promised are JSON types, presence, constants, and which keys and items there may be. What limits values (`minimum`,
`pattern`, ...) is told and not checked, wherever in a fragment it stands; so what is kept takes all that the whole
takes. Keywords that turn what is below them (`not`, `oneOf`, `if`, `unevaluated...`) are kept only as a whole.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from codegen.ir.rules import Fragment, Json

_KEPT = frozenset(("type", "const", "enum", "required", "dependentRequired", "propertyNames"))
_ONE = frozenset(("items", "additionalProperties"))
_SEVERAL = frozenset(("prefixItems", "anyOf"))
_BY_KEY = frozenset(("properties", "patternProperties", "dependentSchemas"))
_TURNING = frozenset(("not", "oneOf", "if", "then", "else"))
_UNEVALUATED = ("unevaluatedProperties", "unevaluatedItems")
_BESIDE = frozenset(("then", "else", "minContains"))
"""Keywords that are not told for themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A schema, and what is promised of it."""

    kept: Json
    """True where that is nothing."""
    left: tuple[str, ...] = ()
    """The keywords that are not checked, each once."""
    exact: bool = True
    """Whether the kept part refuses all that the schema refuses; a reference may refuse less."""


def promised(fragment: Mapping[str, Json]) -> Fragment:
    """Return the part of a fragment that is promised."""
    kept = _schema(dict(fragment)).kept
    return kept if isinstance(kept, dict) else {"not": {}} if kept is False else {}


def left(fragment: Mapping[str, Json]) -> tuple[str, ...]:
    """Return the keywords of a fragment that are not checked, each once, in order."""
    return _schema(dict(fragment)).left


def _schema(schema: Json) -> Promised:
    """Return what is promised beside an annotation, which has the types of the variants of a `oneOf`."""
    return _parts(schema, _schema)


def _parts(schema: Json, member: Callable[[Json], Promised]) -> Promised:
    """Return what is promised of a schema; `member` says it of members of its `allOf`."""
    if not isinstance(schema, dict):
        return Promised(kept=schema)
    parts = {
        keyword: _several(keyword, list(map(member, told))) if keyword == "allOf" and isinstance(told, list)
        else _keyword(keyword, told)
        for keyword, told in schema.items()
    }  # fmt: skip
    if all(part.exact for part in parts.values()):
        return Promised(kept=schema or True)
    parts |= {keyword: _dropped(keyword) for keyword in schema if keyword in (*_UNEVALUATED, *_unsure(parts))}
    kept = _meaning({keyword: part.kept for keyword, part in parts.items()})
    return Promised(kept=kept or True, left=_all_left(parts.values()), exact=False)


def _nested(schema: Json) -> Promised:
    """Return what is promised below other keywords, where no annotation says that one variant of a `oneOf` fits."""
    told = schema.get("oneOf") if isinstance(schema, dict) else None
    if not isinstance(schema, dict) or not isinstance(told, list) or _keyword("oneOf", told).exact:
        return _parts(schema, _nested)
    rest = {keyword: one for keyword, one in schema.items() if keyword != "oneOf"}
    members = rest.get("allOf")
    all_of = members if isinstance(members, list) else []
    weaker: Json = {**rest, "allOf": [*all_of, {"anyOf": told}]} if "anyOf" in rest else {**rest, "anyOf": told}
    found = _parts(weaker, _nested)
    return Promised(kept=found.kept, left=tuple(dict.fromkeys((*found.left, "oneOf"))), exact=False)


def _unsure(parts: Mapping[str, Promised]) -> tuple[str, ...]:
    """Return the keywords of a condition of which a part is not exact."""
    condition = tuple(keyword for keyword in ("if", "then", "else") if keyword in parts)
    return () if all(parts[keyword].exact for keyword in condition) else condition


def _keyword(keyword: str, told: Json) -> Promised:
    if keyword == "$ref" or (keyword == "propertyNames" and isinstance(told, dict) and "$ref" in told):
        return Promised(kept=told, exact=False)
    if keyword in _KEPT:
        return Promised(kept=told)
    if keyword in _ONE:
        return _nested(told)
    if keyword in _SEVERAL and isinstance(told, list):
        return _several(keyword, list(map(_nested, told)))
    if keyword in _BY_KEY and isinstance(told, dict):
        below = {key: _nested(one) for key, one in told.items()}
        return _with({key: one.kept for key, one in below.items()}, below.values())
    if keyword in _TURNING or keyword in _UNEVALUATED:
        schemas = told if isinstance(told, list) else [told]
        whole = all(one.exact for one in map(_schema, schemas))
        return Promised(kept=told) if whole else _dropped(keyword)
    return _dropped(keyword)


def _several(keyword: str, below: Sequence[Promised]) -> Promised:
    kept: list[Json] = [one.kept for one in below]
    if keyword == "allOf":
        kept = [one for one in kept if one is not True]
    says_nothing = {"allOf": not kept, "anyOf": any(one is True for one in kept), "prefixItems": False}
    return _with(True if says_nothing[keyword] else kept, below)


def _with(kept: Json, below: Iterable[Promised]) -> Promised:
    parts = tuple(below)
    return Promised(kept=kept, left=_all_left(parts), exact=all(one.exact for one in parts))


def _dropped(keyword: str) -> Promised:
    return Promised(kept=True, left=() if keyword in _BESIDE else (keyword,), exact=False)


def _all_left(parts: Iterable[Promised]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keyword for part in parts for keyword in part.left))


def _meaning(kept: Fragment) -> Fragment:
    """Return a fragment without what says nothing; keys and positions stay where another keyword counts on them."""
    said = {keyword: told for keyword, told in kept.items() if told is not True}
    for keyword in _BY_KEY & said.keys():
        named = keyword != "dependentSchemas" and "additionalProperties" in said
        told = said[keyword]
        if not named and isinstance(told, dict):
            said[keyword] = {key: one for key, one in told.items() if one is not True}
    prefix = said.get("prefixItems")
    if "items" not in said and isinstance(prefix, list) and all(one is True for one in prefix):
        del said["prefixItems"]
    return {keyword: told for keyword, told in said.items() if told not in ({}, [])}
