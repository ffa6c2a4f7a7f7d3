"""Schemas that stand where an object around them belongs, and references that lead to the one for the other.

In: what stands in a place of the frame (a response, a body, a media type, a parameter), or what a reference leads to.
Out: the schema that is meant, or the object that is meant around it, and what to say of it. Nothing is guessed but a
media type, on which no type depends: a response that is a schema is one in JSON.
"""

from dataclasses import dataclass

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Dialect, Json
from codegen.loader.references import Target
from codegen.location import Location, escape
from codegen.normalizer.sections import sections
from codegen.normalizer.swagger import JSON, value_of

_SCHEMA_WORDS = frozenset("type properties items allOf anyOf oneOf enum additionalProperties".split())
_OF_PARAMETERS = frozenset("style explode allowReserved deprecated examples content schema".split())
"""What a parameter says of itself since OpenAPI 3, beside what it said before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The schema that stands inside of what a reference leads to."""

    target: Target
    told: Diagnostic


def is_schema(value: dict[str, Json]) -> bool:
    """Tell whether what stands in the place of a media type is the schema of one."""
    return "schema" not in value and "itemSchema" not in value and not _SCHEMA_WORDS.isdisjoint(value)


def is_frame(value: Json) -> bool:
    """Tell whether what a reference of a schema leads to is no schema, but what one stands in."""
    if not isinstance(value, dict) or not _SCHEMA_WORDS.isdisjoint(value):
        return False
    return ("in" in value and isinstance(value.get("schema"), dict)) or isinstance(value.get("content"), dict)


def value_outside(found: dict[str, Json]) -> dict[str, Json]:
    """Return the schema of a parameter that has it beside its name, as in Swagger 2.0."""
    return {key: one for key, one in value_of(found).items() if key not in _OF_PARAMETERS}


def type_outside(at: Location, what: str) -> Diagnostic:
    """Return what there is to say of a parameter or header that has its type beside its name, as in Swagger 2.0."""
    message = f"{what} has its `type` outside of a `schema`, as in Swagger 2; it is read as if it stood there."
    help = "Put `type` and what belongs to it below `schema`."
    return codes.SCHEMA_MISPLACED.at(at.child("type"), message, help=help)


def schema_outside(at: Location) -> Diagnostic:
    """Return what there is to say of a response or body that has its schema beside its description."""
    message = "`schema` does not stand here since OpenAPI 3; it is read as that of a body in JSON."
    help = f"Put it below `content` and a media type: `content: {{{JSON}: {{schema: …}}}}`."
    return codes.SCHEMA_MISPLACED.at(at.child("schema"), message, help=help)


def media_type_is_schema(at: Location) -> Diagnostic:
    """Return what there is to say of a media type that is the schema of one."""
    message = "A schema stands in the place of a media type; it is read as its `schema`."
    return codes.SCHEMA_MISPLACED.at(at, message, help="Write `schema:` above, and indent all of this below it.")


def held_schema(target: Target, reference: Json, at: Location) -> Held | None:
    """Return the one schema inside of a parameter, header, media type, body or response; None where there is none."""
    steps = _steps_inside(target.value)
    if steps is None:
        return None
    value, place, written = target.value, target.location, str(reference)
    for step in steps:
        if not isinstance(value, dict):
            return None
        value, place, written = value[step], place.child(step), f"{written}/{escape(step)}"
    message = f"`{reference}` leads to what a schema stands in; it is read as `{written}`."
    told = codes.REF_OTHER_KIND.at(at.child("$ref"), message, help=f"Write `$ref: '{written}'`.")
    return Held(target=Target(location=place, value=value), told=told)


def _steps_inside(value: Json) -> tuple[str, ...] | None:
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("schema"), dict):
        return ("schema",)
    content = value.get("content")
    if isinstance(content, dict) and len(content) == 1:
        ((key, inner),) = content.items()
        if isinstance(inner, dict) and isinstance(inner.get("schema"), dict):
            return "content", key, "schema"
    return None


def around_schema(
    value: dict[str, Json], target: Target, section: str, dialect: Dialect, at: Location
) -> tuple[dict[str, Json], Diagnostic] | None:
    """Return the object that a reference to a component schema stands for: a response of that schema, for instance."""
    if not target.location.pointer.startswith(f"{sections(dialect)['schemas']}/"):
        return None
    schema: dict[str, Json] = {"schema": {"$ref": value["$ref"]}}
    match section:
        case "headers" | "mediaTypes":
            meant, shown = schema, "schema: {$ref: …}"
        case "responses" if dialect is Dialect.SWAGGER_2_0:
            meant, shown = schema, "schema: {$ref: …}"
        case "responses" | "requestBodies":
            meant, shown = {"content": {JSON: schema}}, f"content: {{{JSON}: {{schema: {{$ref: …}}}}}}"
        case _:
            return None
    what = {"headers": "header", "mediaTypes": "media type", "responses": "response"}.get(section, "request body")
    message = f"`{value['$ref']}` leads to a schema; it is read as a {what} of that schema."
    return meant, codes.REF_OTHER_KIND.at(at.child("$ref"), message, help=f"Write `{shown}`.")
