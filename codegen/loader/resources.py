"""The schema resources of a document: what `$id`, `$anchor` and `$dynamicAnchor` name.

In: a document. Out: its resources by place and by URI, and its anchors (JSON Schema 2020-12 Core 8.2). In draft 4
(Core 7.2) `id` is what `$id` is later, and up to draft 7 (Core 8.2.3) an `$id` that is but a fragment is an anchor.
Only OpenAPI 3.1 and later have them; from 3.2 on a description may say its own URI too (`$self`). Values of keywords
that hold data (`example`, `default`, ...) are not looked into; an `$id` there names nothing.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from codegen.loader.document import Dialect, Document, Json
from codegen.location import escape

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_DATA = frozenset({"example", "examples", "default", "enum", "const", "value"})
_DRAFT_4 = re.compile(r"https?://json-schema\.org/draft-04/schema#?")
_TEXTS = frozenset({"mapping", "scopes", "parameters", "dependencies"})
"""Keywords below which a key may be a name with a text: `id` there is no keyword."""
_MAPS = frozenset({"properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "schemas"})
"""Keywords below which a key is a name, so that `default` there is no keyword."""


_NAMING = ("$id", "$anchor", "$dynamicAnchor")
_NAMING_OF_DRAFT_4 = ("id", *_NAMING)
_IDS = frozenset(("$id", "id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """What a document names beside its pointers; the document itself is the resource at the empty pointer."""

    uris: Mapping[str, str]
    """Pointer of each resource -> its URI; relative to the document, whose own URI is empty if it says none."""
    by_uri: Mapping[str, str]
    anchors: Mapping[tuple[str, str], str]
    """(pointer of the resource, anchor) -> pointer."""
    dynamic: tuple[str, ...] = ()
    """The names of `$dynamicAnchor`, each as often as it stands there."""

    def base(self, pointer: str) -> str:
        """Return the pointer of the resource that a place belongs to."""
        if len(self.uris) == 1:
            return ""
        while pointer not in self.uris:
            pointer = pointer.rpartition("/")[0]
        return pointer


def find_resources(document: Document, dialect: Dialect) -> Resources:
    """Return the resources of a document; one that has none costs a look at its text."""
    uris = {"": ""}
    by_uri: dict[str, str] = {}
    anchors: dict[tuple[str, str], str] = {}
    dynamic: list[str] = []
    if not dialect.is_before(Dialect.OPENAPI_3_1) and (
        document.origin is not None
        or any(f"${key}" in document.text for key in ("id", "anchor", "dyn", "self"))
        or "json-schema.org/draft-04/" in document.text
    ):
        own = _own_uri(document.tree, dialect)
        if own is not None:
            uris[""] = own
            by_uri[own] = ""
        for pointer, base, key, name in _named(document.tree):
            if key in _IDS and not name.startswith("#"):
                uri = uris[pointer] = joined(uris[base], name.removesuffix("#"))
                by_uri.setdefault(uri, pointer)
            else:
                anchors.setdefault((base, name.removeprefix("#")), pointer)
                if key == "$dynamicAnchor":
                    dynamic.append(name)
    return Resources(uris=uris, by_uri=by_uri, anchors=anchors, dynamic=tuple(dynamic))


def has_scheme(uri: str) -> bool:
    """Tell whether a URI is absolute; one letter before a colon is a drive."""
    return _SCHEME.match(uri) is not None


def joined(base: str, uri: str) -> str:
    """Return a reference as seen from a base (RFC 3986 section 5); relative to the document where both are relative."""
    if has_scheme(uri) or not base:
        return uri
    if has_scheme(base):
        return urljoin(base, uri)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), uri))
    return f"{path}/" if uri.endswith("/") else path


def _own_uri(tree: Json, dialect: Dialect) -> str | None:
    """Return the URI that a document says it has: a description by `$self`, a schema by `$id`."""
    if not isinstance(tree, dict):
        return None
    has_self = "openapi" in tree and dialect.value >= "3.2"
    own = "id" if is_draft_4(tree.get("$schema")) else "$id"
    uri = tree.get("$self") if has_self else None if "openapi" in tree else tree.get(own)
    return uri.partition("#")[0] or None if isinstance(uri, str) else None


def _named(tree: Json) -> Iterator[tuple[str, str, str, str]]:
    """Yield (pointer, pointer of the resource around it, keyword, name), outer ones and `$id` first."""
    usual = isinstance(tree, dict) and is_draft_4(tree.get("jsonSchemaDialect"))
    pending: list[tuple[str, str, str, bool, Json]] = [("", "", "", usual, tree)]
    seen: set[int] = set()
    while pending:
        pointer, base, parent, old, value = pending.pop()
        if not isinstance(value, dict | list) or id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, list):
            pending += [(f"{pointer}/{at}", base, "", old, one) for at, one in enumerate(value)]
            continue
        if parent not in _MAPS:
            old = _is_old(value, old)
            for key in _NAMING_OF_DRAFT_4 if old and parent not in _TEXTS else _NAMING:
                name = value.get(key)
                if isinstance(name, str) and (pointer or key not in _IDS or name.startswith("#")):
                    yield pointer, base, key, name
                    base = pointer if key in _IDS and not name.startswith("#") else base
        pending += [
            (f"{pointer}/{escape(key)}", base, key, old and not key.startswith("x-"), one)
            for key, one in value.items()
            if key not in _DATA or parent in _MAPS
        ]


def _is_old(value: Mapping[str, Json], around: bool) -> bool:
    """Tell whether a schema is one of draft 4; what a description's own `$schema` says is for its editors."""
    given = None if "openapi" in value else value.get("$schema")
    return is_draft_4(given) if isinstance(given, str) else around


def is_draft_4(uri: Json) -> bool:
    """Tell whether a URI names draft 4 of JSON Schema."""
    return isinstance(uri, str) and _DRAFT_4.fullmatch(uri) is not None
