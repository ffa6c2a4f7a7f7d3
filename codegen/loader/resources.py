"""The schema resources of a document: what `$id`, `$anchor` and `$dynamicAnchor` name.

In: a document. Out: its resources by place and by URI, and its anchors (JSON Schema 2020-12 Core 8.2).
Only OpenAPI 3.1 and later have them. Values of keywords that hold data (`example`, `default`, ...) are not looked into;
an `$id` there names nothing.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urljoin

from codegen.loader.document import Dialect, Document, Json
from codegen.location import escape

_DATA = frozenset({"example", "examples", "default", "enum", "const", "value"})
_MAPS = frozenset({"properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "schemas"})
"""Keywords below which a key is a name, so that `default` there is no keyword."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """What a document names beside its pointers; the document itself is the resource at the empty pointer."""

    uris: Mapping[str, str]
    """Pointer of each resource -> its URI; relative to the document, whose own URI is empty."""
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
        document.origin is not None or any(f"${key}" in document.text for key in ("id", "anchor", "dyn"))
    ):
        for pointer, base, key, name in _named(document.tree):
            if key == "$id":
                uri = uris[pointer] = urljoin(uris[base], name.removesuffix("#"))
                by_uri.setdefault(uri, pointer)
            else:
                anchors.setdefault((base, name), pointer)
                if key == "$dynamicAnchor":
                    dynamic.append(name)
    return Resources(uris=uris, by_uri=by_uri, anchors=anchors, dynamic=tuple(dynamic))


def is_same_file(name: str, uri: str) -> bool:
    """Tell whether a relative reference names the very file it stands in."""
    path = posixpath.join(posixpath.dirname(name), unquote(uri))
    return posixpath.normpath(path) == posixpath.normpath(name)


def _named(tree: Json) -> Iterator[tuple[str, str, str, str]]:
    """Yield (pointer, pointer of the resource around it, keyword, name), outer ones and `$id` first."""
    pending: list[tuple[str, str, str, Json]] = [("", "", "", tree)]
    seen: set[int] = set()
    while pending:
        pointer, base, parent, value = pending.pop()
        if not isinstance(value, dict | list) or id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, list):
            pending += [(f"{pointer}/{at}", base, "", one) for at, one in enumerate(value)]
            continue
        for key in ("$id", "$anchor", "$dynamicAnchor"):
            name = value.get(key)
            if isinstance(name, str) and pointer and parent not in _MAPS:
                yield pointer, base, key, name
                base = pointer if key == "$id" else base
        pending += [
            (f"{pointer}/{escape(key)}", base, key, one)
            for key, one in value.items()
            if key not in _DATA or parent in _MAPS
        ]
