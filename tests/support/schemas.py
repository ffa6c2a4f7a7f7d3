"""Schemas and JSON values for Hypothesis to draw: small ones, over few keys and values, so that they often meet."""

from hypothesis import strategies as st

SCALARS = st.sampled_from([None, True, False, 0, 1, 1.0, 2, 0.5, -1, 10**20, "", "a", "b", "ab", "é", "\U0001f432"])
KEYS = st.sampled_from(["a", "b", "ab"])
VALUES = st.recursive(
    SCALARS, lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=3), max_leaves=6
)
_COUNTS = st.integers(0, 3)
_TYPES = st.sampled_from(["null", "boolean", "integer", "number", "string", "array", "object"])
_PATTERNS = st.sampled_from(["^a", "b$", "^[a-z]*$", "."])
_LEAVES = {
    "type": _TYPES | st.lists(_TYPES, min_size=1, max_size=3, unique=True),
    "const": VALUES,
    "enum": st.lists(VALUES, min_size=1, max_size=3),
    "minimum": st.sampled_from([0, 0.5, 1]),
    "maximum": st.sampled_from([0, 0.5, 1]),
    "exclusiveMinimum": st.sampled_from([0, 1]),
    "exclusiveMaximum": st.sampled_from([0, 1]),
    "multipleOf": st.sampled_from([1, 2, 0.5]),
    "minLength": _COUNTS,
    "maxLength": _COUNTS,
    "pattern": _PATTERNS,
    "minItems": _COUNTS,
    "maxItems": _COUNTS,
    "uniqueItems": st.booleans(),
    "required": st.lists(KEYS, max_size=2, unique=True),
    "minProperties": _COUNTS,
    "maxProperties": _COUNTS,
    "dependentRequired": st.dictionaries(KEYS, st.lists(KEYS, max_size=2, unique=True), max_size=2),
}


def _wider(below: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    several = st.lists(below, min_size=1, max_size=3)
    keyed = st.dictionaries(KEYS, below, max_size=2)
    return st.fixed_dictionaries(
        {},
        optional={
            **_LEAVES,
            **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), several),
            **dict.fromkeys(("properties", "dependentSchemas"), keyed),
            **dict.fromkeys(("not", "if", "then", "else", "items", "contains", "additionalProperties"), below),
            **dict.fromkeys(("propertyNames", "unevaluatedProperties", "unevaluatedItems"), below),
            "patternProperties": st.dictionaries(_PATTERNS, below, max_size=2),
            "minContains": _COUNTS,
            "maxContains": _COUNTS,
        },
    )


SCHEMAS = st.recursive(
    st.booleans() | st.fixed_dictionaries({}, optional=_LEAVES),
    lambda below: _wider(below) | below,
    max_leaves=5,
)
"""Any schema of 2020-12 without references."""
