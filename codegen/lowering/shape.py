"""Which schemas have a name by their shape, whatever threshold declares them (law 1 of `NAMING.md`)."""

from codegen.normalizer.spec import Schema
from codegen.resolver.labels import non_null


def deserves_name(found: Schema) -> bool:
    """Tell whether a schema is an object with known keys, an enum of two values or a union of two variants."""
    if found.enum is not None:
        return sum(one is not None for one in found.enum) > 1
    objects = found.objects
    if (
        objects is not None
        and (objects.properties or objects.required)
        and (found.types is None or "object" in found.types)
    ):
        return True
    return found.union is not None and len(non_null(found.union)) > 1


def has_shape(schema: Schema) -> bool:
    """Tell whether a schema may have a name, or hold one that has."""
    return (
        schema.objects is not None
        or schema.arrays is not None
        or schema.enum is not None
        or schema.union is not None
        or bool(schema.all_of)
    )


def holds_name(schema: Schema) -> bool:
    """Tell whether a schema has a name or holds one that has; references are not followed."""
    if not has_shape(schema):
        return False
    if len(schema.all_of) > 1 or deserves_name(schema):
        return True
    below = [*schema.all_of, *non_null(schema.union)]
    if schema.objects is not None:
        below += (*schema.objects.pattern_properties.values(), *filter(None, (schema.objects.additional,)))
    if schema.arrays is not None:
        below += (*schema.arrays.prefix_items, *filter(None, (schema.arrays.items,)))
    return any(map(holds_name, below))
