"""Rules under `pydantic.extra`: where that takes further keys, what closes an object by a rule is left out, too.

Rules in, rules out. Left out is `false` for `additionalProperties` and `unevaluatedProperties`, but only where leaving
it out refuses no value that was taken: not below `not`, `oneOf`, `if` and `contains`, which ask what an object is and
do not limit it. Objects with `patternProperties` are left alone: these decide about all their keys.
"""

import json
from functools import cache

from codegen.ir.rules import Fragment, Json, Rules, rules_of
from codegen.options import ExtraPolicy

_CLOSING = frozenset(("additionalProperties", "unevaluatedProperties"))
_ONE = frozenset(("items", "additionalProperties", "unevaluatedProperties", "unevaluatedItems", "then", "else"))
_SEVERAL = frozenset(("prefixItems", "allOf", "anyOf"))
_BY_KEY = frozenset(("properties", "patternProperties", "dependentSchemas"))


def rules_under(policy: ExtraPolicy, rules: Rules | None) -> Rules | None:
    """Return what is left of rules under a policy for further keys; None where that is nothing."""
    if rules is None or policy not in (ExtraPolicy.ALLOW, ExtraPolicy.IGNORE):
        return rules
    return _opened_rules(rules.text)


@cache
def _opened_rules(text: str) -> Rules | None:
    return rules_of(_opened(json.loads(text)))


def _opened(fragment: Fragment) -> Fragment:
    closing = frozenset[str]() if "patternProperties" in fragment else _CLOSING
    kept = {keyword: told for keyword, told in fragment.items() if keyword not in closing or told is not False}
    left = {keyword: _below(keyword, told) for keyword, told in kept.items()}
    # keys are listed beside `additionalProperties` for its sake
    return left if left.keys() - {"properties"} or any(one is not True for one in _values(left)) else {}


def _values(fragment: Fragment) -> list[Json]:
    told = fragment.get("properties")
    return list(told.values()) if isinstance(told, dict) else []


def _below(keyword: str, told: Json) -> Json:
    if keyword in _ONE:
        return _schema(told)
    if keyword in _SEVERAL and isinstance(told, list):
        return [_schema(one) for one in told]
    if keyword in _BY_KEY and isinstance(told, dict):
        return {key: _schema(one) for key, one in told.items()}
    return told


def _schema(schema: Json) -> Json:
    return _opened(schema) if isinstance(schema, dict) else schema
