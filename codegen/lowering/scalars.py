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
    readable = tuple(pattern for pattern in keywords.patterns if _is_readable(pattern))
    strange = tuple(pattern for pattern in keywords.patterns if pattern not in readable)
    lengths = Lengths(minimum=keywords.min_length or None, maximum=keywords.max_length)
    return Text(lengths=lengths, patterns=readable), strange


def _is_readable(pattern: str) -> bool:
    try:
        re.compile(pattern)
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
