"""Which draft of JSON Schema a schema is written in: as its `$schema` says, that around it, or `jsonSchemaDialect`.

Only since OpenAPI 3.1 (3.1.1, 4.8.24.5); what is written in no other draft is 2020-12. A draft that is not known here
is read as 2020-12, and told.
"""

import re
from collections.abc import Iterator, Mapping
from enum import IntEnum

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Dialect, Document, Json
from codegen.loader.faults import shorten
from codegen.location import Location, escape

_DRAFT = re.compile(r"https?://json-schema\.org/(?:draft-0([467])|draft/(2019-09|2020-12))/schema#?")
_OPENAPI = re.compile(r"https?://spec\.openapis\.org/oas/3\.\d/dialect/.+")
_DATA = frozenset(("example", "examples", "default", "enum", "const", "value", "dataValue"))
_NAMED = frozenset(("properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "schemas"))
"""Keywords below which a key is a name."""


class Draft(IntEnum):
    """A version of JSON Schema that is read, in their order."""

    DRAFT_4 = 4
    DRAFT_6 = 6
    DRAFT_7 = 7
    DRAFT_2019_09 = 8
    DRAFT_2020_12 = 9


URIS: Mapping[Draft, str] = {
    Draft.DRAFT_4: "http://json-schema.org/draft-04/schema#",
    Draft.DRAFT_6: "http://json-schema.org/draft-06/schema#",
    Draft.DRAFT_7: "http://json-schema.org/draft-07/schema#",
    Draft.DRAFT_2019_09: "https://json-schema.org/draft/2019-09/schema",
    Draft.DRAFT_2020_12: "https://json-schema.org/draft/2020-12/schema",
}
"""What `$schema` says of each."""


class Drafts:
    """The drafts of the schemas of one description; a document is looked at when its first schema is asked for."""

    def __init__(self, dialect: Dialect, documents: Mapping[str, Document]) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._documents = documents
        self._has_drafts = not dialect.is_before(Dialect.OPENAPI_3_1)
        self._own: dict[str, Mapping[str, Draft]] = {}
        """Document -> pointers of the schemas that say theirs; the document itself at the empty one."""

    def of(self, at: Location) -> Draft:
        """Return the draft of the schema at a place."""
        own = self._own.get(at.document)
        if own is None:
            document = self._documents[at.document]
            own = self._own[at.document] = dict(self._find(document)) if self._has_drafts else {}
        pointer = at.pointer
        while own:
            if pointer in own:
                return own[pointer]
            if not pointer:
                break
            pointer = pointer.rpartition("/")[0]
        return Draft.DRAFT_2020_12

    def _find(self, document: Document) -> Iterator[tuple[str, Draft]]:
        tree = document.tree
        if isinstance(tree, dict) and (usual := draft_of(tree.get("jsonSchemaDialect"))) is not None:
            yield "", usual
        if document.origin is None and "$schema" not in document.text:
            return
        is_description = isinstance(tree, dict) and not {"openapi", "swagger"}.isdisjoint(tree)
        for pointer, given in _said(tree):
            if is_description and not pointer:
                continue  # it says by what editors check the description
            draft = draft_of(given)
            if draft is None:
                message = f"The schema is read as JSON Schema 2020-12, not as `{shorten(str(given))}`, unknown here."
                help = "Remove `$schema`, or convert the schema."
                at = Location(document.name, f"{pointer}/$schema")
                self.diagnostics.append(codes.SCHEMA_DIALECT.at(at, message, help=help))
            yield pointer, draft or Draft.DRAFT_2020_12


def draft_of(uri: Json) -> Draft | None:
    """Return the draft that a URI names; None for none that is known."""
    if not isinstance(uri, str):
        return None
    if _OPENAPI.fullmatch(uri):
        return Draft.DRAFT_2020_12
    found = _DRAFT.fullmatch(uri)
    if found is None:
        return None
    if found[1] is not None:
        return Draft(int(found[1]))
    return Draft.DRAFT_2019_09 if found[2] == "2019-09" else Draft.DRAFT_2020_12


def _said(tree: Json) -> Iterator[tuple[str, Json]]:
    """Yield the places with a `$schema`, and what it says; values of keywords that hold data are not looked into."""
    pending: list[tuple[str, str, Json]] = [("", "", tree)]
    seen: set[int] = set()
    while pending:
        pointer, parent, value = pending.pop()
        if not isinstance(value, dict | list) or id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, list):
            pending += [(f"{pointer}/{number}", "", one) for number, one in enumerate(value)]
            continue
        if "$schema" in value and parent not in _NAMED:
            yield pointer, value["$schema"]
        pending += [
            (f"{pointer}/{escape(key)}", key, one) for key, one in value.items() if key not in _DATA or parent in _NAMED
        ]


def dependencies(value: Mapping[str, Json]) -> tuple[dict[str, Json], dict[str, Json]]:
    """Return what `dependencies` of drafts up to 7 say: keys that ask for keys, and keys that ask for a schema."""
    given = value.get("dependencies")
    pairs = given.items() if isinstance(given, dict) else ()
    keys: dict[str, Json] = {key: one for key, one in pairs if isinstance(one, list)}
    return keys, {key: one for key, one in pairs if not isinstance(one, list)}
