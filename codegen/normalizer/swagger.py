"""What Swagger 2.0 has elsewhere than OpenAPI 3: bodies among the parameters, lists of media types, bare types.

In: parameters, headers and lists of media types as they were read. Out: request bodies as OpenAPI 3 has them. Nothing
is moved: a body has the place of its parameter, a form that of the list its fields stand in (Swagger 2.0, Parameter
Object, Items Object and Header Object).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from codegen.loader.document import Json
from codegen.location import Location
from codegen.normalizer.annotations import NOTHING
from codegen.normalizer.intersect import NO_OBJECTS
from codegen.normalizer.spec import Body, Content, Parameter, Schema

JSON = "application/json"
BINARY = "application/octet-stream"
_MULTIPART = "multipart/form-data"
_FORM = "application/x-www-form-urlencoded"
_AROUND = frozenset(("name", "in", "required", "allowEmptyValue", "collectionFormat"))
"""What a parameter says of itself; everything else it says of its value."""
_PROSE = frozenset(("description",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A parameter that travels in the body: the whole of it, or one field of its form."""

    location: Location
    name: str
    place: Literal["body", "formData"]
    required: bool
    is_file: bool
    schema: Schema


def key_of(parameter: Parameter | Sent) -> tuple[str, str]:
    """Return what no two parameters of an operation have in common; there is one body, whatever its name."""
    return parameter.place, "" if parameter.place == "body" else parameter.name


def together(shared: Sequence[Parameter | Sent], own: Sequence[Parameter | Sent]) -> tuple[Parameter | Sent, ...]:
    """Return the parameters of an operation: those of the path item that it does not override, and its own.

    A body and a form exclude each other, so that the one overrides the other too.
    """
    taken = {key_of(one) for one in own}
    sent = {one.place for one in own if isinstance(one, Sent)}
    return (
        *(one for one in shared if key_of(one) not in taken and (isinstance(one, Parameter) or sent <= {one.place})),
        *own,
    )


def value_of(found: dict[str, Json]) -> dict[str, Json]:
    """Return what a parameter or header says of its value, which is a schema in all but the name.

    A field of a form is a property, and keeps its description; other parameters say theirs themselves.
    """
    left_out = _AROUND if found.get("in") == "formData" else _AROUND | _PROSE
    return {key: item for key, item in found.items() if key not in left_out}


def is_file(found: dict[str, Json]) -> bool:
    """Tell whether a parameter is a file, or a list of files, which some write though there is no such type."""
    items = found.get("items")
    return found.get("type") == "file" or (isinstance(items, dict) and items.get("type") == "file")


def body_of(sent: Sequence[Sent], at: Location, consumes: Sequence[str]) -> Body | None:
    """Return the request body of the operation at a place that such parameters make; a whole body comes first."""
    whole = next((one for one in sent if one.place == "body"), None)
    if whole is not None:
        return Body(
            location=whole.location,
            required=whole.required,
            contents=contents_of(whole.schema, whole.location, consumes or (JSON,)),
        )
    return _form(sent, at.child("parameters"), consumes) if sent else None


def contents_of(schema: Schema, at: Location, media_types: Sequence[str]) -> tuple[Content, ...]:
    """Return one schema in several media types."""
    return tuple(Content(location=at, media_type=one, schema=schema) for one in media_types)


def _form(fields: Sequence[Sent], at: Location, consumes: Sequence[str]) -> Body:
    required = frozenset(one.name for one in fields if one.required)
    schema = Schema(
        location=at,
        types=("object",),
        objects=replace(NO_OBJECTS, properties={one.name: one.schema for one in fields}, required=required),
        annotations=NOTHING,
    )
    return Body(location=at, required=bool(required), contents=contents_of(schema, at, _form_types(fields, consumes)))


def _form_types(fields: Sequence[Sent], consumes: Sequence[str]) -> Sequence[str]:
    """Return the media types of a form: of those it says, the ones a form can have; files need parts."""
    essences = {one: one.partition(";")[0].strip().lower() for one in consumes}
    if any(one.is_file for one in fields):
        return [one for one, essence in essences.items() if essence == _MULTIPART] or [_MULTIPART]
    return [one for one, essence in essences.items() if essence in (_MULTIPART, _FORM)] or [_FORM]
