"""JSON text -> what stands where in it, one container at a time.

In: a text that is JSON, and the offset of a value in it. Out: the keys and values of that container with their
offsets. The C decoder passes over each value, so a container costs as much as reading it; numbers stay text.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from codegen.loader.document import Position

_LINE_END = re.compile(r"\r\n?|\n")
_BLANK = re.compile(r"[ \t\n\r]*")
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\Z)|[\[\]{}]', re.DOTALL)
_STEP = re.compile(r'"(?:[^"\\]|\\.)*"|["\[\]{},]', re.DOTALL)
_decode = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str).raw_decode


class Member(NamedTuple):
    """One key or item of a container; the key of an item is its index."""

    key: str
    key_at: int
    value_at: int
    end: int


def members(text: str, at: int) -> Iterator[Member]:
    """Yield what stands directly in the container at an offset; nothing where no container stands."""
    at = after_blank(text, at)
    opening = text[at : at + 1]
    if opening not in ("{", "[") or text[after_blank(text, at + 1)] in "}]":
        return
    index = 0
    while text[at] not in "}]":
        key_at = value_at = after_blank(text, at + 1)
        key = str(index)
        if opening == "{":
            key, colon = _decode(text, key_at)
            value_at = after_blank(text, after_blank(text, colon) + 1)
        _, end = _decode(text, value_at)
        yield Member(key, key_at, value_at, end)
        at = after_blank(text, end)
        index += 1


def after_blank(text: str, at: int) -> int:
    """Return the offset of the first character that is no white space."""
    found = _BLANK.match(text, at)
    return found.end() if found else at


def deeper_than(text: str, limit: int) -> int | None:
    """Return the offset of the first bracket that opens more containers than the limit, if one does."""
    depth = 0
    for found in _STRUCTURE.finditer(text):
        one = found.group()
        if one in ("{", "["):
            depth += 1
            if depth > limit:
                return found.start()
        elif one in ("}", "]"):
            depth -= 1
    return None


def open_path(text: str, end: int) -> list[str]:
    """Return the keys and indices that lead to the innermost container still open at an offset."""
    path: list[str | int] = []
    for found in _STEP.finditer(text, 0, end):
        one = found.group()
        if one == '"':  # a string that is never closed
            break
        if one in ("{", "["):
            path.append("" if one == "{" else 0)
        elif one in ("}", "]"):
            del path[-1:]
        elif path and one == ",":
            last = path[-1]
            path[-1] = "" if isinstance(last, str) else last + 1
        elif path and path[-1] == "":
            path[-1] = one[1:-1]
    return [str(step) for step in path[:-1]]


def offset_position(text: str, offset: int) -> Position:
    """Return line and column of an offset."""
    starts = line_starts(text)
    line = bisect_right(starts, offset)
    return Position(line, offset - starts[line - 1] + 1)


@lru_cache(maxsize=4)
def line_starts(text: str) -> list[int]:
    """Return the offset at which each line begins."""
    if "\r" in text:
        return [0, *(found.end() for found in _LINE_END.finditer(text))]
    lengths = map(len, text.split("\n"))  # the frequent case, without a step in Python for each line
    return [*accumulate(map((1).__add__, lengths), initial=0)][:-1]
