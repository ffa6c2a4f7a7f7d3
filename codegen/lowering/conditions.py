"""Which keywords of an effective schema shape no type, in words for a note and a diagnostic."""

from collections.abc import Iterator

from codegen.normalizer.spec import Schema


def unenforced(schema: Schema) -> Iterator[str]:
    """Yield what no type of this schema says; array and object keywords are seen to where those are lowered."""
    conditions = schema.conditions
    if conditions is None:
        return
    yield from (f"`{keyword}`" for keyword in conditions.unread)
    if conditions.not_:
        yield "`not`"
    if conditions.if_then_else:
        yield "`if`/`then`/`else`"
    for keyword, groups in (("anyOf", conditions.any_of), ("oneOf", conditions.one_of)):
        for branches in groups:
            asked = [sorted(one.objects.required) if one.objects else [] for one in branches]
            keys = " or ".join(" and ".join(f"`{key}`" for key in one) for one in asked if one)
            yield f"`{keyword}` that asks for {keys}" if keys else f"`{keyword}` beside the properties"


def unenforced_keys(schema: Schema) -> Iterator[str]:
    """Yield the object keywords that a record cannot say."""
    keywords = schema.objects
    if keywords is None:
        return
    for keyword, count in (
        ("minProperties", keywords.min_properties),
        ("maxProperties", keywords.max_properties),
    ):
        if count:
            yield f"`{keyword}: {count}`"
    if keywords.property_names is not None:
        yield "`propertyNames`"
    if keywords.dependent_required:
        yield "`dependentRequired`"
    if keywords.dependent_schemas:
        yield "`dependentSchemas`"
