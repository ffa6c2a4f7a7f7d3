"""Which assertions of an effective schema no type says, as rules: fragments of JSON Schema beside the type."""

from collections.abc import Iterator, Sequence
from functools import partial

from codegen.ir.rules import Fragment, Json, rules_of
from codegen.ir.types import AnyValue, Array, Map, Null, Nullable, Ruled, Text, Type
from codegen.lowering.fragments import Fragments, Rule, enum_fragment, fragment_of
from codegen.lowering.scalars import lower_constants
from codegen.lowering.unions import one_of
from codegen.normalizer.spec import ArrayKeywords, JsonValue, ObjectKeywords, Schema


def ruled(type_: Type, fragment: Fragment) -> Type:
    """Return the type with rules beside it; null stands outside where the rules allow it."""
    if isinstance(type_, Nullable) and takes_null(fragment):
        return Nullable(of=ruled(type_.of, fragment))
    rules = rules_of(fragment)
    return type_ if rules is None else Ruled(of=type_, rules=rules)


def array_rules(keywords: ArrayKeywords, prefix: Sequence[Type], fragments: Fragments) -> Iterator[Rule]:
    """Yield what a list type does not say: which item stands where, and what an array must contain."""
    if prefix:
        yield partial(_positions, keywords, prefix, fragments)
    yield partial(fragments.contains, keywords)


def _positions(keywords: ArrayKeywords, prefix: Sequence[Type], fragments: Fragments) -> Fragment:
    found: Fragment = {"prefixItems": [fragment_of(one) for one in prefix]}
    if keywords.items is not None and keywords.items.types != ():
        found["items"] = fragments.of(keywords.items)
    return found


def record_rules(keywords: ObjectKeywords, fragments: Fragments) -> Iterator[Rule]:
    """Yield what a record does not say of its keys."""
    if keywords.min_properties is not None and keywords.min_properties > len(keywords.required):
        yield partial(dict[str, Json], minProperties=keywords.min_properties)
    if keywords.max_properties is not None:
        yield partial(dict[str, Json], maxProperties=keywords.max_properties)
    if keywords.property_names is not None and keywords.property_names.types != ("string",):
        yield partial(_names, keywords.property_names, fragments)
    yield partial(pattern_rules, keywords, fragments)
    yield from _dependent(keywords, fragments)


def map_rules(keywords: ObjectKeywords, type_: Map, fragments: Fragments) -> Iterator[Rule]:
    """Yield what a map does not say of its keys."""
    names = keywords.property_names
    if names is not None and type_.keys == Text() and names.types != ("string",):
        yield partial(_names, names, fragments)
    closed = keywords.additional is not None and keywords.additional.types == ()
    if not closed or len(keywords.pattern_properties) != 1 or names is not None:
        yield partial(pattern_rules, keywords, fragments)
    yield from _dependent(keywords, fragments)


def _names(schema: Schema, fragments: Fragments) -> Fragment:
    return {"propertyNames": fragments.of(schema)}


def _dependent(keywords: ObjectKeywords, fragments: Fragments) -> Iterator[Rule]:
    asked: Fragment = {
        key: list[Json](keys) for key, keys in keywords.dependent_required.items() if set(keys) - keywords.required
    }
    if asked:
        yield partial(dict[str, Json], dependentRequired=asked)
    if keywords.dependent_schemas:
        yield partial(_dependent_schemas, keywords, fragments)


def _dependent_schemas(keywords: ObjectKeywords, fragments: Fragments) -> Fragment:
    return {"dependentSchemas": {key: fragments.of(one) for key, one in keywords.dependent_schemas.items()}}


def pattern_rules(keywords: ObjectKeywords, fragments: Fragments) -> Fragment:
    """Return which keys `patternProperties` speaks of, and what is left for the others."""
    if not keywords.pattern_properties:
        return {}
    found: Fragment = {"patternProperties": fragments.patterns(keywords)}
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


def rules_beside_enum(found: Schema, fragments: Fragments) -> Iterator[Rule]:
    """Yield what stands beside constants and refuses some of them."""
    if found.enum is not None and not all(_meets(value, found) for value in found.enum):
        beside = Schema(
            location=found.location,
            objects=found.objects,
            arrays=found.arrays,
            strings=found.strings,
            numbers=found.numbers,
            annotations=found.annotations,
        )
        yield partial(fragments.written_out, beside)


def _meets(value: JsonValue, schema: Schema) -> bool:
    """Tell whether it is certain that a value meets the keywords of its type."""
    strings, numbers = schema.strings, schema.numbers
    if isinstance(value, str):
        if strings is None:
            return True
        least, most = strings.min_length or 0, strings.max_length
        return least <= len(value) and (most is None or len(value) <= most) and not strings.patterns
    if isinstance(value, list):
        return schema.arrays is None
    if isinstance(value, dict):
        return schema.objects is None
    if value is None or isinstance(value, bool) or numbers is None:
        return True
    return (
        (numbers.minimum is None or value >= numbers.minimum)
        and (numbers.maximum is None or value <= numbers.maximum)
        and (numbers.exclusive_minimum is None or value > numbers.exclusive_minimum)
        and (numbers.exclusive_maximum is None or value < numbers.exclusive_maximum)
        and not numbers.multiple_of
    )


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


def takes_null(fragment: Json) -> bool | None:
    """Tell whether null meets a fragment; None where that depends on a declaration."""
    if isinstance(fragment, bool) or not isinstance(fragment, dict):
        return fragment is True
    found = [_keyword_takes_null(keyword, told, fragment) for keyword, told in fragment.items()]
    return False if False in found else None if None in found else True


def _keyword_takes_null(keyword: str, told: Json, fragment: Fragment) -> bool | None:
    several = [takes_null(one) for one in told] if isinstance(told, list) and keyword.endswith("Of") else []
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
            below = takes_null(told)
            return None if below is None else not below
        case "if":
            below = takes_null(told)
            return None if below is None else takes_null(fragment.get("then" if below else "else", True))
    return True
