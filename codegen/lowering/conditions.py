"""Which assertions of an effective schema no type says, as rules: fragments of JSON Schema beside the type."""

from collections.abc import Iterator, Sequence

from codegen.ir.rules import Fragment, Json, rules_of
from codegen.ir.types import AnyValue, Array, Map, Null, Nullable, Ruled, Text, Type
from codegen.lowering.fragments import Fragments, Part, enum_fragment, fragment_of
from codegen.lowering.scalars import lower_constants
from codegen.lowering.unions import one_of
from codegen.normalizer.spec import ArrayKeywords, JsonValue, ObjectKeywords, Schema


def ruled(type_: Type, fragment: Fragment) -> Type:
    """Return the type with rules beside it; null stands outside where the rules allow it."""
    if isinstance(type_, Nullable) and _takes_null(fragment):
        return Nullable(of=ruled(type_.of, fragment))
    rules = rules_of(fragment)
    return type_ if rules is None else Ruled(of=type_, rules=rules)


def array_rules(keywords: ArrayKeywords, prefix: Sequence[Type], fragments: Fragments) -> Fragment:
    """Return what a list type does not say: which item stands where, and what an array must contain."""
    found: Fragment = {}
    if prefix:
        found["prefixItems"] = [fragment_of(one) for one in prefix]
        if keywords.items is not None and keywords.items.types != ():
            found["items"] = fragments.of(keywords.items)
    return found | fragments.contains(keywords)


def object_rules(keywords: ObjectKeywords, fragments: Fragments) -> Iterator[Part]:
    """Yield what neither a record nor a map says of further keys; counts are for the caller."""
    if keywords.dependent_required:
        asked: Fragment = {
            key: list[Json](keys) for key, keys in keywords.dependent_required.items() if set(keys) - keywords.required
        }
        yield {"dependentRequired": asked} if asked else {}
    if keywords.dependent_schemas:
        yield {"dependentSchemas": {key: fragments.of(one) for key, one in keywords.dependent_schemas.items()}}


def record_rules(keywords: ObjectKeywords, fragments: Fragments) -> Iterator[Part]:
    """Yield what a record does not say of its keys."""
    if keywords.min_properties is not None and keywords.min_properties > len(keywords.required):
        yield {"minProperties": keywords.min_properties}
    if keywords.max_properties is not None:
        yield {"maxProperties": keywords.max_properties}
    if keywords.property_names is not None and keywords.property_names.types != ("string",):
        yield {"propertyNames": fragments.of(keywords.property_names)}
    yield pattern_rules(keywords, fragments)
    yield from object_rules(keywords, fragments)


def map_rules(keywords: ObjectKeywords, type_: Map, fragments: Fragments) -> Iterator[Part]:
    """Yield what a map does not say of its keys."""
    names = keywords.property_names
    if names is not None and (isinstance(type_.keys, Text) and type_.keys == Text()) and names.types != ("string",):
        yield {"propertyNames": fragments.of(names)}
    closed = keywords.additional is not None and keywords.additional.types == ()
    if keywords.pattern_properties and not (closed and len(keywords.pattern_properties) == 1 and names is None):
        yield pattern_rules(keywords, fragments)
    yield from object_rules(keywords, fragments)


def pattern_rules(keywords: ObjectKeywords, fragments: Fragments) -> Fragment:
    """Return which keys `patternProperties` speaks of, and what is left for the others."""
    patterns = keywords.pattern_properties
    if not patterns:
        return {}
    found: Fragment = {"patternProperties": {one: fragments.of(schema) for one, schema in patterns.items()}}
    rest = keywords.additional if keywords.additional is not None else keywords.unevaluated
    told = True if rest is None else fragments.of(rest)
    if told is True:
        return found
    declared: Fragment = {"properties": dict.fromkeys(keywords.properties, True)} if keywords.properties else {}
    return {**declared, **found, "additionalProperties": told}


def lower_enum(found: Schema) -> tuple[Type, Fragment]:
    """Return the type of constants, and the rules they need: arrays and objects are judged by equality."""
    assert found.enum is not None  # noqa: S101  # asked by the caller
    constants = lower_constants(found.enum)
    if constants is not None:
        return constants, {}
    return type_of_values(found.enum), enum_fragment(found.enum)


def type_of_values(values: Sequence[JsonValue]) -> Type:
    """Return the type that takes some values: of arrays and objects, what is in them."""
    scalars = tuple(one for one in values if not isinstance(one, list | dict))
    parts = [lower_constants(scalars)] if scalars and set(map(type, scalars)) != {type(None)} else []
    lists = [one for one in values if isinstance(one, list)]
    if lists:
        parts.append(Array(items=_of_all([item for one in lists for item in one])))
    objects = [one for one in values if isinstance(one, dict)]
    if objects:
        parts.append(Map(values=_of_all([item for one in objects for item in one.values()])))
    bare = [one.of if isinstance(one, Nullable) else one for one in parts if one is not None]
    if not bare:
        return Null()
    return Nullable(of=one_of(bare)) if None in scalars else one_of(bare)


def _of_all(values: Sequence[JsonValue]) -> Type:
    return type_of_values(values) if values else AnyValue()


def _takes_null(fragment: Json) -> bool | None:
    """Tell whether null meets a fragment; None where that depends on a declaration."""
    if isinstance(fragment, bool) or not isinstance(fragment, dict):
        return fragment is True
    found = [_keyword_takes_null(keyword, told, fragment) for keyword, told in fragment.items()]
    return False if False in found else None if None in found else True


def _keyword_takes_null(keyword: str, told: Json, fragment: Fragment) -> bool | None:
    several = [_takes_null(one) for one in told] if isinstance(told, list) and keyword.endswith("Of") else []
    match keyword:
        case "$ref":
            return None
        case "type":
            return told == "null" or (isinstance(told, list) and "null" in told)
        case "const":
            return told is None
        case "enum":
            return isinstance(told, list) and None in told
        case "allOf":
            return False if False in several else None if None in several else True
        case "anyOf":
            return True if True in several else None if None in several else False
        case "oneOf":
            return None if None in several else several.count(True) == 1
        case "not":
            below = _takes_null(told)
            return None if below is None else not below
        case "if":
            below = _takes_null(told)
            return None if below is None else _takes_null(fragment.get("then" if below else "else", True))
    return True
