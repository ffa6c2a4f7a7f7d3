"""What was probably meant by what stands in a schema's place, or in a type's: sentences for `help:` lines."""

from codegen.diagnostics import did_you_mean
from codegen.loader.document import Json
from codegen.location import Location
from codegen.normalizer.json_types import TYPES

_TYPE_HELP = {
    "any": "Leave `type` out if any value is allowed.",
    "file": "Write `type: string` with `format: binary`.",
    "binary": "Write `type: string` with `format: binary`.",
    **{
        name: f"Write `type: string` with `format: {name}`."
        for name in ("date", "date-time", "time", "duration", "uuid", "uri", "email", "byte", "password", "decimal")
    },
    "datetime": "Write `type: string` with `format: date-time`.",
    "timestamp": "Write `type: string` with `format: date-time`.",
    **{name: f"Write `type: integer` with `format: {name}`." for name in ("int32", "int64")},
    **{name: f"Write `type: number` with `format: {name}`." for name in ("float", "double")},
    **dict.fromkeys(("int", "long", "short"), "Write `type: integer`."),
    **dict.fromkeys(("str", "text", "char"), "Write `type: string`."),
    "bool": "Write `type: boolean`.",
    "list": "Write `type: array`.",
    "tuple": "Write `type: array`.",
    **dict.fromkeys(("dict", "map", "hash", "struct", "record"), "Write `type: object`."),
    "enum": "Leave `type` out, or write the type of the values that `enum` lists.",
    "none": 'Write `type: "null"`.',
}
"""What to write instead of types of other languages and of formats, in lower case."""


def schema_help(value: Json, at: Location) -> str | None:
    """Return what was probably meant by something that stands in a schema's place."""
    if isinstance(value, str) and value.startswith("#/"):
        return f"Write `$ref: '{value}'`."
    if isinstance(value, str) and value in TYPES:
        return f"Write `type: {value}` below."
    if isinstance(value, str) and at.pointer.endswith("/additionalProperties") and value in ("true", "false"):
        return f"Write {value} without quotes."
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
