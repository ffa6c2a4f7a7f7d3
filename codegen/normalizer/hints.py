"""What was probably meant by what stands in a schema's place, or in a type's: sentences for `help:` lines."""

from codegen.diagnostics import did_you_mean
from codegen.loader.document import Json
from codegen.location import Location, tokens
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


_FRAME_HELP = {
    "paths": "Each path is a key: `paths: {/orders: {get: …}}`.",
    "webhooks": "Each webhook is a key with a path item below it.",
    "components": "Write the sections as keys: `components: {schemas: …}`.",
    "schemas": "Each schema is a key: `schemas: {Order: {type: object}}`.",
    "definitions": "Each schema is a key: `definitions: {Order: {type: object}}`.",
    "parameters": "Write each parameter as an item: `- {name: …, in: query, schema: …}`.",
    "responses": 'Each status is a key: `responses: {"200": {description: …}}`.',
    "content": "Each media type is a key: `content: {application/json: {schema: …}}`.",
    "headers": "Each header is a key: `headers: {X-Count: {schema: …}}`.",
    "callbacks": "Each callback is a key, with URLs and path items below it.",
}
_ENTRY_HELP = {
    "responses": "A response is an object: `{description: …, content: …}`.",
    "content": "A media type is an object: `{schema: …}`.",
    "parameters": "A parameter is an object: `{name: …, in: query, schema: …}`.",
    "headers": "A header is an object: `{schema: …}`.",
    "paths": "A path item is an object: `{get: …}`.",
    "requestBodies": "A request body is an object: `{content: {application/json: {schema: …}}}`.",
}


def frame_help(at: Location) -> str | None:
    """Return what belongs where something else than that stands in the frame of a description."""
    steps = tokens(at.pointer)
    if len(steps) > 1 and (found := _ENTRY_HELP.get(steps[-2])) is not None and steps[-2:] != ["components", "headers"]:
        return found
    return _FRAME_HELP.get(steps[-1]) if steps else None


def schema_help(value: Json, at: Location) -> str | None:
    """Return what was probably meant by something that stands in a schema's place."""
    if isinstance(value, str) and at.pointer.endswith("/properties/type"):
        return "Indent it below the property that it belongs to."
    if value is None and at.pointer.rpartition("/")[0].endswith(("/anyOf", "/oneOf")):
        return 'Write `type: "null"` if null is meant, with its quotes, or `{}` if any value is allowed.'
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
