"""YAML text -> plain tree, by the rules of YAML 1.2, from the events of PyYAML's C parser.

In: the text of one document. Out: its tree, and all faults that can be told apart: duplicate keys, tags,
aliases, numbers. Keys are text as written. An alias shares the subtree of its anchor, so that aliases of aliases
cost nothing. The merge key `<<`, which YAML 1.2 has not but real descriptions use, is honoured where it is plain
and its value is a mapping or a sequence of mappings: keys written beside it win, merged ones take its place.
Tags other than the core schema's are refused, and nothing is ever executed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import NoneType
from typing import NoReturn

from yaml._yaml import CParser
from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    StreamEndEvent,
)

from codegen import codes
from codegen.diagnostics import Code, Diagnostic, Severity
from codegen.loader.annotations import mend
from codegen.loader.document import MOST_DEEP, Json, Position
from codegen.loader.faults import (
    bad_number,
    duplicate_key,
    is_no_difference,
    repeated_key,
    shorten,
    too_deep,
)
from codegen.loader.half_pairs import hide_halves, restore_halves
from codegen.loader.line_breaks import hide_breaks, restore_breaks
from codegen.loader.marks import find_mark, read_marks
from codegen.loader.scalars import STARTS, NotJsonNumber, plain_value
from codegen.loader.yaml_faults import yaml_fault
from codegen.loader.yaml_values import NoNumber, odd_values
from codegen.location import Location, escape

_MOST_VALUES = 300_000
"""A document whose aliases are written out may have so many values, or as many as its text has characters."""
_MOST_MERGED = 1_000_000
_CORE = "tag:yaml.org,2002:"
_SCALAR_TAGS = {"str": str, "!": str, "int": int, "float": float, "bool": bool, "null": NoneType}
_CONTAINER_TAGS = (f"{_CORE}map", f"{_CORE}seq")
_ODD = frozenset((codes.NUMBER_INVALID.name, codes.TEXT_INVALID.name))
_ITEM, _KEY, _VALUE = range(3)
"""What comes next: an item of a sequence, a key of a mapping, or the value of a key."""


class _Abort(Exception):
    """Reading on makes no sense; the fault is filed already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Duplicate:
    pointer: str
    key: str
    position: Position
    mapping: dict[str, Json]
    before: Json


def compose(text: str, name: str) -> tuple[Json, list[Diagnostic]]:
    """Return the tree of a YAML document and all there is to say of it; no tree after a syntax error."""
    text, hidden = hide_breaks(text)
    tree, faults = _composed(text, name, {})
    if any(one.code == codes.YAML_SYNTAX.name for one in faults) and "\\u" in text:
        shown, halves = hide_halves(text)
        if halves:  # else it is told as it is
            text = shown
            tree, faults = _composed(text, name, halves)
    if hidden:
        tree = restore_breaks(tree, hidden)
    return tree, faults


def _composed(text: str, name: str, halves: Mapping[str, str]) -> tuple[Json, list[Diagnostic]]:
    """Return the tree of a document and its faults, with what was hidden put back into the tree."""
    composer = _Composer(text, name)
    tree: Json = None
    try:
        tree = composer.read()
    except YAMLError as error:
        composer.faults.append(yaml_fault(error, text, composer.here()))
    except _Abort:
        pass
    else:
        composer.compare_keys(text)
        composer.measure(tree, text)
        if all(one.code in _ODD or one.severity is not Severity.ERROR for one in composer.faults):
            tree = restore_halves(tree, halves) if halves else tree
            if halves or any(one.code in _ODD for one in composer.faults):
                return tree, mend(tree, [*composer.faults, *odd_values(tree, composer.faults, text, name)])
    return tree, composer.faults


class _Composer:
    def __init__(self, text: str, name: str) -> None:
        self.faults: list[Diagnostic] = []
        self._name = name
        self._next = CParser(text).get_event
        self._frames: list[tuple[dict[str, Json], list[Json], str, int]] = []
        self._anchors: dict[str, tuple[Json, str | None]] = {}
        self._merges: dict[int, Position] = {}
        self._merged = 0
        self._duplicates: list[_Duplicate] = []
        self._weights: dict[int, tuple[int, int]] = {}

    def read(self) -> Json:
        """Return the tree. One loop, longer than is our custom: each word of the text is an event."""
        next_event, frames = self._next, self._frames
        root: list[Json] = []
        mapping: dict[str, Json] = {}
        items, key, state = root, "", _ITEM
        value: Json
        while True:
            event = next_event()
            if isinstance(event, ScalarEvent):
                if state == _KEY:
                    key = event.value
                    if key in mapping or key == "<<" or event.tag is not None or event.anchor is not None:
                        self._check_key(event, mapping)
                    state = _VALUE
                    continue
                value = event.value
                if event.tag is not None or event.anchor is not None:
                    value = self._marked(event, key if state else len(items))
                elif not event.style and value[:1] in STARTS:
                    value = self._plain(event, key if state else len(items))
            elif isinstance(event, CollectionStartEvent):
                if state == _KEY:
                    key, state = self._skip_key(event), _VALUE
                    continue
                value = {} if isinstance(event, MappingStartEvent) else []
                if event.tag is not None or event.anchor is not None:
                    self._mark(event, value, key if state else len(items))
            elif isinstance(event, CollectionEndEvent):
                if state != _ITEM and self._merges:
                    self._merge(mapping)
                mapping, items, key, state = frames.pop()
                continue
            elif isinstance(event, AliasEvent):
                if state == _KEY:
                    key, state = self._alias_key(event, mapping), _VALUE
                    continue
                value = self._alias(event, key if state else len(items), mapping if state else items)
            elif self._is_over(event, root):
                break
            else:
                continue
            if state == _ITEM:
                items.append(value)
            else:
                mapping[key], state = value, _KEY
            if isinstance(event, CollectionStartEvent):
                frames.append((mapping, items, key, state))
                if len(frames) > MOST_DEEP:
                    self._too_deep(event)
                if isinstance(value, dict):
                    mapping, state = value, _KEY
                elif isinstance(value, list):
                    items, state = value, _ITEM
        return root[0] if root else None

    def here(self) -> Location:
        """Return the place of the innermost container that is being read."""
        return Location(self._name, self._pointer(None))

    def compare_keys(self, text: str) -> None:
        """File the duplicate keys, each with the place of the first."""
        if not self._duplicates:
            return
        first = read_marks(text)
        for one in self._duplicates:
            at, position = Location(self._name, one.pointer), find_mark(first, one.pointer)
            if is_no_difference(one.key, one.before, one.mapping.get(one.key)):
                self.faults.append(repeated_key(at, one.key, position, one.position, one.before))
            else:
                self.faults.append(duplicate_key(at, one.key, position, one.position))

    def measure(self, tree: Json, text: str) -> None:
        """Refuse a tree that, with its aliases written out, is far larger than its text: all stages walk it so."""
        most = max(_MOST_VALUES, len(text))
        if not self._weights or self._weigh(tree)[1] <= most:
            return
        pointer = ""
        while True:
            entries = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
            heavy = next(((key, one) for key, one in entries if self._weigh(one)[1] > most), None)
            if heavy is None:
                break
            pointer, tree = f"{pointer}/{escape(str(heavy[0]))}", heavy[1]
        message = f"Written out, the aliases in here stand for more than {most:,} values."
        help = "Schemas that are used in many places are shared by `$ref`."
        place, position = Location(self._name, pointer), find_mark(read_marks(text), pointer)
        self.faults.append(codes.YAML_ALIAS_EXPANSION.at(place, message, help=help, position=position))

    # What follows is for events that are out of the ordinary.

    def _is_over(self, event: Event | None, root: list[Json]) -> bool:
        """Tell whether an event of the stream says that there is no more to read."""
        if isinstance(event, DocumentStartEvent) and root:
            message = "A second YAML document begins here; a description is one document."
            self._file(codes.YAML_DOCUMENTS, event, None, message, "Delete the `---`, or split the file.")
            return True
        return event is None or isinstance(event, StreamEndEvent)

    def _check_key(self, event: ScalarEvent, mapping: dict[str, Json]) -> None:
        """Take note of a key that is an anchor, a merge key, or there already."""
        key = event.value
        if event.anchor is not None:
            self._anchors[event.anchor] = (key, key)
        merges = event.tag == f"{_CORE}merge" or (event.tag is None and not event.style)
        if key == "<<" and merges:
            self._merges[id(mapping)] = _position(event)
        elif event.tag is not None and event.tag.removeprefix(_CORE) not in _SCALAR_TAGS:
            self._unknown_tag(event, event.tag, key)
        self._check_duplicate(event, key, mapping)

    def _check_duplicate(self, event: Event, key: str, mapping: dict[str, Json]) -> None:
        if key in mapping:
            self._duplicates.append(
                _Duplicate(
                    pointer=self._pointer(key),
                    key=key,
                    position=_position(event),
                    mapping=mapping,
                    before=mapping[key],
                )
            )

    def _skip_key(self, event: CollectionStartEvent) -> str:
        """Pass over a key that is a container, and return one that cannot be in its place."""
        position = _position(event)
        self._file(
            codes.YAML_KEY,
            event,
            None,
            f"A key is {'an object' if isinstance(event, MappingStartEvent) else 'an array'}; keys are text.",
            "Put the key in quotes if its brackets are meant literally.",
        )
        depth = 1
        while depth:
            inner = self._next()
            if depth > MOST_DEEP:
                self._too_deep(event)
            depth += isinstance(inner, CollectionStartEvent) - isinstance(inner, CollectionEndEvent)
        return f"\0{position}"

    def _plain(self, event: ScalarEvent, token: str | int) -> Json:
        try:
            return plain_value(event.value)
        except NotJsonNumber as error:
            at = Location(self._name, self._pointer(token))
            self.faults.append(bad_number(at, event.value, str(error), _position(event)))
            return NoNumber(event.value, str(error))

    def _marked(self, event: ScalarEvent, token: str | int) -> Json:
        """Return the value of a scalar with a tag or an anchor."""
        value: Json = event.value
        tag = None if event.tag is None else event.tag.removeprefix(_CORE)
        if event.tag is None or tag is None:
            value = event.value if event.style else self._plain(event, token)
        elif tag in _SCALAR_TAGS:
            value = self._tagged(event, tag, token)
        else:
            self._unknown_tag(event, event.tag, token)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, event.value)
        return value

    def _tagged(self, event: ScalarEvent, tag: str, token: str | int) -> Json:
        """Return the value of a scalar by a tag of the core schema, which its text must be fit for."""
        if tag in ("str", "!"):
            return event.value
        value = self._plain(event, token)
        if tag == "float" and type(value) is int:
            return float(value)
        if type(value) is not _SCALAR_TAGS[tag] and not isinstance(value, NoNumber):
            self._file(codes.YAML_TAG, event, token, f"The tag says `!!{tag}`, but `{shorten(event.value)}` is none.")
        return value

    def _mark(self, event: CollectionStartEvent, value: Json, token: str | int) -> None:
        """Take note of the tag and the anchor of a container."""
        wanted = "map" if isinstance(value, dict) else "seq"
        if event.tag in _CONTAINER_TAGS and event.tag != f"{_CORE}{wanted}":
            found = "an object" if isinstance(value, dict) else "an array"
            message = f"The tag says `!!{event.tag.removeprefix(_CORE)}`, but this is {found}."
            self._file(codes.YAML_TAG, event, token, message)
        elif event.tag not in (None, "!", f"{_CORE}{wanted}"):
            self._unknown_tag(event, event.tag, token)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, None)

    def _unknown_tag(self, event: Event, tag: str, token: str | int) -> None:
        shown = tag if tag.startswith("!") else f"!<{tag}>"
        if tag.startswith(_CORE):
            shown = f"!!{tag.removeprefix(_CORE)}"
        self._file(
            codes.YAML_TAG,
            event,
            token,
            f"The tag `{shorten(shown)}` means nothing here; only those of YAML's core schema do.",
            "Remove it, or put the text in quotes if the `!` belongs to it.",
        )

    def _alias(self, event: AliasEvent, token: str | int, around: Json) -> Json:
        """Return what an alias stands for: the very value of its anchor."""
        if event.anchor not in self._anchors:
            self._undefined(event, token)
            return None
        value, _ = self._anchors[event.anchor]
        if not isinstance(value, dict | list):
            return value
        if value is around or any(value is one for frame in self._frames for one in frame[:2]):
            message = f"The alias `*{event.anchor}` stands inside the value it names."
            self._file(codes.YAML_ALIAS, event, token, message, "A recursive schema refers to itself by `$ref`.")
            return None
        if len(self._frames) + self._weigh(value)[0] > MOST_DEEP:
            self._too_deep(event)
        return value

    def _alias_key(self, event: AliasEvent, mapping: dict[str, Json]) -> str:
        """Return the text of the scalar that an alias in the place of a key stands for."""
        if event.anchor not in self._anchors:
            self._undefined(event, None)
            return f"\0{_position(event)}"
        _, key = self._anchors[event.anchor]
        if key is None:
            self._file(codes.YAML_KEY, event, None, f"The key `*{event.anchor}` is a container; keys are text.")
            return f"\0{_position(event)}"
        self._check_duplicate(event, key, mapping)
        return key

    def _undefined(self, event: AliasEvent, token: str | int | None) -> None:
        message = f"The alias `*{event.anchor}` has no anchor `&{event.anchor}` before it."
        near = next(iter(get_close_matches(event.anchor or "", self._anchors, n=1)), None)
        help = "Put the text in quotes if the `*` belongs to it." if near is None else f"Did you mean `*{near}`?"
        self._file(codes.YAML_ALIAS, event, token, message, help)

    def _merge(self, mapping: dict[str, Json]) -> None:
        """Put the keys of the merged mappings where `<<` stands, but for those the mapping has itself."""
        position = self._merges.pop(id(mapping), None)
        if position is None:
            return
        merged = mapping["<<"]
        sources = [one for one in (merged if isinstance(merged, list) else [merged]) if isinstance(one, dict)]
        at = Location(self._name, self._pointer("<<"))
        if not sources or (isinstance(merged, list) and len(sources) < len(merged)):
            message = "The merge key `<<` needs an object, or an array of objects."
            help = "Put the key in quotes if a property is called so."
            self.faults.append(codes.YAML_MERGE.at(at, message, help=help, position=position))
        self._merged += sum(map(len, sources))
        if self._merged > _MOST_MERGED:
            message = f"The merge keys of this document copy more than {_MOST_MERGED:,} keys."
            self.faults.append(codes.YAML_MERGE.at(at, message, position=position))
            raise _Abort
        entries = list(mapping.items())
        own = set(mapping)
        mapping.clear()
        for key, value in entries:
            if key != "<<":
                mapping[key] = value
                continue
            for source in sources:
                for name, one in source.items():
                    if name == "<<" or name not in own:
                        mapping.setdefault(name, one)

    def _weigh(self, value: Json) -> tuple[int, int]:
        """Return how deep a closed container is, and how many values it has with its aliases written out."""
        if not isinstance(value, dict | list):
            return 0, 1
        known = self._weights.get(id(value))
        if known is None:
            held = [self._weigh(one) for one in (value.values() if isinstance(value, dict) else value)]
            known = 1 + max((deep for deep, _ in held), default=0), 1 + sum(size for _, size in held)
            self._weights[id(value)] = known
        return known

    def _too_deep(self, event: Event) -> NoReturn:
        self.faults.append(too_deep(Location(self._name, ""), _position(event)))
        raise _Abort

    def _file(self, code: Code, event: Event, token: str | int | None, message: str, help: str | None = None) -> None:
        """Take note of a fault at an event; the token is its key or index in the container around it."""
        location = Location(self._name, self._pointer(token))
        self.faults.append(code.at(location, message, help=help, position=_position(event)))

    def _pointer(self, token: str | int | None) -> str:
        """Return the pointer of the innermost open container, or of what stands in it at the token."""
        path: list[str | int] = [key if state == _KEY else len(items) - 1 for _, items, key, state in self._frames[1:]]
        if token is not None and self._frames:
            path.append(token)
        return "".join(f"/{escape(str(one))}" for one in path)


def _position(event: Event) -> Position:
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
