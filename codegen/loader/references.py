"""Where a `$ref` leads: a place in the graph of documents, and the value there.

In: the place of a reference and its text. Out: the place it names, as a canonical pointer, and the value.
Fragments may be JSON pointers (RFC 6901, percent-encoded) or, since OpenAPI 3.1, anchors; `$id` moves the base.
A pointer that runs into a `$ref` on its way goes on behind it. Other files are read when a reference leads there; URLs
are refused by name, but for those that a document at hand says it has.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from codegen import codes
from codegen.diagnostics import Code
from codegen.loader.document import Dialect, Document, DocumentGraph, Json
from codegen.loader.documents import Documents
from codegen.loader.documents import UnreadFile as UnreadFile
from codegen.loader.documents import UnresolvedReference as UnresolvedReference
from codegen.loader.resources import Resources, find_resources, has_scheme, joined
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
_DRIVE = re.compile(r"/[A-Za-z]:/")
_MOST_HOPS = 50
"""Through so many other references may one pointer pass; a chain that long is broken or made to do harm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a reference names; the value may be a reference itself."""

    location: Location
    """Canonical: with `~` escapes only, and behind any `$ref` on the way."""
    value: Json


class References:
    """The references of one graph; each distinct one is resolved once."""

    def __init__(self, graph: DocumentGraph) -> None:
        self.documents = Documents(graph)
        self._graph = graph
        self._resources: dict[str, Resources] = {}
        self._by_uri: dict[str, Location] = {}
        """The resources of all documents, by absolute URI, or by path where they have none."""
        self._known: dict[tuple[str, str, str], Target | UnresolvedReference] = {}
        self._searched = False

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
                found = fault
            self._known[key] = found
        if isinstance(found, UnreadFile):
            raise UnreadFile(found.diagnostics)
        if isinstance(found, UnresolvedReference):
            raise UnresolvedReference((replace(found.diagnostic, location=at),))
        return found

    def dynamic_targets(self, reference: str) -> int:
        """Return how many schemas a dynamic reference may lead to; `#` leads to any that has `$recursiveAnchor`."""
        _, _, anchor = reference.partition("#")
        if not anchor:
            return sum(one.text.count("$recursiveAnchor") for one in self.documents.values())
        return sum(self._in(name).dynamic.count(anchor) for name in self.documents)

    def meanings(self, at: Location, text: str, component: str) -> Iterator[tuple[Location, str]]:
        """Yield the references that an entry of a mapping can be, and from where each is to be seen.

        A name is a component's, of the entry before those of the file it stands in (3.1.1 section 4.3.2); else it is a
        reference.
        """
        if "/" not in text:
            yield Location(self._graph.entry, ""), component
            if at.document != self._graph.entry:
                yield at, component
        yield at, text

    def is_description(self, name: str) -> bool:
        """Tell whether a document says that it is a description of its own."""
        tree = self.documents[name].tree
        return name == self._graph.entry or (isinstance(tree, dict) and not {"openapi", "swagger"}.isdisjoint(tree))

    def _in(self, name: str) -> Resources:
        """Return the resources of a document, looked for when they are first asked for."""
        found = self._resources.get(name)
        if found is None:
            found = self._resources[name] = find_resources(self.documents[name], self._graph.dialect)
            for uri, pointer in found.by_uri.items():
                self._by_uri.setdefault(uri if has_scheme(uri) else _beside(name, uri), Location(name, pointer))
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
        uri, _, fragment = reference.partition("#")
        fragment = _decoded(at, reference, fragment)
        start = self._resource(at, reference, uri)
        document = self.documents[start.document]
        if fragment and not fragment.startswith("/"):
            return self._anchored(at, reference, start, fragment)
        if start.pointer and fragment and not uri and not _has(_value(document, start.pointer), tokens(fragment)[0]):
            # By the letter `#` is the schema that has the `$id`; authors write pointers into the document.
            start = Location(start.document, "")
        return self._walk(at, reference, start, fragment, passed | {at})

    # --- which document -------------------------------------------------------------------------------------------

    def _resource(self, at: Location, reference: str, uri: str) -> Location:
        """Return the schema resource, or the document, that the fragment is read in."""
        known = self._in(at.document)
        base = known.base(at.pointer)
        if not uri:
            return Location(at.document, base)
        relative = joined(known.uris[base], uri)
        if relative in known.by_uri:
            return Location(at.document, known.by_uri[relative])
        wanted = relative if has_scheme(relative) else _beside(at.document, relative)
        found = self._by_uri.get(wanted) or self._in_file(at, uri, relative, known.uris[""])
        if found is None and not self._searched and self._graph.dialect.value >= "3.1":
            self._searched = True
            self.documents.search(at)
            for name in [*self.documents]:
                self._in(name)
            found = self._by_uri.get(wanted)
        if found is None and not has_scheme(uri) and (name := self.documents.as_in_entry(at, uri)) is not None:
            found = Location(name, "")
        if found is None:
            raise self._nowhere(at, reference, uri)
        return found

    def _in_file(self, at: Location, uri: str, wanted: str, own: str) -> Location | None:
        """Return the file that a reference means, if there is one; `own` is what its document calls itself."""
        if uri.lower().startswith("file:"):
            return self._opened(at, _file_path(uri))
        absolute = has_scheme(uri)
        for path in _paths(uri, wanted, own):
            found = self._opened(at, path)
            if found is not None and (not absolute or wanted in self._in(found.document).by_uri):
                return found
        return None

    def _opened(self, at: Location, path: str) -> Location | None:
        """Return the document that a path leads to; None if there is no such file."""
        try:
            name = self.documents.behind(at, path)
        except UnreadFile:
            raise
        except UnresolvedReference as fault:
            if fault.diagnostic.code == codes.REF_FILE_NOT_FOUND.name:
                return None
            raise
        self._in(name)
        return Location(name, "")

    def _nowhere(self, at: Location, reference: str, uri: str) -> UnresolvedReference:
        """Return what there is to say of a reference to no document."""
        if has_scheme(uri) and not uri.lower().startswith("file:"):
            message = f"`{reference}` leads to a URL; references to URLs come with a later version."
            help = "Download it into a file beside the description, and refer to that."
            return _unresolved(codes.REF_UNSUPPORTED, at, message, help)
        if uri.startswith("//"):
            message = f"`{reference}` leads to a URL; references to URLs come with a later version."
            return _unresolved(codes.REF_UNSUPPORTED, at, message, "Begin with one `/` if a file is meant.")
        meant = None if "#" in reference else suggest_component(self.documents[self._graph.entry], reference)
        try:
            self.documents.behind(at, _file_path(uri) if has_scheme(uri) else uri)
        except UnresolvedReference as fault:
            found = fault.diagnostic
            return UnresolvedReference((replace(found, help=meant or found.help),))
        raise AssertionError(f"{uri} was not found before")

    # --- where in it ----------------------------------------------------------------------------------------------

    def _anchored(self, at: Location, reference: str, start: Location, anchor: str) -> Target:
        """Return the schema of a resource that has the anchor."""
        known, document = self._in(start.document), self.documents[start.document]
        pointer = known.anchors.get((start.pointer, anchor))
        if pointer is None:
            near = [name for base, name in known.anchors if base == start.pointer]
            where = "" if start.document == at.document else f" of `{start.document}`"
            raise _unresolved(
                codes.REF_NOT_FOUND,
                at,
                f"`{reference}` leads nowhere: no schema{where} has `$anchor: {anchor}`.",
                _in_file(suggest_anchor(document, anchor, near), reference),
            )
        here = Location(start.document, pointer)
        return Target(location=here, value=_value(document, pointer))

    def _walk(self, at: Location, reference: str, here: Location, fragment: str, passed: frozenset[Location]) -> Target:
        """Follow the tokens of a pointer from a place, and any `$ref` that stands in their way."""
        document = self.documents[here.document]
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
                help = _in_file(help, reference) if here.document != at.document else help
                missing = describe_missing(reference, at, here, value, token)
                raise _unresolved(codes.REF_NOT_FOUND, at, missing, help)
            here, value = here.child(token), _child(value, token)
        return Target(location=here, value=value)


def _beside(name: str, path: str) -> str:
    """Return a path in a document as seen from where documents are named."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _paths(uri: str, wanted: str, own: str) -> Iterator[str]:
    """Yield the paths, from the file that refers, where what is wanted can stand.

    A document that says it has a URL stands in a folder as its neighbours do: what is `../b` for its URL is so for its
    file. Where the path alone leads to a file, that is meant, whatever the base.
    """
    if has_scheme(wanted):
        one, other = urlsplit(wanted), urlsplit(own)
        if one[:2] == other[:2] and other.netloc:
            yield posixpath.relpath(one.path or "/", posixpath.dirname(other.path) or "/")
    elif not wanted.startswith("//"):
        yield wanted
    if not has_scheme(uri) and not uri.startswith("//"):
        yield uri


def _file_path(uri: str) -> str:
    """Return the path of a `file:` URL (RFC 8089); a drive has no `/` in front."""
    path = urlsplit(uri).path or uri.partition(":")[2]
    return path[1:] if _DRIVE.match(path) else path


def _in_file(help: str | None, reference: str) -> str | None:
    """Return a help that names a fragment, with the file of the reference in front."""
    return None if help is None else help.replace("`#", f"`{reference.partition('#')[0]}#")


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
