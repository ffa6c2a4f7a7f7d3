"""A description of many files -> the same in one: what `codegen bundle` writes.

In: a description as it was lowered, so that its names are known. Out: one tree of the same dialect, with the keys in
their order, and warnings about references that could not be followed. Schemas of other files go into `components` under
the names of their types, so that the types of the bundle are those of the files. What stands in frames (path items,
examples) and has no name is copied to where it is referred to. A bundle of one file is that file.
"""

import re
from dataclasses import dataclass, replace
from urllib.parse import quote

from codegen.bundler.destinations import Destination, Destinations
from codegen.diagnostics import Diagnostic, Severity
from codegen.loader.dialect import detect_dialect
from codegen.loader.document import DocumentGraph, Json
from codegen.loader.references import References, Target, UnresolvedReference
from codegen.location import Location, escape, tokens
from codegen.normalizer.annotations import NOTHING
from codegen.normalizer.drafts import URIS, Draft, Drafts
from codegen.normalizer.mended_references import mended
from codegen.normalizer.misplaced import held_schema, is_frame
from codegen.normalizer.sections import SECTIONS
from codegen.normalizer.spec import Schema
from codegen.pipeline import Lowered

_DATA = frozenset(("example", "value"))
_DATA_OF_SCHEMAS = frozenset(("default", "enum", "const", "examples"))
_MAPS = frozenset(
    """
    $defs callbacks components content definitions dependentSchemas encoding examples headers links mapping mediaTypes
    parameters pathItems paths patternProperties properties requestBodies responses schemas scopes securitySchemes
    variables webhooks
    """.split()
)
"""Keywords below which a key is a name, so that `example` there is no keyword."""
_BASES = frozenset(("$id", "$anchor", "$dynamicAnchor", "$schema"))
"""What says that a schema is a document, or names it: no reference needs it any more, and the draft is told anew."""
_PATH_ITEM = re.compile(r"^/(?:paths|webhooks|components/pathItems)/[^/]+$|/callbacks/[^/]+/[^/]+$")
"""Where path items stand: all that is beside a `$ref` counts there, in every version."""
_PROSE = frozenset(("summary", "description"))
_SAFE = "/~!$&'()*+,;=:@-._?{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The one-file form."""

    tree: Json
    diagnostics: tuple[Diagnostic, ...]
    """References in places that no type depends on, which lead nowhere or to URLs and are left as they are."""


def bundle(lowered: Lowered) -> Bundle:
    """Return the description in one file."""
    maker = _Bundler(lowered)
    tree = maker.whole()
    return Bundle(tree=tree, diagnostics=tuple(dict.fromkeys(maker.diagnostics)))


class _Bundler:
    def __init__(self, lowered: Lowered) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._spec = lowered.spec
        root = lowered.documents[lowered.spec.document]
        dialect, _ = detect_dialect(root)
        graph = DocumentGraph(entry=root.name, documents=lowered.documents, dialect=dialect, diagnostics=())
        self._references = References(graph)
        self._has_siblings = dialect.value >= "3.1"
        self._destinations = Destinations(lowered, dialect)
        self._drafts = Drafts(dialect, lowered.documents)
        self._draft = self._drafts.of(Location(root.name, ""))
        """That of what is around the copy at hand, in the bundle."""
        self._added: dict[Destination, Json | None] = {}
        self._pending: list[Destination] = []
        self._open: set[Location] = set()

    def whole(self) -> Json:
        """Return the entry with everything it needs."""
        entry = self._spec.document
        tree = self._copy(self._spec.trees[entry], Location(entry, ""), "", "")
        while self._pending:
            one = self._pending.pop()
            value = self._value(one.source)
            self._added[one] = self._copy(value, one.source, one.pointer, "")
        assert isinstance(tree, dict)  # noqa: S101  # the loader refuses anything else
        return self._with_added(tree)

    def _with_added(self, tree: dict[str, Json]) -> Json:
        """Return the tree with the things of other files in its sections, behind what is there."""
        for one in sorted(self._added, key=lambda one: (one.section, one.key)):
            tree = _put(tree, [*tokens(one.section), one.key], self._added[one])
        return tree

    # --- copies ---------------------------------------------------------------------------------------------------

    def _copy(self, value: Json, at: Location, out: str, parent: str) -> Json:
        """Return a value as it stands in the bundle: `at` is where it was written, `out` where it goes.

        `parent` is the keyword it stands below.
        """
        if isinstance(value, list):
            return [self._copy(one, at.child(str(n)), f"{out}/{n}", "") for n, one in enumerate(value)]
        if not isinstance(value, dict):
            return value
        if at in self._spec.schemas and (draft := self._drafts.of(at)) is not self._draft:
            return self._of_draft(draft, value, at, out, parent)
        instead = self._destinations.listed.get(out)
        if instead is not None and instead != at:
            found = self._copy(self._value(instead), instead, out, parent)
            return {**found, **self._prose(value, instead)} if isinstance(found, dict) else found
        keyword = "$dynamicRef" if "$dynamicRef" in value and at.document != self._spec.document else "$ref"
        if parent not in _MAPS or len(value) == 1:
            reference = value.get(keyword)
            if isinstance(reference, str):
                return self._reference(value, keyword, reference, at, out)
        return self._members(value, at, out, parent)

    def _of_draft(self, draft: Draft, value: dict[str, Json], at: Location, out: str, parent: str) -> Json:
        """Return a copy of a schema that is read as another draft than what is around it, and says so."""
        around, self._draft = self._draft, draft
        found = self._copy(value, at, out, parent)
        self._draft = around
        if not isinstance(found, dict) or "$schema" in found or found.keys() == {"$ref"}:
            return found
        return {"$schema": URIS[draft], **found}

    def _members(self, value: dict[str, Json], at: Location, out: str, parent: str) -> dict[str, Json]:
        named = parent in _MAPS
        found: dict[str, Json] = {}
        for key, one in value.items():
            if not named and (key in _DATA or (key in _DATA_OF_SCHEMAS and at in self._spec.schemas)):
                found[key] = one
            elif not named and key == "discriminator" and isinstance(one, dict):
                found[key] = self._discriminator(one, value, at)
            elif named or not self._is_base(key, one, at):
                found[key] = self._copy(one, at.child(key), f"{out}/{escape(key)}", "" if named else key)
        return found

    def _is_base(self, key: str, value: Json, at: Location) -> bool:
        """Tell whether a member of a schema in another file says that this is a document, or names it."""
        if at.document == self._spec.document or not isinstance(value, str):
            return False
        return key in _BASES or (key == "id" and self._draft is Draft.DRAFT_4 and at in self._spec.schemas)

    def _prose(self, value: dict[str, Json], target: Location) -> dict[str, Json]:
        """Return the prose beside a reference where it counts: not in 3.0, but that of schemas is read there too."""
        if not self._has_siblings and target not in self._spec.schemas:
            return {}
        return {key: one for key, one in value.items() if key in _PROSE}

    def _value(self, at: Location) -> Json:
        found = self._references.documents[at.document].tree
        for token in tokens(at.pointer):
            found = found[token] if isinstance(found, dict) else found[int(token)] if isinstance(found, list) else None
        return found

    # --- references -----------------------------------------------------------------------------------------------

    def _reference(self, value: dict[str, Json], keyword: str, reference: str, at: Location, out: str) -> Json:
        """Return what a reference becomes: another reference, or a copy of what it leads to."""
        target = self._meant(reference, keyword, at)
        if target is None:
            return self._members(value, at, out, "")
        rest = self._members({key: one for key, one in value.items() if key != keyword}, at, out, "")
        pointer = self._pointer(target.location)
        if pointer is not None:
            is_plain = at.document == target.location.document == self._spec.document and self._stays(reference, at)
            written = reference if is_plain and keyword == "$ref" else f"#{quote(pointer, safe=_SAFE)}"
            if keyword != "$ref":
                return {"$ref": written, **rest}
            return {key: written if key == "$ref" else rest[key] for key in value if key == "$ref" or key in rest}
        if target.location in self._open:
            return self._members(value, at, out, "")
        self._open.add(target.location)
        found = self._copy(target.value, target.location, out, "")
        self._open.remove(target.location)
        return self._beside(found, rest, at, target.location)

    def _stays(self, reference: str, at: Location) -> bool:
        """Tell whether a reference inside of the entry means the same in the bundle, whatever that is called."""
        if reference.startswith("#"):
            return True
        try:
            self._references.resolve(at, reference)
        except UnresolvedReference:
            return True
        return False

    def _meant(self, reference: str, keyword: str, at: Location) -> Target | None:
        """Return where a reference was taken to lead, be it another place than it says; None where it leads nowhere."""
        try:
            target = self._references.resolve(at, reference)
            held = held_schema(target, reference, at) if at in self._spec.schemas and is_frame(target.value) else None
            return target if held is None else held.target
        except UnresolvedReference as fault:
            found = (mended(self._references, at, reference, section) for section in SECTIONS)
            meant = next((one for one in found if one is not None), None)
            if meant is None:
                told = fault.told(at.child(keyword))
                self.diagnostics += (replace(one, severity=Severity.WARNING) for one in told)
            return None if meant is None else meant.target

    def _beside(self, found: Json, rest: dict[str, Json], at: Location, target: Location) -> Json:
        """Return a copy with what stood beside the reference to it."""
        if not rest or not isinstance(found, dict):
            return found
        schema = self._spec.schemas.get(at)
        if schema is None and _PATH_ITEM.search(at.pointer):
            return {**found, **rest}
        if schema is None or rest.keys() <= _PROSE:
            return {**found, **self._prose(rest, target)}
        return found if schema.ref is not None else {"allOf": [found], **rest}

    def _pointer(self, at: Location) -> str | None:
        """Return where a place stands in the bundle, if it is not to be copied."""
        if at.document == self._spec.document:
            return at.pointer
        found = self._destinations.of(at)
        if found is None:
            return None
        pointer, needed = found
        if needed is not None and needed not in self._added:
            self._added[needed] = None
            self._pending.append(needed)
        return pointer

    # --- discriminators -------------------------------------------------------------------------------------------

    def _discriminator(self, given: dict[str, Json], owner: dict[str, Json], at: Location) -> Json:
        """Return a discriminator whose values mean the same: by a mapping, where keys are others than before."""
        mapping = given.get("mapping")
        written = mapping if isinstance(mapping, dict) else {}
        found = {
            key: self._mapped(one, at.child("discriminator").child("mapping").child(key))
            for key, one in written.items()
        }
        met = {self._target(one, at) for one in written.values()}
        for value, target in self._implied(owner, at):
            pointer = self._pointer(target)
            if target not in met and pointer is not None and tokens(pointer)[-1] != value:
                found.setdefault(value, f"#{quote(pointer, safe=_SAFE)}")
        if not found:
            return given
        return {**given, "mapping": found}

    def _implied(self, owner: dict[str, Json], at: Location) -> list[tuple[str, Location]]:
        """Return the values that mean a schema by its key, with the schemas."""
        schema = self._spec.schemas.get(at, Schema(location=at, annotations=NOTHING))
        found = [
            (self._spec.key_of(one.ref), one.ref)
            for union in (schema.union, *schema.more_unions)
            for one in (union.variants if union is not None else ())
            if one.ref is not None and one.ref.document != self._spec.document
        ]
        if schema.discriminator is not None and "oneOf" not in owner and "anyOf" not in owner:
            found = [(value, one) for value, one in schema.discriminator.mapping if one in self._spec.schemas]
        return [(value, one) for value, one in found if one.document != self._spec.document]

    def _mapped(self, value: Json, at: Location) -> Json:
        target = self._target(value, at)
        pointer = None if target is None else self._pointer(target)
        if pointer is None or not isinstance(value, str) or value == tokens(pointer)[-1]:
            return value
        if at.document == self._spec.document and (value.startswith("#") or self._is_key(value)):
            return value
        return f"#{quote(pointer, safe=_SAFE)}"

    def _is_key(self, value: str) -> bool:
        try:
            self._references.resolve(Location(self._spec.document, ""), f"#/components/schemas/{escape(value)}")
        except UnresolvedReference:
            return False
        return True

    def _target(self, value: Json, at: Location) -> Location | None:
        """Return the schema that an entry of a mapping means: by its key, or by a reference."""
        if not isinstance(value, str):
            return None
        for place, reference in self._references.meanings(at, value, f"#/components/schemas/{escape(value)}"):
            try:
                return self._references.resolve(place, reference).location
            except UnresolvedReference:
                continue
        return None


def _put(tree: dict[str, Json], steps: list[str], value: Json) -> dict[str, Json]:
    """Return a tree with a value at a path."""
    first, *rest = steps
    below = tree.get(first)
    return {**tree, first: _put(below if isinstance(below, dict) else {}, rest, value) if rest else value}
