"""JSON text -> the faults that reading it as JSON leaves in silence, each with its place.

In: a text that is JSON. Out: keys that stand twice, numbers that JSON has not, and halves of surrogate pairs. It is
slow, so the text is first read without it and this is asked only if something looked odd.
"""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from codegen.diagnostics import Diagnostic
from codegen.loader.document import Json, Position
from codegen.loader.faults import bad_number, duplicate_key, half_pair, is_no_difference, repeated_key
from codegen.loader.json_text import Member, members, offset_position
from codegen.loader.scalars import NotJsonNumber, plain_value
from codegen.location import Location, escape

_decode = json.JSONDecoder(parse_int="#{}".format, parse_float="#{}".format, parse_constant="#{}".format).decode
_SURROGATE = re.compile("[\ud800-\udfff]")


def check_values(text: str, name: str) -> list[Diagnostic]:
    """Return all faults of a document, in the order of the text."""
    found: list[Diagnostic] = []
    pending = [(0, Location(name, ""))]
    while pending:
        start, location = pending.pop()
        met: dict[str, list[Member]] = {}
        for member in members(text, start):
            at = Location(name, f"{location.pointer}/{escape(member.key)}")
            met.setdefault(member.key, []).append(member)
            if text[member.value_at] in "{[":
                pending.append((member.value_at, at))
            found += _check_scalar(text, member, at)
        for several in met.values():
            found += _check_key(text, several, location)
    return sorted(found, key=lambda one: one.position or Position(1, 1))


def read_odd(text: str) -> Json:
    """Return what a JSON text says in which some numbers are none; these are their text."""
    tree: Json = json.loads(text, parse_int=_number, parse_float=_number, parse_constant=str)
    return tree


def _number(text: str) -> Json:
    try:
        return plain_value(text)
    except NotJsonNumber:
        return text


def _check_key(text: str, several: Sequence[Member], around: Location) -> Iterator[Diagnostic]:
    """Yield what there is to say of the members of one key; the last of them counts."""
    first, last = several[0], several[-1]
    at = Location(around.document, f"{around.pointer}/{escape(first.key)}")
    for before, again in pairwise(several):
        places = offset_position(text, first.key_at), offset_position(text, again.key_at)
        if is_no_difference(first.key, value := _value(text, before), _value(text, last)):
            yield repeated_key(at, first.key, *places, value)
        else:
            yield duplicate_key(at, first.key, *places)


def _value(text: str, member: Member) -> Json:
    """Return a value to compare with others; a number is its text."""
    value: Json = _decode(text[member.value_at : member.end])
    return value


def _check_scalar(text: str, member: Member, at: Location) -> Iterator[Diagnostic]:
    written = text[member.value_at : member.end]
    position = offset_position(text, member.value_at)
    string: str = json.loads(written) if written.startswith('"') and "\\u" in written else ""
    if _SURROGATE.search(member.key + string):
        yield half_pair(at, position)
    if written in ("NaN", "Infinity", "-Infinity"):
        yield bad_number(at, written, "is not finite", position)
    elif written[:1] in "-0123456789":
        try:
            plain_value(written)
        except NotJsonNumber as error:
            yield bad_number(at, written, str(error), position)
