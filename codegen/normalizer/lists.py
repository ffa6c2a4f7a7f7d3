"""Lists that are written as none: one schema under `allOf`, keys of `required` with true behind them, one parameter.

In: a value in the place of a list. Out: the list that is meant, and what to say of it. Values that have no such
meaning stay as they are, and are told of by whoever reads them.
"""

from codegen import codes
from codegen.diagnostics import Diagnostic, named
from codegen.loader.document import Json
from codegen.location import Location
from codegen.normalizer.json_types import TYPES, describe
from codegen.normalizer.written_values import alone

MEMBERS = frozenset(("allOf", "anyOf", "oneOf"))
_SCHEMA_WORDS = (
    frozenset("$ref type properties items enum const required additionalProperties format".split()) | MEMBERS
)


def with_members(value: dict[str, Json], at: Location, diagnostics: list[Diagnostic]) -> dict[str, Json]:
    """Return a schema in which one schema alone under `allOf` and its like is a list of one."""
    for keyword in sorted(MEMBERS & value.keys()):
        given = value[keyword]
        if _is_one_schema(given):
            diagnostics.append(alone(at.child(keyword), given))
            value = {**value, keyword: [given]}
    return value


def _is_one_schema(given: Json) -> bool:
    if isinstance(given, dict):
        return not _SCHEMA_WORDS.isdisjoint(given)
    return isinstance(given, str) and (given in TYPES or given.startswith("#/"))


def required_keys(value: dict[str, Json], at: Location, diagnostics: list[Diagnostic]) -> Json:
    """Return what is meant under `required`, as a list where that can be told; `at` is the place of the keyword."""
    given = value.get("required")
    names = value.get("properties")
    known = names if isinstance(names, dict) else {}
    if isinstance(given, str):
        parts = [one.strip() for one in given.split(",")]
        several = given not in known and len(parts) > 1 and all(one in known for one in parts)
        diagnostics.append(_told(at, given, parts) if several else alone(at, given))
        return [*parts] if several else [given]
    if isinstance(given, dict) and given and all(isinstance(one, bool) for one in given.values()):
        keys = [key for key, one in given.items() if one is True]
        diagnostics.append(_told(at, given, keys))
        return [*keys]
    if not isinstance(given, list) or all(isinstance(one, str) for one in given):
        return given
    found: list[Json] = []
    for number, one in enumerate(given):
        keys = _keys_of(one, known)
        if keys:
            diagnostics.append(_told(at.child(str(number)), one, keys))
        found += keys or [one]
    return found


def _keys_of(item: Json, known: dict[str, Json]) -> list[str]:
    """Return the keys that an item of `required` means that is no text: `{id: true}`, `{allOf: [id, name]}`."""
    if not isinstance(item, dict) or len(item) != 1:
        return []
    ((key, value),) = item.items()
    if key == "allOf" and isinstance(value, list):
        return [one for one in value if isinstance(one, str)] if all(isinstance(one, str) for one in value) else []
    return [key] if key in known and (value is None or value is True) else []


def _told(at: Location, given: Json, keys: list[str]) -> Diagnostic:
    message = f"Keys are expected here; {describe(given)} is read as {named(keys)}."
    return codes.LIST_MISSING.at(at, message, help="Write each key as an item of `required`.")


def parameters(given: Json, at: Location, diagnostics: list[Diagnostic]) -> list[tuple[Json, Location]] | None:
    """Return the parameters of an operation or path with their places; None where there is no list of them.

    One parameter may stand there alone, and parameters may stand under their names.
    """
    if isinstance(given, list):
        return [(item, at.child(str(number))) for number, item in enumerate(given)]
    if not isinstance(given, dict):
        return None
    if "$ref" in given or isinstance(given.get("in"), str):
        diagnostics.append(alone(at, given))
        return [(given, at)]
    items = [(key, one) for key, one in given.items() if isinstance(one, dict) and ("in" in one or "$ref" in one)]
    if not items or len(items) < len(given):
        return None
    message = "A list is expected here; what stands under the keys of this object is read as parameters of these names."
    diagnostics.append(codes.LIST_MISSING.at(at, message, help="Write each as an item: `- {name: …, in: …}`."))
    return [(one if "$ref" in one else {"name": key, **one}, at.child(key)) for key, one in items]
