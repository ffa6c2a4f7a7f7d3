"""JSON text -> the faults that reading it as JSON leaves in silence, each with its place.

In: a text that is JSON. Out: keys that stand twice, numbers that JSON has not, and halves of surrogate pairs. It is
slow, so the text is first read without it and this is asked only if something looked odd.
"""

import json
import re
from collections.abc import Iterator

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Position
from codegen.loader.faults import bad_number, duplicate_key
from codegen.loader.json_text import Member, members, offset_position
from codegen.loader.scalars import NotJsonNumber, plain_value
from codegen.location import Location, escape

_SURROGATE = re.compile("[\ud800-\udfff]")


def check_values(text: str, name: str) -> list[Diagnostic]:
    """Return all faults of a document, in the order of the text."""
    found: list[Diagnostic] = []
    pending = [(0, Location(name, ""))]
    while pending:
        start, location = pending.pop()
        first: dict[str, Position] = {}
        for member in members(text, start):
            at = Location(name, f"{location.pointer}/{escape(member.key)}")
            position = offset_position(text, member.key_at)
            if member.key in first:
                found.append(duplicate_key(at, member.key, first[member.key], position))
            first.setdefault(member.key, position)
            if text[member.value_at] in "{[":
                pending.append((member.value_at, at))
            found += _check_scalar(text, member, at)
    return sorted(found, key=lambda one: one.position or Position(1, 1))


def _check_scalar(text: str, member: Member, at: Location) -> Iterator[Diagnostic]:
    written = text[member.value_at : member.end]
    position = offset_position(text, member.value_at)
    string: str = json.loads(written) if written.startswith('"') and "\\u" in written else ""
    if _SURROGATE.search(member.key + string):
        message = "The string holds half of a surrogate pair, which is no character."
        yield codes.TEXT_INVALID.at(at, message, help="Write the whole pair or the character.", position=position)
    if written in ("NaN", "Infinity", "-Infinity"):
        yield bad_number(at, written, "is not finite", position)
    elif written[:1] in "-0123456789":
        try:
            plain_value(written)
        except NotJsonNumber as error:
            yield bad_number(at, written, str(error), position)
