"""Schemas that are written as none should be, and are understood by everybody nevertheless.

In: what stands in a schema's place. Out: the schema that is meant, and what to say of it; None, or the schema as it is,
where nothing is known to be meant. What is read otherwise than it is written is always told.
"""

from collections.abc import Iterator

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.loader.document import Json
from codegen.location import Location
from codegen.normalizer.flags import FLAGS, with_flags
from codegen.normalizer.foreign_types import meanings, with_types
from codegen.normalizer.json_types import TYPES, describe
from codegen.normalizer.lists import MEMBERS, with_members
from codegen.normalizer.spec import JsonType
from codegen.normalizer.written_values import quoted, truth

_NEEDED: dict[str, JsonType] = {"properties": "object", "items": "array"}
_BESIDE = frozenset("schema title description example nullable deprecated readOnly writeOnly".split())
"""What may stand beside a `schema` inside of a schema without saying of which type values are."""
_OR_BOOLEAN = frozenset(("additionalProperties", "unevaluatedProperties", "unevaluatedItems", "additionalItems"))
"""Keywords whose schema is most often true or false."""
_NOT_NULL = frozenset(("not", "if", "anyOf", "oneOf"))
"""Where the empty schema would say another thing than no schema."""


def meant_by(value: Json, at: Location) -> tuple[Json, Diagnostic] | None:
    """Return the schema that is meant by what is no object; None where that cannot be told."""
    if value is None and _keyword(at) not in _NOT_NULL:
        message = "The schema is null, as nothing stands behind its key; any value is allowed."
        return {}, codes.SCHEMA_NULL.at(at, message, help="Write `{}` if any value is allowed.")
    if not isinstance(value, str):
        return None
    if _keyword(at) in _OR_BOOLEAN and (flag := truth(value)) is not None:
        return flag, quoted(at, value, flag)
    if (value not in TYPES and not value.startswith("#/")) or _keyword(at) == "type":
        return None  # a property `type: string` is the type of the property above it
    keyword, shown = ("type", value) if value in TYPES else ("$ref", repr(value))
    message = f"A mere text stands where a schema belongs; it is read as its `{keyword}`."
    return {keyword: value}, codes.SCHEMA_TEXT.at(at, message, help=f"Write `{keyword}: {shown}` below.")


def as_meant(value: dict[str, Json], at: Location, diagnostics: list[Diagnostic]) -> dict[str, Json]:
    """Return a schema with types there are, and with truth values for texts that mean them; report what is changed."""
    given = value.get("type")
    if given is not None and not (isinstance(given, str) and given in TYPES):
        value = _with_known_types(value, at.child("type"), diagnostics)
    if not MEMBERS.isdisjoint(value):
        value = with_members(value, at, diagnostics)
    return value if FLAGS.isdisjoint(value) else with_flags(value, at, diagnostics)


def unfit(value: dict[str, Json], types: tuple[JsonType, ...] | None, at: Location) -> Iterator[Diagnostic]:
    """Yield what there is to say of properties and items that the types beside them cannot have."""
    for keyword, needed in _NEEDED.items() if types else ():
        if value.get(keyword) and needed not in (types or ()):
            said = " or ".join(types or ())
            message = f"`{keyword}` says nothing of type {said}, and is in no type here."
            help = f"Write `type: {needed}` if that is meant, or delete `{keyword}`."
            yield codes.KEYWORD_UNFIT.at(at.child(keyword), message, help=help)


def within(value: dict[str, Json], at: Location, diagnostics: list[Diagnostic]) -> dict[str, Json]:
    """Return the schema that stands below `schema` in another one, which says nothing itself."""
    inner = value["schema"]
    if not isinstance(inner, dict) or any(key not in _BESIDE and not key.startswith("x-") for key in value):
        return value
    message = "There is no keyword `schema` in a schema; what stands below it is read as if it stood here."
    help = "Write what stands below `schema` in its place."
    diagnostics.append(codes.SCHEMA_MISPLACED.at(at.child("schema"), message, help=help))
    return {**{key: one for key, one in value.items() if key != "schema"}, **inner}


def _with_known_types(value: dict[str, Json], at: Location, diagnostics: list[Diagnostic]) -> dict[str, Json]:
    """Return a schema with what is meant by the names under `type`; names that mean nothing stay."""
    given = value["type"]
    types: list[Json] = []
    formats: list[str] = []
    is_any = False
    for number, name in enumerate(given if isinstance(given, list) else [given]):
        meant = () if isinstance(name, str) and name in TYPES else meanings(name, value)
        types += [one.type for one in meant] or [name]
        formats += [one.format for one in meant if one.format is not None]
        is_any = is_any or any(one.type is None for one in meant)
        if meant:
            place = at.child(str(number)) if isinstance(given, list) else at
            message = f"There is no type {describe(name)}; it is read as {' or '.join(one.told for one in meant)}."
            help = "Write that instead." if types else "Delete it."
            diagnostics.append(codes.TYPE_FOREIGN.at(place, message, help=help))
    if types in (given, [given]):
        return value
    return with_types(value, [] if is_any else types, formats)


def _keyword(at: Location) -> str:
    """Return the keyword that a schema stands under, alone or in a list."""
    above, _, last = at.pointer.rpartition("/")
    return above.rpartition("/")[2] if last.isdecimal() else last
