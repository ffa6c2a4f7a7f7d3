"""Rules beside a type that was opened: what they say of closed enums and unions goes, all else stays.

That exactly one variant of a `oneOf` fits is no longer asked: what a later version sends may fit two open ones.
"""

from codegen.ir.rules import Fragment, Json, Rules, rules_of

_LISTS = frozenset(("allOf", "anyOf", "prefixItems"))
_SCHEMAS = frozenset(("additionalProperties", "items", "unevaluatedItems", "unevaluatedProperties"))
_BY_KEY = frozenset(("patternProperties", "properties"))
_FEWEST = 2


def of_open_union(rules: Rules) -> Rules | None:
    """Return the rules of a union with open parts; None if nothing is left."""
    return rules_of(_without_one_of(_opened(rules.fragment)))


def of_open(rules: Rules) -> Rules | None:
    """Return the rules of any other type or record with open parts; None if nothing is left."""
    return rules_of(_opened(rules.fragment))


def _without_one_of(fragment: Fragment) -> Fragment:
    found = {keyword: told for keyword, told in fragment.items() if keyword != "oneOf"}
    any_of = found.get("anyOf")
    if isinstance(any_of, list) and any(isinstance(one, dict) and "oneOf" in one for one in any_of):
        del found["anyOf"]  # null is beside it
    return found


def _opened(fragment: Fragment) -> Fragment:
    found: Fragment = {}
    for keyword, told in fragment.items():
        if keyword == "enum" and _can_grow(told):
            found.setdefault("type", "string")
        elif keyword in _LISTS and isinstance(told, list):
            found[keyword] = [_part(one) for one in told]
        elif keyword in _SCHEMAS:
            found[keyword] = _part(told)
        elif keyword in _BY_KEY and isinstance(told, dict):
            found[keyword] = {key: _part(one) for key, one in told.items()}
        else:
            found[keyword] = told
    return found


def _part(told: Json) -> Json:
    return _opened(told) if isinstance(told, dict) else told


def _can_grow(values: Json) -> bool:
    return isinstance(values, list) and len(values) >= _FEWEST and all(isinstance(one, str) for one in values)
