"""Where a `$ref` leads: a place in the graph of documents, and the value there.

In: the place of a reference and its text. Out: the place it names, as a canonical pointer, and the value.
Fragments may be JSON pointers (RFC 6901, percent-encoded) or, since OpenAPI 3.1, anchors; `$id` moves the base.
A pointer that runs into a `$ref` on its way goes on behind it. References into other files and to URLs are
refused by name.
"""

import re
from dataclasses import dataclass, replace
from urllib.parse import unquote, urljoin

from codegen import codes
from codegen.diagnostics import Code, CodegenError, Diagnostic
from codegen.loader.document import Dialect, Document, DocumentGraph, Json
from codegen.loader.resources import Resources, find_resources, is_same_file
from codegen.loader.suggestions import (
    describe_missing,
    suggest_anchor,
    suggest_component,
    suggest_sibling,
    tell_removed,
)
from codegen.location import Location, tokens

_BROKEN_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BROKEN_TILDE = re.compile(r"~(?![01])")
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)
_MOST_HOPS = 50
"""Through so many other references may one pointer pass; a chain that long is broken or made to do harm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a reference names; the value may be a reference itself."""

    location: Location
    """Canonical: with `~` escapes only, and behind any `$ref` on the way."""
    value: Json


class UnresolvedReference(CodegenError):
    """A reference leads nowhere; carries one diagnostic, so that a stage can collect them."""

    @property
    def diagnostic(self) -> Diagnostic:
        """What there is to say of it, at the place of the reference."""
        return self.diagnostics[0]


class References:
    """The references of one graph; each distinct one is resolved once."""

    def __init__(self, graph: DocumentGraph) -> None:
        self._graph = graph
        self._resources: dict[str, Resources] = {}
        self._known: dict[tuple[str, str, str], Target | Diagnostic] = {}

    @property
    def dialect(self) -> Dialect:
        """The dialect of the description."""
        return self._graph.dialect

    def resolve(self, at: Location, reference: Json) -> Target:
        """Return what the reference at that place names, or raise `UnresolvedReference`."""
        if not isinstance(reference, str):
            raise _unresolved(
                codes.REF_INVALID,
                at,
                "The value of `$ref` is not text.",
                "Write it as `'#/components/schemas/Name'`.",
            )
        key = (at.document, self._in(at.document).base(at.pointer), reference)
        found = self._known.get(key)
        if found is None:
            try:
                found = self._find(at, reference, frozenset())
            except UnresolvedReference as fault:
                found = fault.diagnostic
            self._known[key] = found
        if isinstance(found, Diagnostic):
            raise UnresolvedReference((replace(found, location=at),))
        return found

    def _in(self, name: str) -> Resources:
        """Return the resources of a document, looked for when they are first asked for."""
        found = self._resources.get(name)
        if found is None:
            document = self._graph.documents[name]
            found = self._resources[name] = find_resources(document, self._graph.dialect)
        return found

    def _find(self, at: Location, reference: str, passed: frozenset[Location]) -> Target:
        """Return what a reference names; `passed` are the references whose pointers led here."""
        if at in passed:
            raise _unresolved(codes.REF_NOT_FOUND, at, f"`{reference}` leads back to itself.")
        if len(passed) > _MOST_HOPS:
            raise _unresolved(
                codes.REF_NOT_FOUND,
                at,
                f"`{reference}` passes through more than {_MOST_HOPS} other references.",
            )
        document = self._graph.documents[at.document]
        uri, _, fragment = reference.partition("#")
        fragment = _decoded(at, reference, fragment)
        start = self._resource(at, document, reference, uri)
        if fragment and not fragment.startswith("/"):
            return self._anchored(at, document, start, fragment)
        if start and fragment and not uri and not _has(_value(document, start), tokens(fragment)[0]):
            # By the letter `#` is the schema that has the `$id`; authors write pointers into the document.
            start = ""
        return self._walk(at, reference, Location(document.name, start), fragment, passed | {at})

    def _resource(self, at: Location, document: Document, reference: str, uri: str) -> str:
        """Return the pointer of the schema resource, or of the document, that the fragment is read in."""
        known = self._in(document.name)
        base = known.base(at.pointer)
        if not uri:
            return base
        found = known.by_uri.get(urljoin(known.uris[base], uri))
        if found is not None:
            return found
        if is_same_file(document.name, uri):
            return ""
        wanted = "a URL" if "://" in uri or uri.startswith("//") else "another file"
        raise _unresolved(
            codes.REF_UNSUPPORTED,
            at,
            f"`{reference}` leads to {wanted}; references between documents come with a later version.",
            (None if "#" in reference else suggest_component(document, reference))
            or "Bundle the description into one file first.",
        )

    def _anchored(self, at: Location, document: Document, start: str, anchor: str) -> Target:
        """Return the schema of a resource that has the anchor."""
        known = self._in(document.name)
        pointer = known.anchors.get((start, anchor))
        if pointer is None:
            near = [name for base, name in known.anchors if base == start]
            raise _unresolved(
                codes.REF_NOT_FOUND,
                at,
                f"`#{anchor}` leads nowhere: no schema has `$anchor: {anchor}`.",
                suggest_anchor(document, anchor, near),
            )
        here = Location(document.name, pointer)
        return Target(location=here, value=_value(document, pointer))

    def _walk(self, at: Location, reference: str, here: Location, fragment: str, passed: frozenset[Location]) -> Target:
        """Follow the tokens of a pointer from a place, and any `$ref` that stands in their way."""
        document = self._graph.documents[here.document]
        value = _value(document, here.pointer)
        for token in tokens(fragment):
            while not _has(value, token) and isinstance(value, dict) and isinstance(way := value.get("$ref"), str):
                behind = self._find(here, way, passed)
                here, value, passed = behind.location, behind.value, passed | {here}
            if not _has(value, token):
                help = (
                    tell_removed(document, here, token)
                    or suggest_sibling(here, value, token)
                    or suggest_component(document, fragment)
                )
                raise _unresolved(codes.REF_NOT_FOUND, at, describe_missing(reference, here, value, token), help)
            here, value = here.child(token), _child(value, token)
        return Target(location=here, value=value)


def _decoded(at: Location, reference: str, fragment: str) -> str:
    """Return the fragment without percent escapes; refuse what is no fragment."""
    if "#" in fragment:
        raise _unresolved(
            codes.REF_INVALID, at, f"`{reference}` has a second `#`.", "Write the one inside a key as `%23`."
        )
    if "%" in fragment:
        if _BROKEN_PERCENT.search(fragment):
            raise _unresolved(
                codes.REF_INVALID,
                at,
                f"`{reference}` has a broken `%` escape.",
                "Write a literal `%` as `%25`.",
            )
        try:
            fragment = unquote(fragment, errors="strict")
        except UnicodeDecodeError:
            raise _unresolved(codes.REF_INVALID, at, f"The `%` escapes of `{reference}` are not UTF-8.") from None
    if "~" in fragment and fragment.startswith("/") and _BROKEN_TILDE.search(fragment):
        raise _unresolved(
            codes.REF_INVALID,
            at,
            f"`{reference}` has a broken `~` escape.",
            "Write a literal `~` as `~0` and a `/` inside a key as `~1`.",
        )
    return fragment


def _has(value: Json, token: str) -> bool:
    if isinstance(value, dict):
        return token in value
    return isinstance(value, list) and _INDEX.fullmatch(token) is not None and int(token) < len(value)


def _child(value: Json, token: str) -> Json:
    """Return the value below, which is known to be there (`_has`)."""
    if isinstance(value, dict):
        return value[token]
    assert isinstance(value, list)  # noqa: S101 - `_has` said so
    return value[int(token)]


def _value(document: Document, pointer: str) -> Json:
    value = document.tree
    for token in tokens(pointer):
        value = _child(value, token)
    return value


def _unresolved(code: Code, at: Location, message: str, help: str | None = None) -> UnresolvedReference:
    return UnresolvedReference((code.at(at, message, help=help),))
