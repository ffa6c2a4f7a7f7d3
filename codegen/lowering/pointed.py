"""What a pointer that a person writes means: a schema, or something that has one.

A parameter, a header or a media type means its schema, a body or response with one media type the schema of that; what
is referred to stands for the reference. Nothing is named here.
"""

from collections.abc import Mapping

from codegen.location import Location, escape, tokens
from codegen.normalizer.spec import JsonValue, NormalSpec

_LONGEST = 100
"""So many references may lead from one to the next: a circle has no end."""


def schema_at(spec: NormalSpec, at: Location) -> Location | None:
    """Return where the schema stands that a pointer means; None if it means none."""
    for _ in range(_LONGEST):
        if at in spec.schemas:
            return at
        match node_at(at, spec.trees):
            case {"schema": dict()}:
                at = at.child("schema")
            case {"content": dict() as content} if len(content) == 1:
                (media_type,) = content
                at = at.below(f"content/{escape(media_type)}")
            case {"$ref": str() as reference} if reference.startswith("#"):
                at = Location(at.document, reference[1:])
            case _:
                return None
    return None


def node_at(at: Location, trees: Mapping[str, JsonValue]) -> JsonValue:
    """Return what stands at a place of the documents as they were read; None if nothing does."""
    found = trees.get(at.document)
    for token in tokens(at.pointer):
        if isinstance(found, dict):
            found = found.get(token)
        elif isinstance(found, list) and token.isdecimal() and int(token) < len(found):
            found = found[int(token)]
        else:
            return None
    return found
