"""What the dataclass codec promises of a schema in its default mode: shape, and not each keyword that limits values.

In: schemas by name. Out: schemas that take more: JSON types, presence, literals, tags, and which keys and items there
may be are as they were, what else the codec may leave unchecked is gone. A value that this one refuses must be refused
by the codec.
"""

from collections.abc import Callable, Mapping
from typing import Any

from support.made_instances import Schema

_KEPT = frozenset(("$ref", "type", "enum", "const", "required", "nullable", "discriminator"))
_MEMBER = "-as-member"
"""Ends the name under which a component stands as a member of a conjunction."""


def promised(schemas: Mapping[str, Schema]) -> Mapping[str, Schema]:
    """Return components without what the default mode leaves unchecked."""
    alone = {name: _promised(schema) for name, schema in schemas.items()}
    return alone | {name + _MEMBER: _member(schema) for name, schema in schemas.items()}


def _promised(schema: Any) -> Any:
    if not isinstance(schema, dict):
        return schema
    composed = _composed(schema)
    return _own(schema, _member if composed else _promised) | _further(schema, composed) | composed


def _own(schema: Schema, below: Callable[[Any], Any]) -> Schema:
    """Return what a schema says without its members and of further keys."""
    found: Schema = {keyword: given for keyword, given in schema.items() if keyword in _KEPT}
    if any(isinstance(one, list | dict) for one in (*schema.get("enum", ()), schema.get("const"))):
        found.pop("enum", None), found.pop("const", None)
    for keyword in ("properties", "patternProperties"):
        if keyword in schema:
            found[keyword] = {key: below(one) for key, one in schema[keyword].items()}
    if "items" in schema:
        found["items"] = below(schema["items"])
    if "prefixItems" in schema:
        found["prefixItems"] = [below(one) for one in schema["prefixItems"]]
    return found


def _further(schema: Schema, composed: Schema) -> Schema:
    if "additionalProperties" not in schema or composed:
        return {}
    return {"additionalProperties": _promised(schema["additionalProperties"])}


def _composed(schema: Schema) -> Schema:
    """Return the members of conjunctions and unions; that only one variant fits is not promised."""
    members = [_member(one) for one in schema.get("allOf", ())]
    alone = not schema.keys() & {"properties", "allOf", "items", "additionalProperties"}
    below = _promised if alone else _member
    members += [
        {"anyOf": [below(one) for one in schema[keyword]]} for keyword in ("anyOf", "oneOf") if keyword in schema
    ]
    return {"allOf": members} if members else {}


def _member(schema: Any) -> Any:
    """Return a member of a conjunction; what it says of further keys is a rule for its siblings' properties."""
    if not isinstance(schema, dict):
        return schema
    found = _own(schema, _member) | _composed(schema)
    if "$ref" in found:
        found["$ref"] += _MEMBER
    return found
