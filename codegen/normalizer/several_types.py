"""A component that may be an object with properties or something else, as the union it is.

In: an effective schema with `type: [object, string, …]`. Out: the same as `anyOf`, so that the component's name means
all of it and the object has a name of its own, as an inline object in any union has. Elsewhere such a schema stays what
it is: there the other types stand beside the object's name.
"""

from codegen.normalizer.intersect import NOTHING
from codegen.normalizer.spec import JsonType, Schema, Union, UnionKind


def split(found: Schema) -> Schema | None:
    """Return the union that the schema of a component is; None where it is none."""
    if found.types is None or len(found.types) < 2 or found.enum is not None or found.union is not None:
        return None
    others = tuple(one for one in found.types if one not in ("object", "null"))
    if not others or "object" not in found.types or found.objects is None:
        return None
    if not found.objects.properties and not found.objects.required:
        return None
    parts = dict.fromkeys("object" if one == "object" else "null" if one == "null" else "" for one in found.types)
    kinds: dict[str, tuple[JsonType, ...]] = {"object": ("object",), "null": ("null",), "": others}
    variants = tuple(_variant(found, kinds[part], number) for number, part in enumerate(parts))
    return Schema(
        location=found.location,
        union=Union(kind=UnionKind.ANY_OF, variants=variants),
        conditions=found.conditions,
        annotations=found.annotations,
    )


def _variant(found: Schema, types: tuple[JsonType, ...], number: int) -> Schema:
    return Schema(
        location=found.location.below(f"anyOf/{number}"),
        types=types,
        format=found.format if "string" in types or "number" in types or "integer" in types else None,
        objects=found.objects if "object" in types else None,
        arrays=found.arrays if "array" in types else None,
        strings=found.strings if "string" in types else None,
        numbers=found.numbers if "number" in types or "integer" in types else None,
        annotations=NOTHING,
    )
