"""What was probably meant by what stands in a schema's place, or in a type's: sentences for `help:` lines."""

from codegen.diagnostics import did_you_mean
from codegen.loader.document import Json
from codegen.location import Location
from codegen.normalizer.json_types import TYPES

_TYPE_HELP = {
    "timestamp": "Write `type: string` with `format: date-time`, or `type: integer` if it counts seconds.",
    "decimal": "Write `type: string` with `format: decimal`, or `type: number` if it stands without quotes.",
    "money": "Write `type: string` with `format: decimal`, or `type: number` if it stands without quotes.",
    "enum": "Leave `type` out, or write the type of the values that `enum` lists.",
    "json": "Leave `type` out if any value is allowed, or write `type: object`.",
    "tuple": "Write `type: array`.",
    "record": "Write `type: object`.",
}
"""What to write instead of names with more than one meaning, in lower case."""


def schema_help(value: Json, at: Location) -> str | None:
    """Return what was probably meant by something that stands in a schema's place."""
    if isinstance(value, str) and at.pointer.endswith("/properties/type"):
        return "Indent it below the property that it belongs to."
    return "Write `{}` if any value is allowed." if value is None else None


def type_help(name: Json) -> str:
    """Return what to write instead of a type that there is not."""
    known = sorted(TYPES)
    meant = _TYPE_HELP.get(name.lower()) if isinstance(name, str) else None
    return (
        meant
        or (did_you_mean(name.lower(), known) if isinstance(name, str) else None)
        or (f"The types are {', '.join(known)}.")
    )
