"""`unevaluatedProperties` and `unevaluatedItems` (JSON Schema 2020-12 Core section 11): what they see.

They speak of what nothing in the same schema, or in what it includes, speaks of. Where that is fixed (properties and
members of `allOf`) it is a closed or typed object; where it depends on the value (unions, conditions, `contains`) the
schema is kept as a condition, by the letter, and its type is open.
"""

from collections.abc import Callable
from dataclasses import replace

from codegen.normalizer.spec import Conditions, Schema

Target = Callable[[Schema], Schema]


def asks(schema: Schema) -> bool:
    """Tell whether a schema itself says something of what is not evaluated."""
    return (schema.objects is not None and schema.objects.unevaluated is not None) or (
        schema.arrays is not None and schema.arrays.unevaluated is not None
    )


def settled(schema: Schema, target: Target) -> Schema:
    """Return the schema, or where what it sees depends on the value, an open one with the schema as condition."""
    return by_letter(schema, schema) if asks(schema) and not _is_fixed(schema, target) else schema


def by_letter(schema: Schema, written: Schema) -> Schema:
    """Return a schema without its word on what is not evaluated; its only condition is itself, as it was written."""
    unread = schema.conditions.unread if schema.conditions is not None else ()
    return replace(
        schema,
        objects=None if schema.objects is None else replace(schema.objects, unevaluated=None),
        arrays=None if schema.arrays is None else replace(schema.arrays, unevaluated=None),
        conditions=Conditions(all_of=(written,), unread=unread),
    )


def _is_fixed(schema: Schema, target: Target) -> bool:
    """Tell whether what a schema and its members speak of is the same for every value."""
    todo, seen = [schema], set()
    while todo:
        one = target(todo.pop())
        if one.location in seen:
            return False
        seen.add(one.location)
        if one.union is not None or one.more_unions or (one is not schema and asks(one)):
            return False
        if one.conditions is not None and (one.conditions.if_then_else or one.conditions.all_of):
            return False
        if one.objects is not None and one.objects.dependent_schemas:
            return False
        if one.arrays is not None and one.arrays.contains is not None:
            return False
        todo.extend(one.all_of)
    return True
