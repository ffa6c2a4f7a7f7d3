"""What a plain scalar of YAML stands for, by the core schema of YAML 1.2 (section 10.3.2).

In: the text of a scalar without quotes and without a tag. Out: null, a boolean, a number, or the text itself.
So `NO`, `on`, `2024-10-01`, `12:30:45` and `1_000` are strings. Numbers that JSON does not have are refused.
"""

import re

from codegen.loader.document import Json

STARTS = frozenset(["", *"~nNtTfF+-.0123456789"])
"""What a scalar that is no string begins with; all others are spared the look."""

_WORDS: dict[str, Json] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", re.ASCII)
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+", re.ASCII)
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", re.ASCII)


class NotJsonNumber(ValueError):
    """The scalar is a number that JSON does not have; its text says why, as the end of a sentence."""


def plain_value(text: str) -> Json:
    """Return what a plain scalar stands for, or raise `NotJsonNumber`."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return _integer(text, 10)
    if _FLOAT.fullmatch(text):
        return finite(text)
    if _BASED.fullmatch(text):
        return _integer(text, 0)
    if _NOT_FINITE.fullmatch(text):
        raise NotJsonNumber("is not finite")
    return text


def finite(text: str) -> float:
    """Return the float that a number's text stands for, or raise `NotJsonNumber` where it is too large."""
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise NotJsonNumber("is too large for a floating-point number")
    return number


def _integer(text: str, base: int) -> int:
    try:
        return int(text, base)
    except ValueError:  # Python refuses thousands of digits, as reading them takes quadratic time.
        raise NotJsonNumber("has too many digits") from None
