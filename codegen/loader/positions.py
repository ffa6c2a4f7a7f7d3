"""A pointer into a document -> line and column, and the lines around them; asked only when a message is printed.

In: a document and a JSON pointer or a position. Out: where the key or item stands, and the source to show. Where the
pointer leads to nothing, its nearest ancestor is meant.
"""

import re
from functools import lru_cache

from codegen.loader.document import Document, Position, Syntax
from codegen.loader.json_comments import plain_json
from codegen.loader.json_text import Member, after_blank, line_starts, members, offset_position
from codegen.loader.marks import Mark, find_mark, read_marks
from codegen.location import tokens

_WIDEST = 120
"""So many characters of a line are shown."""
_LEFT = 60
"""So many of them before the column, if the line is longer."""
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_VALUE = re.compile(r"[\"']?\s*:\s*(?:[|>][-+0-9]*\s*)?[\"']?")
"""Between a key and the first character of its text."""


def position(document: Document, pointer: str) -> Position:
    """Return where the key or item at a pointer stands."""
    if document.tree is None:
        return Position(1, 1)
    if document.syntax is Syntax.JSON:
        return _json_outline(document.text).find(pointer)
    if document.syntax is Syntax.JSON_WITH_COMMENTS:
        return _json_outline(_plain_json(document.text)).find(pointer)
    return find_mark(_yaml_marks(document.text), pointer)


def position_inside(document: Document, pointer: str, text: str, offset: int) -> Position:
    """Return where a character of the text at a pointer stands; the text itself, where it is written in escapes."""
    key = position(document, pointer)
    start = line_starts(document.text)[key.line - 1] + key.column - 1
    quote = document.text[start : start + 1] in ('"', "'")
    behind = _VALUE.match(document.text, start + quote + len(tokens(pointer)[-1]))
    at = behind.end() if behind else start
    if not document.text.startswith(text, at):
        return offset_position(document.text, at) if behind else key
    return offset_position(document.text, at + offset)


def excerpt(document: Document, position: tuple[int, int]) -> tuple[tuple[int, str], ...]:
    """Return the line of a position and those beside it, with their numbers, fit to be printed."""
    line, column = position
    text, starts = document.text, line_starts(document.text)
    shown = []
    for number in range(max(line - 1, 1), min(line + 1, len(starts)) + 1):
        end = starts[number] if number < len(starts) else len(text)
        shown.append((number, _clipped(text, starts[number - 1], end, column)))
    if len(starts) > 1 and shown and shown[-1] == (len(starts), ""):
        shown.pop()
    return tuple(shown)


def caret(document: Document, position: tuple[int, int]) -> int:
    """Return how many characters stand left of a position in the line that `excerpt` shows of it."""
    line, column = position
    text, starts = document.text, line_starts(document.text)
    start, end = starts[line - 1], starts[line] if line < len(starts) else len(text)
    first = _first_shown(start, end, column)
    return (first > start) + len(_INVISIBLE.sub(_visible, text[first : min(start + column - 1, end)]))


class _JsonOutline:
    """The containers of a JSON text that were looked into so far, by the offset where they begin."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[int, dict[str, Member]] = {}

    def find(self, pointer: str) -> Position:
        at = value_at = after_blank(self._text, 0)
        for token in tokens(pointer):
            member = self._below(value_at).get(token)
            if member is None:
                break
            at, value_at = member.key_at, member.value_at
        return offset_position(self._text, at)

    def _below(self, at: int) -> dict[str, Member]:
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = {}
            for member in members(self._text, at):
                first = known.setdefault(member.key, member)
                if self._text.startswith("null", first.value_at):  # of a key that stands there twice
                    known[member.key] = member._replace(key_at=first.key_at)
        return known


@lru_cache(maxsize=4)
def _json_outline(text: str) -> _JsonOutline:
    return _JsonOutline(text)


@lru_cache(maxsize=4)
def _plain_json(text: str) -> str:
    return plain_json(text)[0]


@lru_cache(maxsize=4)
def _yaml_marks(text: str) -> Mark:
    return read_marks(text)


def _clipped(text: str, start: int, end: int, column: int) -> str:
    """Return a line, or the part of it around the column, with what cannot be seen made visible."""
    first = _first_shown(start, end, column)
    last = min(end, first + _WIDEST)
    part = _INVISIBLE.sub(_visible, text[first:last].rstrip("\r\n"))
    return f"{'…' if first > start else ''}{part}{'…' if last < end else ''}"


def _first_shown(start: int, end: int, column: int) -> int:
    """Return the offset of the first character to show of a line, of which not all may fit."""
    return start if end - start <= _WIDEST else max(start, min(start + column - 1 - _LEFT, end - _WIDEST))


def _visible(found: re.Match[str]) -> str:
    one = found.group()
    if one == "\t":
        return "\\t"
    return f"\\x{ord(one):02x}" if ord(one) < 256 else f"\\u{ord(one):04x}"
