"""YAML text -> the position of each key and item, for messages; `compose.py` reads the values without them.

In: the text of a document that `compose` could read. Out: the marks as a tree of the same shape, aliases and
merged keys included. Of duplicate keys it has the first, with what stands
below the first that has anything below it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from yaml._yaml import CParser
from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from codegen.loader.document import Position
from codegen.loader.half_pairs import hide_halves
from codegen.loader.line_breaks import hide_breaks
from codegen.location import tokens


@dataclass(slots=True, kw_only=True)
class Mark:
    """Where one key or item stands, and what stands below it; indices are text."""

    position: Position
    below: "dict[str, Mark]" = field(default_factory=dict)


def read_marks(text: str) -> Mark:
    """Return the marks of a YAML document."""
    text = hide_breaks(text)[0]
    try:
        return _marks(text)
    except YAMLError:  # it was read without such escapes
        return _marks(hide_halves(text)[0])


def _marks(text: str) -> Mark:
    reader = _Reader(CParser(text).get_event)
    event = reader.next()
    while event is not None and not isinstance(event, NodeEvent):
        event = reader.next()
    root = Mark(position=Position(1, 1))
    if event is not None:
        root.position = _position(event)
        reader.fill(root, event)
    return root


def find_mark(root: Mark, pointer: str) -> Position:
    """Return where the value at a pointer stands, or its nearest ancestor that exists."""
    for token in tokens(pointer):
        below = root.below.get(token)
        if below is None:
            break
        root = below
    return root.position


class _Reader:
    def __init__(self, get_event: Callable[[], Event | None]) -> None:
        self.next = get_event
        self._anchors: dict[str, Mark] = {}
        self._texts: dict[str, str] = {}

    def fill(self, mark: Mark, event: Event | None) -> None:
        """Read the rest of the node that the event begins into a mark."""
        if isinstance(event, AliasEvent):
            named = self._anchors.get(event.anchor or "")
            if named is not None:
                mark.below = named.below
            return
        if isinstance(event, NodeEvent) and event.anchor is not None:
            self._anchors[event.anchor] = mark
            if isinstance(event, ScalarEvent):
                self._texts[event.anchor] = event.value
        if isinstance(event, MappingStartEvent):
            self._fill_mapping(mark)
        elif isinstance(event, CollectionStartEvent):
            self._fill_sequence(mark)

    def _fill_mapping(self, mark: Mark) -> None:
        merged: list[Mark] = []
        while not isinstance(event := self.next(), CollectionEndEvent):
            one = Mark(position=_position(event))
            key = self._key(one, event)
            self.fill(one, self.next())
            if key == "<<" and isinstance(event, ScalarEvent) and not event.style:
                merged += [one, *one.below.values()]
            first = mark.below.setdefault(key, one)
            if not first.below:  # of a key that stands there twice, first with nothing behind it
                first.below = one.below
        for source in merged:
            for key, one in source.below.items():
                mark.below.setdefault(key, one)

    def _key(self, mark: Mark, event: Event | None) -> str:
        """Return the text of a key; a container in its place is passed over, and has none."""
        if isinstance(event, AliasEvent):
            return self._texts.get(event.anchor or "", "")
        self.fill(mark, event)
        return event.value if isinstance(event, ScalarEvent) else ""

    def _fill_sequence(self, mark: Mark) -> None:
        index = 0
        while not isinstance(event := self.next(), CollectionEndEvent):
            one = mark.below[str(index)] = Mark(position=_position(event))
            self.fill(one, event)
            index += 1


def _position(event: Event | None) -> Position:
    mark = event.start_mark if event else None
    return Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
