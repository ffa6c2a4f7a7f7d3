"""Laws 6 and 7 of `NAMING.md`: what tells each variant of a union from its siblings.

In: the unions of a description. Out: for each variant its labels, best first. A label is words, not yet a name: which
of them the union's own name already says is known only when names are given. References are not followed: what a
variant is called must not depend on the content of another component.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from codegen.location import Location
from codegen.normalizer.spec import JsonValue, NormalSpec, Schema, Union
from codegen.words import pascal, words

TAG_PROPERTIES = ("type", "kind", "object", "event", "role", "action")
_ARTICLES = frozenset(("a", "an", "the"))
_PROSE = re.compile(r"[,;!?()\[\]\"“”]|[.:](\s|$)")
_LONGEST_TITLE = 4


class LabelKind(Enum):
    """Where a label comes from."""

    TAG = "tag"
    TITLE = "title"
    REF = "ref"
    KIND = "kind"
    KEY = "key"
    TYPE = "type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One thing a variant can be called by, and where the laws have it from."""

    words: tuple[str, ...]
    law: int
    kind: LabelKind

    @property
    def text(self) -> str:
        """The label as it stands in a name that says none of it yet."""
        return pascal(self.words)


@dataclass(slots=True, kw_only=True)
class Facts:
    """What a variant says itself, by its own keywords and those of inline members of its `allOf`."""

    title: str | None = None
    ref: str | None = None
    """The last token of its reference, or of the first reference in its `allOf`."""
    refs: list[str] = field(default_factory=list)
    """All of those."""
    kind: str = "any"
    constants: dict[str, JsonValue] = field(default_factory=dict)
    values: dict[str, list[JsonValue]] = field(default_factory=dict)
    properties: dict[str, Schema] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)


def label_variants(spec: NormalSpec) -> Mapping[Location, tuple[Label, ...]]:
    """Return the labels of every variant that is not null, of every union with two or more of those."""
    found: dict[Location, tuple[Label, ...]] = {}
    for schemas in (_as_written(spec), spec.intersections.values()):
        for schema in schemas:
            for union in (schema.union, *schema.more_unions):
                variants = non_null(union)
                if len(variants) > 1 and any(one.location not in found for one in variants):
                    tag = schema.discriminator.property if schema.discriminator is not None else None
                    siblings = [_joined(facts_of(one), spec) for one in variants]
                    for one, labels in zip(variants, _label(siblings, tag), strict=True):
                        found.setdefault(one.location, labels)
    return found


def non_null(union: Union | None) -> list[Schema]:
    """Return the variants that are more than null."""
    return [] if union is None else [one for one in union.variants if one.types != ("null",)]


def facts_of(schema: Schema) -> Facts:
    """Return what a variant says itself."""
    facts = Facts(title=schema.annotations.title, kind=kind_of(schema))
    _gather(schema, facts)
    return facts


def _joined(facts: Facts, spec: NormalSpec) -> Facts:
    """Return the facts of a variant with the values of properties that it says together with the rest of its owner."""
    for key, value in facts.properties.items():
        enum = spec.effective(value).enum if value.all_of and key not in facts.values else None
        if enum is not None:
            facts.values[key] = list(enum)
            if len(enum) == 1 and enum[0] is not None:
                facts.constants[key] = enum[0]
    return facts


def constants_in_order(facts: Facts, tag: str | None) -> Iterator[tuple[str, JsonValue]]:
    """Yield the constant properties as law 6 asks them: the discriminator, the usual tags, the rest by name."""
    if facts.constants:
        names = dict.fromkeys((*((tag,) if tag else ()), *TAG_PROPERTIES, *sorted(facts.constants)))
        yield from ((name, facts.constants[name]) for name in names if name in facts.constants)


def kind_of(schema: Schema) -> str:
    """Return the kind of a schema, in one word."""
    if schema.ref is not None:
        return "ref"
    if schema.enum is not None:
        return "enum"
    if schema.objects is not None and schema.types is None:
        return "object"
    kinds = [one for one in schema.types or () if one != "null"]
    if kinds:
        return kinds[0]
    variants = non_null(schema.union)
    if variants:
        return "union" if len(variants) > 1 else kind_of(variants[0])
    inner = [kind for one in schema.all_of if (kind := kind_of(one)) not in ("any", "ref")]
    return inner[0] if inner else "object" if schema.all_of else "any"


def _as_written(spec: NormalSpec) -> Iterator[Schema]:
    """Yield the schemas that have unions, those first that stand in a union as it was written.

    `spec.schemas` may hold, at the place of a variant, what it says together with the rest of its owner.
    """
    owners = [schema for schema in spec.schemas.values() if schema.union is not None]
    for owner in owners:
        for union in (owner.union, *owner.more_unions):
            yield from (one for one in union.variants if one.union is not None) if union is not None else ()
    yield from owners


def _gather(schema: Schema, facts: Facts) -> None:
    if schema.ref is not None:
        facts.refs.append(schema.ref.key)
        facts.ref = facts.ref or facts.refs[0]
        return
    if schema.objects is not None:
        facts.required |= schema.objects.required
        for key, value in schema.objects.properties.items():
            facts.properties.setdefault(key, value)
            if value.enum is not None:
                facts.values.setdefault(key, []).extend(value.enum)
                if len(value.enum) == 1 and value.enum[0] is not None:
                    facts.constants.setdefault(key, value.enum[0])
    for member in schema.all_of:
        _gather(member, facts)
    variants = non_null(schema.union)
    if len(variants) == 1:
        facts.title = facts.title or variants[0].annotations.title
        _gather(variants[0], facts)


# --- the labels of siblings ---------------------------------------------------------------------------------------


def own_references(siblings: Sequence[Facts]) -> list[str | None]:
    """Return the first reference of each variant that no sibling has, or the first there is: no order decides."""
    count = Counter(ref for one in siblings for ref in {*one.refs})
    return [next((ref for ref in one.refs if count[ref] == 1), one.ref) for one in siblings]


def _label(siblings: list[Facts], tag: str | None) -> list[tuple[Label, ...]]:
    tags = _Tags(siblings, tag)
    titles = _unique([_title(one) if one.title else None for one in siblings])
    refs = _unique([words(one) if one else None for one in own_references(siblings)])
    good: list[list[Label]] = []
    for at, one in enumerate(siblings):
        found = [*tags.of(one)]
        if titles[at]:
            found.append(Label(words=titles[at], law=7, kind=LabelKind.TITLE))
        if refs[at]:
            found.append(Label(words=refs[at], law=7, kind=LabelKind.REF))
        good.append(found)
    left = [one for one, labels in zip(siblings, good, strict=True) if not labels]
    keys = _Keys(siblings)
    return [
        tuple(_distinct((*labels, *_rest(one, left, keys, tag)))) for one, labels in zip(siblings, good, strict=True)
    ]


def _rest(one: Facts, left: list[Facts], keys: "_Keys", tag: str | None) -> Iterator[Label]:
    """Yield labels 3 to 5 of law 7; behind them what is as true of a sibling, for want of better."""
    kind = Label(words=(one.kind,), law=7, kind=LabelKind.KIND)
    if sum(other.kind == one.kind for other in left if other is not one) == 0:
        yield kind
    yield from keys.of(one)
    for name, value in constants_in_order(one, tag):
        yield _tag_label(name, value)
        break
    title = _title(one) if one.title else None
    if title is not None:
        yield Label(words=title, law=7, kind=LabelKind.TITLE)
    if one.ref is not None:
        yield Label(words=words(one.ref), law=7, kind=LabelKind.REF)
    yield kind


class _Tags:
    """Which constants a variant shares with no sibling."""

    def __init__(self, siblings: list[Facts], tag: str | None) -> None:
        self._tag = tag
        self._count: dict[tuple[str, tuple[str, str]], int] = {}
        for one in siblings:
            for name, values in one.values.items():
                for value in {_identity(value) for value in values}:
                    self._count[name, value] = self._count.get((name, value), 0) + 1

    def of(self, one: Facts) -> Iterator[Label]:
        for name, value in constants_in_order(one, self._tag):
            if self._count[name, _identity(value)] == 1:
                yield _tag_label(name, value)
                return


class _Keys:
    """Which keys a variant requires, or has, that no sibling does."""

    def __init__(self, siblings: list[Facts]) -> None:
        self._siblings = siblings
        self._by_keys: dict[frozenset[str], _Alike] = {}
        self._required: dict[str, int] = {}
        self._known: dict[str, int] = {}
        for one in siblings:
            for key in one.required:
                self._required[key] = self._required.get(key, 0) + 1
            for key in one.required | one.properties.keys():
                self._known[key] = self._known.get(key, 0) + 1

    def of(self, one: Facts) -> Iterator[Label]:
        key = min((key for key in one.required if self._required[key] == 1), default=None)
        if key is None:
            key = min((key for key in one.properties if self._known[key] == 1), default=None)
        if key is not None:
            yield Label(words=("With", *words(key)), law=7, kind=LabelKind.KEY)
            return
        if one.properties:
            yield from self._by_type(one)

    def _by_type(self, one: Facts) -> Iterator[Label]:
        same = self._alike(frozenset(one.properties))
        if same.count < 2:
            return
        for key in sorted(one.properties):
            type_ = _type_words(one.properties[key])
            if same.types[key, type_] == 1:
                yield Label(words=("With", *type_, *words(key)), law=7, kind=LabelKind.TYPE)
                return
        for key in sorted(one.properties):
            for name, value in constants_in_order(facts_of(one.properties[key]), None):
                if same.values[key, name, _identity(value)] == 1:
                    tag = _tag_label(name, value)
                    yield Label(words=("With", *tag.words, *words(key)), law=7, kind=LabelKind.TYPE)
                    return

    def _alike(self, keys: frozenset[str]) -> "_Alike":
        """Return what the variants that have the same properties say of them; asked of each, so counted once."""
        found = self._by_keys.get(keys)
        if found is None:
            found = self._by_keys[keys] = _Alike()
            for one in self._siblings:
                if one.properties.keys() == keys:
                    found.add(one)
        return found


class _Alike:
    """How many variants that have the same properties give one the same type, or a constant."""

    def __init__(self) -> None:
        self.count = 0
        self.types: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.values: Counter[tuple[str, str, tuple[str, str]]] = Counter()

    def add(self, one: Facts) -> None:
        self.count += 1
        for key, schema in one.properties.items():
            self.types[key, _type_words(schema)] += 1
            for name, values in facts_of(schema).values.items():
                self.values.update({(key, name, _identity(value)) for value in values})


def _tag_label(name: str, value: JsonValue) -> Label:
    """Return the label of a tag; one that is no text carries its property's name."""
    if isinstance(value, str):
        return Label(words=words(value), law=6, kind=LabelKind.TAG)
    return Label(words=(*words(name), *words(json.dumps(value))), law=6, kind=LabelKind.TAG)


def _title(one: Facts) -> tuple[str, ...] | None:
    """Return the words of a title that names something, and is no sentence."""
    text = (one.title or "").strip()
    pieces = text.split()
    if not 1 <= len(pieces) <= _LONGEST_TITLE or text[0].isdigit() or _PROSE.search(text):
        return None
    if any(piece.lower() in _ARTICLES for piece in pieces) or not any(map(str.isalnum, text)):
        return None
    return words(text)


def _type_words(schema: Schema) -> tuple[str, ...]:
    """Return what a property holds: its type, of an array that of its items, of a reference the component's key."""
    if schema.ref is not None:
        return words(schema.ref.key)
    if schema.arrays is not None and schema.arrays.items is not None:
        return _type_words(schema.arrays.items)
    kinds = [one for one in schema.types or () if one != "null"]
    return words(kinds[0]) if kinds else words(kind_of(schema))


def _identity(value: JsonValue) -> tuple[str, str]:
    return ("string", value) if isinstance(value, str) else ("other", json.dumps(value, sort_keys=True))


def _unique(found: list[tuple[str, ...] | None]) -> list[tuple[str, ...]]:
    """Return each entry that occurs once, and nothing for the others."""
    folded = [None if one is None else pascal(one).casefold() for one in found]
    count = Counter(folded)
    return [one or () if count[same] == 1 else () for one, same in zip(found, folded, strict=True)]


def _distinct(labels: Iterable[Label]) -> Iterator[Label]:
    seen: set[str] = set()
    for label in labels:
        text = label.text.casefold()
        if text not in seen:
            seen.add(text)
            yield label
