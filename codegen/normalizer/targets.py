"""What a reference must lead to: of a schema to a schema, of a parameter to a parameter.

In: a reference that was followed. Out: what is wrong with where it leads, with what was probably meant. A target
anywhere but in a section of `components` is believed to be what it is used as.
"""

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Dialect, Json
from codegen.loader.references import References, Target, UnresolvedReference
from codegen.location import Location, escape, tokens
from codegen.normalizer.json_types import describe
from codegen.normalizer.sections import sections

_SECTIONS = {
    "schemas": "a schema",
    "responses": "a response",
    "parameters": "a parameter",
    "examples": "an example",
    "requestBodies": "a request body",
    "headers": "a header",
    "securitySchemes": "a security scheme",
    "links": "a link",
    "callbacks": "a callback",
    "pathItems": "a path item",
    "mediaTypes": "a media type",
}
_OF_SWAGGER = {"definitions": "schemas", "parameters": "parameters", "responses": "responses"}

_TELLING = {
    "responses": frozenset(("content", "headers")),
    "requestBodies": frozenset(("content",)),
    "parameters": frozenset(("in",)),
    "headers": frozenset(("schema",)),
}


def wrong_target(
    references: References, at: Location, reference: Json, target: Target, wanted: str
) -> Diagnostic | None:
    """Return what there is to say of a reference at a place that leads to another section of the components."""
    is_whole = references.is_description(target.location.document)
    found = _kind(tokens(target.location.pointer), references.dialect, is_whole=is_whole)
    if found is not None and found != _SECTIONS[wanted] and not _looks_like(target.value, wanted):
        message = f"`{reference}` leads to {found}, and {_SECTIONS[wanted]} is needed here."
        if reference == "":
            message = f"The `$ref` is empty, which leads to {found}, and {_SECTIONS[wanted]} is needed here."
        return codes.REF_KIND.at(at.child("$ref"), message, help=_meant(references, at, reference, target, wanted))
    if isinstance(target.value, dict) or (wanted == "schemas" and isinstance(target.value, bool)):
        return None
    if target.value is None and not target.location.pointer:
        message = f"`{reference}` leads to an empty file, and {_SECTIONS[wanted]} is needed here."
        return codes.REF_KIND.at(at.child("$ref"), message)
    message = f"`{reference}` leads to {describe(target.value)}, and {_SECTIONS[wanted]} is needed here."
    return codes.REF_KIND.at(at.child("$ref"), message)


def _looks_like(value: Json, wanted: str) -> bool:
    """Tell whether an object in the wrong section is what is wanted nevertheless, by a key that no schema has."""
    return isinstance(value, dict) and not _TELLING.get(wanted, frozenset()).isdisjoint(value)


def _kind(steps: list[str], dialect: Dialect, *, is_whole: bool) -> str | None:
    """Return what stands at a place, if that can be told from the place alone; a file may be a part, or be whole."""
    if is_whole and dialect is Dialect.SWAGGER_2_0 and len(steps) in (1, 2) and steps[0] in _OF_SWAGGER:
        return f"all of `{steps[0]}`" if len(steps) == 1 else _SECTIONS[_OF_SWAGGER[steps[0]]]
    match steps:
        case [] if is_whole:
            return "the whole document"
        case ["openapi" | "info" | "servers" | "security" | "tags" | "paths" | "webhooks" | "components"] if is_whole:
            return f"`{steps[0]}` of the document"
        case ["components", section]:
            return f"all of `{section}`"
        case ["components", section, _]:
            return _SECTIONS.get(section)
        case ["paths" | "webhooks", _] if is_whole:
            return "a path item"
        case _:
            return None


def _meant(references: References, at: Location, reference: Json, target: Target, wanted: str) -> str | None:
    """Return a help that names the component of the wanted section, or the schema inside of the target."""
    meant = namesake(references, at, target, wanted)
    if meant is not None:
        return f"Did you mean `{meant}`?"
    if wanted == "schemas" and isinstance(target.value, dict) and "schema" in target.value:
        return f"Did you mean `{reference}/schema`?"
    return None


def namesake(references: References, at: Location, target: Target, wanted: str) -> str | None:
    """Return a reference to the component of the wanted section that has the key of the target, if there is one."""
    meant = f"#{sections(references.dialect).get(wanted, f'/components/{wanted}')}/{escape(target.location.key)}"
    try:
        references.resolve(at, meant)
    except UnresolvedReference:
        return None
    return meant
