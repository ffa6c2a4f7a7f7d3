"""The anchor of a place: a JSON pointer without positions, the key of the lock; and the digest of what stands there.

Reordering variants, parameters or members of `allOf` changes no anchor. A variant is known by its first constant, its
title, its reference or its kind; siblings that have this in common add their digests. No `$ref` is followed.
"""

import hashlib
import json
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Sequence
from urllib.parse import unquote

from codegen.location import Location
from codegen.lowering.pointed import node_at
from codegen.normalizer.homes import Roots
from codegen.normalizer.spec import JsonValue, NormalSpec, Schema
from codegen.resolver.labels import Facts, constants_in_order, facts_of, own_references

_PROSE = frozenset(
    ("$comment", "default", "deprecated", "description", "example", "examples", "externalDocs", "summary", "title")
)
_NAMED_SCHEMAS = frozenset(("$defs", "definitions", "dependentSchemas", "patternProperties", "properties"))
_VALUES = frozenset(("const", "discriminator", "enum"))
_ORDERLESS = frozenset(("required", "type"))
_DIGEST = re.compile(r"\}~([0-9a-f]{8})")
_TWIN = re.compile(r"(?:/\{(?:input|output|unknown)\})+$")
_CONTROL = {code: f"\\u{code:04x}" for code in (*range(32), 127, 0x85, 0x2028, 0x2029)}


class Anchors:
    """The anchors of places that no position leads to; in every dialect they are those of OpenAPI 3.

    What stands in another file has its path from the entry in front; what `components` of the entry lists is anchored
    there, so that it may move to another file, or into the entry.
    """

    def __init__(self, spec: NormalSpec) -> None:
        self._spec = spec
        self._entry = spec.document
        self._listed = spec.listed

    def of(self, at: Location) -> str:
        """Return the anchor of a place."""
        above = at.pointer
        while at.document != self._entry and self._listed:
            found = self._listed.get(Location(at.document, above))
            if found is not None:
                return f"{self.of(found)}{inert(at.pointer[len(above) :])}"
            if not above:
                break
            above = above.rpartition("/")[0]
        return inert(self._spec.written(Location(at.document, self._moved(at)) if self._spec.moved else at))

    def _moved(self, at: Location) -> str:
        """Return the pointer that a place has in OpenAPI 3, by the nearest place above that stands elsewhere."""
        above, moved = at.pointer, self._spec.moved
        while above and Location(at.document, above) not in moved:
            above = above.rpartition("/")[0]
        return moved.get(Location(at.document, above), above) + at.pointer[len(above) :]


def inert(text: str) -> str:
    """Return the text without characters that would break a line of the lock."""
    return text if text.isprintable() else text.translate(_CONTROL)


def twin_anchor(anchor: str, ending: str) -> str:
    """Return the anchor of the twin whose name ends so; no place has one like it, braces being no keyword."""
    return f"{anchor}/{{{ending.lower()}}}"


def twin_of(anchor: str) -> str | None:
    """Return the anchor of what an anchor's twin is the twin of; None for an anchor of a place."""
    found = _TWIN.search(anchor)
    return None if found is None else anchor[: found.start()]


def stem(anchor: str) -> str:
    """Return an anchor without digests: what stays when the content of a variant changes that only they tell apart."""
    return _DIGEST.sub("}", anchor)


class VariantMarks:
    """What stands in braces behind `oneOf` or `anyOf`, in the anchors of variants."""

    def __init__(self, spec: NormalSpec) -> None:
        self._digests = Digests(spec)
        self._orderless: dict[str, str] = {}

    def of(self, variants: Sequence[Schema], tag: str | None, holds_name: Callable[[Schema], bool]) -> list[str]:
        """Return the marks of the variants of one union; of equal ones, those that nothing is named in do not count."""
        facts = [facts_of(one) for one in variants]
        marks = [_mark(one, ref, tag) for one, ref in zip(facts, own_references(facts), strict=True)]
        if len(set(marks)) == len(marks):
            return marks
        count = Counter(mark for mark, one in zip(marks, variants, strict=True) if holds_name(one))
        return [
            f"{mark}~{self._digest(one)}" if count[mark] > 1 else mark
            for mark, one in zip(marks, variants, strict=True)
        ]

    def orderless(self, anchor: str) -> str:
        """Return the anchor with digests that no order inside the schemas changes: to sort by, not to keep."""
        return _DIGEST.sub(lambda found: f"}}~{self._orderless.get(found[1], found[1])}", anchor)

    def _digest(self, variant: Schema) -> str:
        found = self._digests.of((variant.location,))
        if found not in self._orderless:
            self._orderless[found] = _short(_orderless(self._digests.content(variant.location)))
        return found


def _mark(facts: Facts, ref: str | None, tag: str | None) -> str:
    for name, value in constants_in_order(facts, tag):
        return inert(f"{{{name}={value if isinstance(value, str) else json.dumps(value)}}}")
    if facts.title:
        return inert(f"{{title={facts.title}}}")
    if ref is not None:
        return inert(f"{{ref={ref}}}")
    return f"{{{facts.kind}}}"


class Digests:
    """The digests of the schemas of one description; what stands in several of them is read once."""

    def __init__(self, spec: NormalSpec) -> None:
        self._spec = spec
        self._roots = Roots(spec)
        self._anchors = Anchors(spec)
        self._documents = {
            short.replace("%23", "#"): name for name, short in spec.short.items() if name != spec.document
        }
        self._documents[posixpath.basename(spec.document)] = spec.document
        self._read: dict[tuple[int, Location], JsonValue] = {}
        """By object and root: the documents live as long as the description."""

    def of(self, places: Sequence[Location]) -> str:
        """Return 8 hex digits over the schema at the first of the places that the documents have, without its prose."""
        for at in places:
            found = self.content(at)
            if found is not None:
                return _short(json.dumps(found, sort_keys=True))
        return _short(places[0].pointer if places else "")

    def shared(self, places: Sequence[Location]) -> str:
        """Return a digest that places have in common if one type can be that of all: null is said where it is used.

        The order of what has no order, and null beside an object, make no difference.
        """
        return _short(json.dumps(_unordered(_never_null(self._first(places))), sort_keys=True))

    def shared_by_component(self, places: Sequence[Location]) -> str:
        """Return the same of a component, of which null is a part: what refers to it does not say it again."""
        return _short(json.dumps(_unordered(self._first(places)), sort_keys=True))

    def _first(self, places: Sequence[Location]) -> JsonValue:
        return next((one for one in map(self.content, places) if one is not None), None)

    def content(self, at: Location, above: frozenset[Location] = frozenset()) -> JsonValue:
        """Return the schema at a place without its prose; of a variant that was put together, those it was made of."""
        made_of = [one for one in self._spec.combined.get(at, ()) if one != at and one not in above]
        if not made_of:
            return self._without_prose(node_at(at, self._spec.trees), self._roots.of(at))
        parts = [self.content(one, above | {at}) for one in made_of]
        return parts[0] if len(parts) == 1 else parts

    def _without_prose(self, schema: JsonValue, root: Location) -> JsonValue:
        if isinstance(schema, list):
            return [self._without_prose(one, root) for one in schema]
        if not isinstance(schema, dict):
            return schema
        known = (id(schema), root)
        if known not in self._read:
            self._read[known] = {
                key: self._kept(key, value, root)
                for key, value in schema.items()
                if key not in _PROSE and not key.startswith("x-")
            }
        return self._read[known]

    def _kept(self, keyword: str, value: JsonValue, root: Location) -> JsonValue:
        if keyword in _VALUES:
            return value
        if keyword == "$ref" and isinstance(value, str):
            found = self._reference(value, root.document)
            return "#" if found == self._anchors.of(root) else found
        if keyword in _NAMED_SCHEMAS and isinstance(value, dict):
            return {key: self._without_prose(one, root) for key, one in value.items()}
        return self._without_prose(value, root)

    def _reference(self, written: str, document: str) -> str:
        """Return where a reference leads, whatever file it is written in; the component around it may be renamed."""
        path, _, fragment = written.partition("#")
        if (document == self._spec.document and not path) or ":" in path:
            return written
        folder = posixpath.dirname(self._spec.short.get(document, ""))
        name = self._documents.get(posixpath.normpath(posixpath.join(folder, unquote(path)))) if path else document
        return written if name is None else self._anchors.of(Location(name, unquote(fragment)))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _never_null(schema: JsonValue) -> JsonValue:
    """Return an object without what says that it may be null as well; anything else as it is."""
    if not isinstance(schema, dict):
        return schema
    union = schema.get("anyOf", schema.get("oneOf")) if len(schema) == 1 else None
    if isinstance(union, list):
        others = [one for one in union if one != {"type": "null"}]
        return _never_null(others[0]) if len(others) == 1 < len(union) else schema
    if "properties" not in schema:
        return schema
    type_ = schema.get("type")
    kept = {key: value for key, value in schema.items() if key != "nullable"}
    return {**kept, "type": "object"} if type_ in (["object", "null"], ["null", "object"], ["object"]) else kept


def _unordered(schema: JsonValue) -> JsonValue:
    """Return a schema with `required` and `type` in one order, whatever that was."""
    if isinstance(schema, list):
        return [_unordered(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: sorted(value, key=json.dumps)
        if key in _ORDERLESS and isinstance(value, list)
        else value
        if key in _VALUES
        else _unordered(value)
        for key, value in schema.items()
    }


def _orderless(value: JsonValue) -> str:
    """Return the text of a value without the order of any list."""
    if isinstance(value, list):
        return f"[{','.join(sorted(map(_orderless, value)))}]"
    if isinstance(value, dict):
        return f"{{{','.join(f'{json.dumps(key)}:{_orderless(value[key])}' for key in sorted(value))}}}"
    return json.dumps(value)
