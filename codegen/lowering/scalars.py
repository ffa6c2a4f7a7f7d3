"""Scalars and constants: string, number and enum keywords as type expressions."""

import re
from math import ceil, floor

from codegen.ir.types import (
    Bounds,
    Integer,
    Lengths,
    Literals,
    LiteralValue,
    Null,
    Nullable,
    Number,
    Text,
    Type,
)
from codegen.normalizer.spec import JsonValue, Schema


def lower_text(schema: Schema) -> tuple[Text, tuple[str, ...]]:
    """Return the type of the strings a schema allows, whatever its format, and the patterns that Python cannot read."""
    keywords = schema.strings
    if keywords is None:
        return Text(), ()
    readable = tuple(pattern for pattern in keywords.patterns if is_readable(pattern))
    strange = tuple(pattern for pattern in keywords.patterns if pattern not in readable)
    lengths = Lengths(minimum=keywords.min_length or None, maximum=keywords.max_length)
    return Text(lengths=lengths, patterns=readable), strange


_CATEGORY = (
    "L[ultmo]?|LC|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfson]?|Letter|Cased_Letter|Uppercase_Letter"
    "|Lowercase_Letter|Titlecase_Letter|Modifier_Letter|Other_Letter|Mark|Nonspacing_Mark|Spacing_Mark|Enclosing_Mark"
    "|Number|Decimal_Number|digit|Letter_Number|Other_Number|Punctuation|punct|Symbol|Separator|Space_Separator|Other"
    "|Control|cntrl|Format"
)
_ECMA = re.compile(
    r"(\\\\)|\\c[A-Za-z]|\\u\{[0-9A-Fa-f]{1,6}\}|\\[pP]\{(?:(?:General_Category|gc)=)?(?:" + _CATEGORY + r")\}"
)
"""What ECMAScript writes and Python's `re` does not know; the generated package translates it (`_regex.py`)."""


def is_readable(pattern: str) -> bool:
    """Tell whether the generated package can translate a pattern for Python's `re`."""
    known = _ECMA.sub(lambda found: found[1] or "x", pattern)
    known = re.sub(r"\(\?<(?=\w)", "(?P<", re.sub(r"\\k<(\w+)>", r"(?P=\1)", known))
    try:
        re.compile(known)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def lower_number(schema: Schema, *, whole: bool) -> Integer | Number:
    """Return the type of the numbers a schema allows, whatever its format."""
    keywords = schema.numbers
    bounds = Bounds()
    if keywords is not None:
        bounds = Bounds(
            minimum=keywords.minimum,
            maximum=keywords.maximum,
            exclusive_minimum=keywords.exclusive_minimum,
            exclusive_maximum=keywords.exclusive_maximum,
            multiple_of=keywords.multiple_of,
        )
    return Integer(bounds=_whole(bounds)) if whole else Number(bounds=bounds)


def _whole(bounds: Bounds) -> Bounds:
    """Return the bounds that mean the same to integers, as integers."""
    lower = [ceil(bounds.minimum)] if bounds.minimum is not None else []
    lower += [floor(bounds.exclusive_minimum) + 1] if bounds.exclusive_minimum is not None else []
    upper = [floor(bounds.maximum)] if bounds.maximum is not None else []
    upper += [ceil(bounds.exclusive_maximum) - 1] if bounds.exclusive_maximum is not None else []
    return Bounds(minimum=max(lower, default=None), maximum=min(upper, default=None), multiple_of=bounds.multiple_of)


def lower_constants(values: tuple[JsonValue, ...]) -> Type | None:
    """Return the type of some constants; None where one is an object or an array."""
    kept: list[LiteralValue] = []
    for value in values:
        if isinstance(value, list | dict):
            return None
        if value is not None:
            kept.append(int(value) if isinstance(value, float) and value.is_integer() else value)
    if not kept:
        return Null()
    found = Literals(values=tuple(kept))
    return Nullable(of=found) if None in values else found
