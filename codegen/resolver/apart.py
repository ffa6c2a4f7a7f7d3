"""Whether a value can be of two variants: what JSON types, keys and constants say of it."""

from itertools import product

from codegen.normalizer.spec import JsonType
from codegen.resolver.facts import Facts, FactsOf, are_disjoint

SCALARS = frozenset[JsonType](("null", "boolean", "integer", "number", "string"))
_DEEPEST = 3
_MOST_PAIRS = 4096


def are_apart(one: Facts, other: Facts, facts: FactsOf) -> bool:
    """Tell whether no value is of both, or whether it makes no difference which of both it is."""
    common = overlap(one.types, other.types)
    if common <= SCALARS:
        return not common - {"null"} or (one.types <= SCALARS and other.types <= SCALARS)
    if common == {"array"}:
        if one.items is None or other.items is None:
            return False
        return are_apart(facts.of(one.items), facts.of(other.items), facts)
    pairs = _pairs(one, other)
    return common - {"null"} == {"object"} and bool(pairs) and all(_keys_apart(*pair, facts, 0) for pair in pairs)


def overlap(one: frozenset[JsonType], other: frozenset[JsonType]) -> frozenset[JsonType]:
    """Return the JSON types that both have; each integer is a number."""
    common = one & other
    numbers = frozenset[JsonType](("integer", "number"))
    return common | ({"integer"} if one & numbers and other & numbers else frozenset())


def _pairs(one: Facts, other: Facts) -> list[tuple[Facts, Facts]]:
    """Return whom of both sides to compare: objects, those of unions one by one; nobody where they are too many."""
    mine = [leaf for leaf in one.alternatives or (one,) if "object" in leaf.types]
    its = [leaf for leaf in other.alternatives or (other,) if "object" in leaf.types]
    return list(product(mine, its)) if len(mine) * len(its) <= _MOST_PAIRS else []


def _keys_apart(one: Facts, other: Facts, facts: FactsOf, depth: int) -> bool:
    """Tell whether no object is of both: one requires what the other forbids, or a value that the other excludes."""
    for mine, its in ((one, other), (other, one)):
        if its.allowed is not None and any(key not in its.allowed for key in mine.required):
            return True
    for key in one.required.keys() & other.required.keys():
        if key in one.tags and key in other.tags:
            if are_disjoint(one.tags[key], other.tags[key]):
                return True
        elif _excluded(facts.of(one.required[key]), facts.of(other.required[key]), facts, depth + 1):
            return True
    return False


def _excluded(one: Facts, other: Facts, facts: FactsOf, depth: int) -> bool:
    """Tell whether no value at all is of both."""
    if one.constants and other.constants:
        return are_disjoint(one.constants, other.constants)
    common = overlap(one.types, other.types)
    if common != {"object"} or depth > _DEEPEST:
        return not common
    pairs = _pairs(one, other)
    return bool(pairs) and all(_keys_apart(*pair, facts, depth) for pair in pairs)
