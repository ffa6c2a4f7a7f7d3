"""What the dataclass codec promises of a schema in its default mode: shape, and not each keyword that limits values.

In: a schema. Out: a schema that takes more: JSON types, presence, literals, tags, and which keys and items there may be
are as they were, what else the codec may leave unchecked is gone. A value that this one refuses must be refused by the
codec.
"""

from typing import Any

from support.made_instances import Schema

_KEPT = frozenset(("$ref", "type", "enum", "const", "required", "nullable", "discriminator"))


def promised(schema: Any) -> Any:
    """Return the schema without what the default mode leaves unchecked."""
    if not isinstance(schema, dict):
        return schema
    found: Schema = {keyword: given for keyword, given in schema.items() if keyword in _KEPT}
    if any(isinstance(one, list | dict) for one in (*schema.get("enum", ()), schema.get("const"))):
        found.pop("enum", None), found.pop("const", None)
    for keyword in ("properties", "patternProperties"):
        if keyword in schema:
            found[keyword] = {key: promised(one) for key, one in schema[keyword].items()}
    for keyword in ("additionalProperties", "items"):
        if keyword in schema:
            found[keyword] = promised(schema[keyword])
    if "prefixItems" in schema:
        found["prefixItems"] = [promised(one) for one in schema["prefixItems"]]
    return found | _composed(schema)


def _composed(schema: Schema) -> Schema:
    """Return the members of conjunctions and unions; that only one variant fits is not promised."""
    members = [_member(one) for one in schema.get("allOf", ())]
    members += [
        {"anyOf": [promised(one) for one in schema[keyword]]} for keyword in ("anyOf", "oneOf") if keyword in schema
    ]
    return {"allOf": members} if members else {}


def _member(schema: Any) -> Any:
    """Return a member of a conjunction; what it says of further keys is a rule for its siblings' properties."""
    found = promised(schema)
    if isinstance(found, dict):
        found.pop("additionalProperties", None)
    return found
