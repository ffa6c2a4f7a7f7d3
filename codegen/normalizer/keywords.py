"""Which keywords of a Schema Object are not what they seem: of another version, misspelt, or read by nobody.

In: a Schema Object and its place. Out: the assertions in it that nothing here understands, so that they can be told to
the readers of the types; what there is to say to the author becomes a diagnostic. Annotations that are read by nobody
are no matter (JSON Schema 2020-12 Core section 6.5), nor are `x-` keywords.
"""

from difflib import get_close_matches

from codegen import codes
from codegen.diagnostics import Diagnostic, named
from codegen.loader.document import Dialect, Json
from codegen.location import Location
from codegen.normalizer.drafts import Draft, Drafts

_ALWAYS = frozenset(
    """
    $ref title description type enum multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength
    pattern maxItems minItems uniqueItems maxProperties minProperties required properties additionalProperties items
    allOf format default discriminator readOnly xml externalDocs example
    """.split()
)
_SINCE_3_0 = frozenset("oneOf anyOf not writeOnly deprecated".split())
_SINCE_3_1 = frozenset(
    """
    const prefixItems contains minContains maxContains unevaluatedItems unevaluatedProperties patternProperties
    propertyNames dependentRequired dependentSchemas if then else $defs $id $anchor $dynamicAnchor $dynamicRef
    contentEncoding contentSchema
    """.split()
)
_SILENT = frozenset(
    """
    $schema $comment $vocabulary contentMediaType examples definitions additionalItems id $recursiveAnchor
    """.split()
)
"""Annotations, and keywords that matter only where another one does."""
_UNREAD = frozenset("contentSchema dependencies $recursiveRef".split())
"""Assertions that nothing here understands."""
_KNOWN = _ALWAYS | _SINCE_3_0 | _SINCE_3_1 | _SILENT | _UNREAD | {"nullable"}
_TEXTS = frozenset("id title description format".split())
"""Keywords with a text behind them, that properties are called as well."""
_LISTS = ("enum", "allOf", "anyOf", "oneOf")
_TURNED = frozenset(("exclusiveMinimum", "exclusiveMaximum"))
"""They were `true` or `false` before 3.1."""
_SINCE = {
    **dict.fromkeys(_SINCE_3_0, Dialect.OPENAPI_3_0),
    **dict.fromkeys(_SINCE_3_1, Dialect.OPENAPI_3_1),
    "nullable": Dialect.OPENAPI_3_0,
}
_COMMON = {
    Dialect.SWAGGER_2_0: (_ALWAYS | _SILENT | {"collectionFormat"}) - _TURNED,
    Dialect.OPENAPI_3_0: (_ALWAYS | _SINCE_3_0 | _SILENT | {"nullable"}) - _TURNED,
    Dialect.OPENAPI_3_1: (_ALWAYS | _SINCE_3_0 | _SINCE_3_1 | _SILENT) - _UNREAD - _TURNED,
    Dialect.OPENAPI_3_2: (_ALWAYS | _SINCE_3_0 | _SINCE_3_1 | _SILENT) - _UNREAD - _TURNED,
}


class KeywordCheck:
    """Checks the keywords of one description; what is said of a version is said once a keyword."""

    def __init__(self, dialect: Dialect, diagnostics: list[Diagnostic], drafts: Drafts) -> None:
        self._dialect = dialect
        self._drafts = drafts
        self._diagnostics = diagnostics
        self._common = _COMMON[dialect] - {"id"}
        self._told: set[str] = set()
        self._meant: dict[str, str | None] = {}

    def check(self, value: dict[str, Json], at: Location) -> tuple[str, ...]:
        """Return the assertions of a schema that are read by nobody; report what else is odd about its keywords."""
        types = value.get("type")
        if self._dialect is Dialect.OPENAPI_3_0 and (isinstance(types, list) or types == "null"):
            what = "a list under `type`" if isinstance(types, list) else "the type `null`"
            self.newer("type", what, at, Dialect.OPENAPI_3_1)
        if value.keys() <= self._common:
            return ()
        rare = value.keys() - self._common
        strays = stray_properties(value)
        if strays:
            self._diagnostics.append(_stray(at, strays))
        for keyword in sorted(rare.difference(strays)):
            self._check(keyword, value[keyword], at)
        unread = rare & _UNREAD
        if "dependencies" in unread and self._drafts.of(at) <= Draft.DRAFT_7:
            unread -= {"dependencies"}
        return tuple(sorted(unread))

    def newer(self, keyword: str | None, what: str, at: Location, since: Dialect) -> None:
        """Report what there is only since a later version than the description's, the first time it is met."""
        if self._dialect.is_before(since) and what not in self._told:
            self._told.add(what)
            self._diagnostics.append(
                codes.KEYWORD_OF_NEWER_VERSION.at(
                    at if keyword is None else at.child(keyword),
                    f"{self._dialect.title} does not have {what}; it is read as in {since.value}.",
                    help=f"Say `openapi: {_LAST[since]}`, or write it as {self._dialect.value} does; "
                    "other tools ignore it.",
                )
            )

    def _check(self, keyword: str, given: Json, at: Location) -> None:
        if keyword in _TURNED:
            if isinstance(given, bool):
                if self._drafts.of(at) is Draft.DRAFT_4:
                    return
                self.older(keyword, f"`true` or `false` under `{keyword}`", at, Dialect.OPENAPI_3_0)
            else:
                self.newer(keyword, f"a number under `{keyword}`", at, Dialect.OPENAPI_3_1)
        elif keyword == "nullable" and not self._dialect.is_before(Dialect.OPENAPI_3_1):
            self.older(keyword, "`nullable`", at, Dialect.OPENAPI_3_0)
        elif keyword in _SINCE:
            self.newer(keyword, f"`{keyword}`", at, _SINCE[keyword])
        elif keyword not in _KNOWN and not keyword.startswith("x-"):
            self._misspelt(keyword, at)

    def older(self, keyword: str, what: str, at: Location, last: Dialect) -> None:
        """Report what versions after some do not have, the first time it is met in a description of one of them."""
        if last.is_before(self._dialect) and what not in self._told:
            self._told.add(what)
            message = f"{self._dialect.title} does not have {what} any more; it is read as in {last.value}."
            self._diagnostics.append(codes.KEYWORD_OF_OLDER_VERSION.at(at.child(keyword), message))

    def _misspelt(self, keyword: str, at: Location) -> None:
        if keyword not in self._meant:
            self._meant[keyword] = nearest(keyword, _KNOWN)
        meant = self._meant[keyword]
        if meant is not None:
            self._diagnostics.append(unknown(at.child(keyword), keyword, meant))


_LAST = {Dialect.OPENAPI_3_0: "3.0.4", Dialect.OPENAPI_3_1: "3.1.1", Dialect.OPENAPI_3_2: "3.2.0"}


def nearest(key: str, known: frozenset[str]) -> str | None:
    """Return the known key that a misspelt one is meant to be, if one is near enough."""
    plain = key.strip(" $").casefold()
    for one in sorted(known):
        if plain == one.strip("$").casefold() or (key[:1] == one[:1] and sorted(key) == sorted(one)):
            return one
    return next(iter(get_close_matches(key, sorted(known), n=1, cutoff=0.8)), None)


def stray_properties(value: dict[str, Json]) -> tuple[str, ...]:
    """Return the keys of an object's schema without `properties` that look like some, and like no misspelt keyword."""
    types = value.get("type")
    if "properties" in value or not (types == "object" or (isinstance(types, list) and "object" in types)):
        return ()
    return tuple(
        key
        for key, one in value.items()
        if (key in _TEXTS or (key not in _KNOWN and not key.startswith("x-")))
        and _looks_like_schema(one)
        and (key in _TEXTS or nearest(key, _KNOWN) is None)
    )


def _looks_like_schema(value: Json) -> bool:
    """Tell whether a value has a keyword of schemas with a value such as that keyword has."""
    if not isinstance(value, dict):
        return False
    return (
        any(isinstance(value.get(key), str) for key in ("type", "$ref"))
        or any(isinstance(value.get(key), list) for key in _LISTS)
        or any(isinstance(value.get(key), dict) for key in ("properties", "items"))
    )


def _stray(at: Location, keys: tuple[str, ...]) -> Diagnostic:
    one = len(keys) == 1
    mean, are = ("means", "is") if one else ("mean", "are")
    message = f"{named(keys)} {mean} nothing beside `type: object`, and {are} left out."
    help = f"Write {'it' if one else 'them'} below `properties`."
    return codes.KEYWORD_UNKNOWN.at(at.child(keys[0]), message, help=help)


def unknown(at: Location, key: str, meant: str) -> Diagnostic:
    """Return what there is to say of a key that looks like a misspelt one."""
    return codes.KEYWORD_UNKNOWN.at(at, f"`{key}` means nothing here and is left out.", help=f"Did you mean `{meant}`?")
