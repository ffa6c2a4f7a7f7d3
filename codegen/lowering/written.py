"""Where a keyword of an effective schema is written, for messages: at the schema's place, or at that of a member."""

from codegen.location import Location, tokens
from codegen.normalizer.spec import JsonValue, NormalSpec


def written_at(spec: NormalSpec, at: Location, keyword: str) -> Location:
    """Return the place of a keyword of the schema at a place, or the schema's own place if nobody wrote it."""
    seen: set[Location] = set()
    todo = [at]
    while todo:
        place = todo.pop(0)
        schema = spec.schemas.get(place)
        if place in seen:
            continue
        seen.add(place)
        if _has(spec.trees.get(place.document), place, keyword):
            return place.child(keyword)
        if schema is not None:
            todo.extend(member.location if member.ref is None else member.ref for member in schema.all_of)
            todo.extend(() if schema.ref is None else (schema.ref,))
    return at


def _has(value: JsonValue, at: Location, keyword: str) -> bool:
    for token in tokens(at.pointer):
        if isinstance(value, dict):
            value = value.get(token)
        elif isinstance(value, list) and token.isdecimal() and int(token) < len(value):
            value = value[int(token)]
        else:
            return False
    return isinstance(value, dict) and keyword in value
