"""Bounds of one schema that exclude each other: a least that is above the most.

In: the keyword groups of a schema, as they were read. Out: a warning for each pair that no value satisfies. Nothing is
changed: what the bounds say is what the types check.
"""

from collections.abc import Iterator
from enum import Enum

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Json
from codegen.location import Location
from codegen.normalizer.spec import NumberKeywords, Schema


class _Reach(Enum):
    UP_TO = "up to"
    BELOW = "below"


_Bound = tuple[str, int | float | None]


def contradictory_bounds(value: dict[str, Json], found: Schema) -> Iterator[Diagnostic]:
    """Yield what there is to say of the bounds of a schema, given as it is written and as it was read."""
    at = found.location
    if found.numbers is not None:
        yield from _of_numbers(value, found.numbers, at)
    if (strings := found.strings) is not None:
        yield from _checked("text", ("minLength", strings.min_length), ("maxLength", strings.max_length), at)
    if (arrays := found.arrays) is not None:
        yield from _checked("array", ("minItems", arrays.min_items), ("maxItems", arrays.max_items), at)
    if (objects := found.objects) is not None:
        least, most = objects.min_properties, objects.max_properties
        yield from _checked("object", ("minProperties", least), ("maxProperties", most), at)


def _of_numbers(value: dict[str, Json], numbers: NumberKeywords, at: Location) -> Iterator[Diagnostic]:
    """Yield what there is to say of the bounds of numbers; equal ones are one number, unless one is exclusive."""
    low, high = ("minimum", numbers.minimum), ("maximum", numbers.maximum)
    over = (_written(value, "exclusiveMinimum", "minimum"), numbers.exclusive_minimum)
    under = (_written(value, "exclusiveMaximum", "maximum"), numbers.exclusive_maximum)
    for one, other in ((low, high), (low, under), (over, high), (over, under)):
        reach = _Reach.UP_TO if (one, other) == (low, high) else _Reach.BELOW
        if told := [*_checked("number", one, other, at, reach)]:
            yield told[0]
            return


def _written(value: dict[str, Json], exclusive: str, plain: str) -> str:
    """Return the keyword that has the number: before 3.1 `exclusiveMinimum` is true, and turns the one beside it."""
    return plain if isinstance(value.get(exclusive), bool) else exclusive


def _checked(what: str, low: _Bound, high: _Bound, at: Location, reach: _Reach = _Reach.UP_TO) -> Iterator[Diagnostic]:
    """Yield the warning if nothing is between the two bounds."""
    (least, one), (most, other) = low, high
    if one is None or other is None or one < other or (one == other and reach is _Reach.UP_TO):
        return
    relation = "above" if one > other else "not below"
    message = f"No {what} can satisfy this schema: `{least}` is {one}, {relation} {other}, its `{most}`."
    help = "Are the two exchanged?" if one > other else None
    yield codes.BOUNDS_CONTRADICT.at(at.child(most), message, help=help)
