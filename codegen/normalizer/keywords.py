"""Which keywords of a Schema Object are not what they seem: of another version, misspelt, or read by nobody.

In: a Schema Object and its place. Out: the assertions in it that nothing here understands, so that they can be told to
the readers of the types; what there is to say to the author becomes a diagnostic. Annotations that are read by nobody
are no matter (JSON Schema 2020-12 Core section 6.5), nor are `x-` keywords.
"""

from difflib import get_close_matches

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Dialect, Json
from codegen.location import Location

_OF_BOTH = frozenset(
    """
    $ref title description type enum multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength
    pattern maxItems minItems uniqueItems maxProperties minProperties required properties additionalProperties items
    allOf oneOf anyOf not format default discriminator readOnly writeOnly deprecated xml externalDocs example
    """.split()
)
_SINCE_3_1 = frozenset(
    """
    const prefixItems contains minContains maxContains unevaluatedItems unevaluatedProperties patternProperties
    propertyNames dependentRequired dependentSchemas if then else $defs $id $anchor $dynamicAnchor $dynamicRef
    contentEncoding contentSchema
    """.split()
)
_SILENT = frozenset("$schema $comment $vocabulary contentMediaType examples definitions additionalItems id".split())
"""Annotations, and keywords that matter only where another one does."""
_UNREAD = frozenset("contentSchema dependencies $recursiveRef".split())
"""Assertions that nothing here understands."""
_KNOWN = _OF_BOTH | _SINCE_3_1 | _SILENT | _UNREAD | {"nullable"}
_COMMON = {
    Dialect.OPENAPI_3_0: (_OF_BOTH | _SILENT | {"nullable"}) - {"exclusiveMinimum", "exclusiveMaximum"},
    Dialect.OPENAPI_3_1: (_OF_BOTH | _SINCE_3_1 | _SILENT) - _UNREAD - {"exclusiveMinimum", "exclusiveMaximum"},
}


class KeywordCheck:
    """Checks the keywords of one description; what is said of a version is said once a keyword."""

    def __init__(self, dialect: Dialect, diagnostics: list[Diagnostic]) -> None:
        self._dialect = dialect
        self._diagnostics = diagnostics
        self._common = _COMMON[dialect]
        self._told: set[str] = set()
        self._meant: dict[str, str | None] = {}

    def check(self, value: dict[str, Json], at: Location) -> tuple[str, ...]:
        """Return the assertions of a schema that are read by nobody; report what else is odd about its keywords."""
        types = value.get("type")
        if self._dialect is Dialect.OPENAPI_3_0 and (isinstance(types, list) or types == "null"):
            self.newer("type", "a list under `type`" if isinstance(types, list) else "the type `null`", at)
        if value.keys() <= self._common:
            return ()
        rare = value.keys() - self._common
        for keyword in sorted(rare):
            self._check(keyword, value[keyword], at)
        return tuple(sorted(rare & _UNREAD))

    def newer(self, keyword: str | None, what: str, at: Location) -> None:
        """Report what OpenAPI 3.0 does not have, the first time it is met in a description of 3.0."""
        if self._dialect is Dialect.OPENAPI_3_0 and what not in self._told:
            self._told.add(what)
            self._diagnostics.append(
                codes.KEYWORD_OF_NEWER_VERSION.at(
                    at if keyword is None else at.child(keyword),
                    f"OpenAPI 3.0 does not have {what}; it is read as in 3.1.",
                    help="Say `openapi: 3.1.1`, or write it as 3.0 does; other tools ignore it.",
                )
            )

    def _check(self, keyword: str, given: Json, at: Location) -> None:
        if keyword in ("exclusiveMinimum", "exclusiveMaximum"):
            if isinstance(given, bool):
                self._older(keyword, f"`true` or `false` under `{keyword}`", at)
            else:
                self.newer(keyword, f"a number under `{keyword}`", at)
        elif keyword == "nullable":
            self._older(keyword, "`nullable`", at)
        elif keyword in _SINCE_3_1:
            self.newer(keyword, f"`{keyword}`", at)
        elif keyword not in _KNOWN and not keyword.startswith("x-"):
            self._misspelt(keyword, at)

    def _older(self, keyword: str, what: str, at: Location) -> None:
        if self._dialect is Dialect.OPENAPI_3_1 and what not in self._told:
            self._told.add(what)
            self._diagnostics.append(
                codes.KEYWORD_OF_OLDER_VERSION.at(
                    at.child(keyword), f"OpenAPI 3.1 does not have {what} any more; it is read as in 3.0."
                )
            )

    def _misspelt(self, keyword: str, at: Location) -> None:
        if keyword not in self._meant:
            self._meant[keyword] = nearest(keyword, _KNOWN)
        meant = self._meant[keyword]
        if meant is not None:
            self._diagnostics.append(unknown(at.child(keyword), keyword, meant))


def nearest(key: str, known: frozenset[str]) -> str | None:
    """Return the known key that a misspelt one is meant to be, if one is near enough."""
    plain = key.strip(" $").casefold()
    for one in sorted(known):
        if plain == one.strip("$").casefold() or (key[:1] == one[:1] and sorted(key) == sorted(one)):
            return one
    return next(iter(get_close_matches(key, sorted(known), n=1, cutoff=0.8)), None)


def unknown(at: Location, key: str, meant: str) -> Diagnostic:
    """Return what there is to say of a key that looks like a misspelt one."""
    return codes.KEYWORD_UNKNOWN.at(at, f"`{key}` means nothing here and is left out.", help=f"Did you mean `{meant}`?")
