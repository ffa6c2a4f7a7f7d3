"""What to say of a text that is not JSON, and of faults that JSON and YAML can both have."""

import json
from json import JSONDecodeError

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import MOST_DEEP, Json, Position
from codegen.loader.json_text import offset_position, open_path
from codegen.location import Location, escape

_REASONS = {
    "Expecting property name enclosed in double quotes": (
        "A key in double quotes is expected here",
        "JSON has no comments, and no comma before a closing `}`.",
    ),
    "Expecting ',' delimiter": ("A `,` or a closing bracket is expected here", None),
    "Expecting ':' delimiter": ("A `:` is expected behind the key", None),
    "Expecting value": (
        "A value is expected here",
        "JSON has no comments, and no comma before a closing `]`.",
    ),
    "Illegal trailing comma before end of object": ("A key is expected behind the `,`", "Delete the comma."),
    "Illegal trailing comma before end of array": ("A value is expected behind the `,`", "Delete the comma."),
    "Unterminated string starting at": ("The string that begins here is never closed", None),
    "Invalid control character at": (
        "A string holds a line break or another control character",
        "Write it as an escape, such as `\\n`.",
    ),
    "Invalid \\escape": ("The backslash begins no escape that JSON knows", "Write `\\\\` for a backslash."),
    "Invalid \\uXXXX escape": ("Four hexadecimal digits are expected behind `\\u`", None),
    "Extra data": ("The document has ended before this place", "A description is one JSON value."),
}


def json_fault(error: JSONDecodeError, name: str) -> Diagnostic:
    """Return the fault that the decoder stumbled over, with its place."""
    reason = error.msg.removesuffix(": ")
    message, help = _REASONS.get(reason, (reason, None))
    position = offset_position(error.doc, error.pos)
    around = "".join(f"/{escape(step)}" for step in open_path(error.doc, error.pos))
    return codes.JSON_SYNTAX.at(Location(name, around), f"{message}.", help=help, position=position)


def duplicate_key(at: Location, key: str, first: Position, again: Position) -> Diagnostic:
    """Return the fault of a key that stands in an object twice."""
    message = f"{_twice(key, first, again)}."
    return codes.DUPLICATE_KEY.at(at, message, help="Rename or delete one of the two.", position=again)


def repeated_key(at: Location, key: str, first: Position, again: Position, before: Json) -> Diagnostic:
    """Return what there is to say of a key that stands in an object twice, where that makes no difference."""
    same = "with nothing behind it" if before is None else "with the same value"
    message = f"{_twice(key, first, again)}, {same}."
    return codes.KEY_REPEATED.at(at, message, help="Delete one of the two.", position=again)


def is_no_difference(key: str, before: Json, last: Json) -> bool:
    """Tell whether a value of a repeated key may be passed over for the last one; null is a value of some keywords."""
    if before is None and key not in ("const", "default"):
        return True
    return json.dumps(before) == json.dumps(last)  # other than `==`, it tells 1 from 1.0 and true


def _twice(key: str, first: Position, again: Position) -> str:
    return (
        f"The key `{shorten(key)}` stands here at line {again.line}, column {again.column}, "
        f"and before at line {first.line}, column {first.column}"
    )


def shorten(text: str) -> str:
    """Return a text from the input so that it fits into a sentence."""
    return text if len(text) <= 60 else f"{text[:59]}…"


def bad_number(at: Location, text: str, why: str, position: Position) -> Diagnostic:
    """Return the fault of a number that JSON does not have."""
    message = f"The number `{shorten(text)}` {why}; JSON has no such number."
    return codes.NUMBER_INVALID.at(at, message, help="Put it in quotes if text is meant.", position=position)


def half_pair(at: Location, position: Position) -> Diagnostic:
    """Return the fault of a text that no encoding can write."""
    message = "The string holds half of a surrogate pair, which is no character."
    return codes.TEXT_INVALID.at(at, message, help="Write the whole pair or the character.", position=position)


def too_deep(at: Location, position: Position) -> Diagnostic:
    """Return the fault of a container that stands inside too many others."""
    message = f"More than {MOST_DEEP} objects and arrays stand inside each other."
    return codes.NESTING_TOO_DEEP.at(at, message, position=position)
