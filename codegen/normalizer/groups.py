"""The keyword groups of one schema: what it says of objects, of arrays, of strings, of numbers.

A group is None where the schema has none of its keywords (JSON Schema 2020-12 Applicator and Validation vocabularies).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from codegen import codes
from codegen.diagnostics import Diagnostic, named
from codegen.loader.document import Json
from codegen.location import Location, tokens
from codegen.normalizer.drafts import Draft, Drafts, dependencies
from codegen.normalizer.json_types import describe
from codegen.normalizer.lists import required_keys
from codegen.normalizer.spec import ArrayKeywords, NumberKeywords, ObjectKeywords, Schema, StringKeywords
from codegen.normalizer.written_values import nothing, number, quoted, truth, unquoted

_OBJECTS = frozenset(
    [
        "properties",
        "required",
        "additionalProperties",
        "patternProperties",
        "propertyNames",
        "minProperties",
        "maxProperties",
        "dependentRequired",
        "dependentSchemas",
        "unevaluatedProperties",
    ]
)
_ARRAYS = frozenset(
    [
        "items",
        "prefixItems",
        "contains",
        "minContains",
        "maxContains",
        "minItems",
        "maxItems",
        "uniqueItems",
        "unevaluatedItems",
    ]
)
_STRINGS = frozenset(["minLength", "maxLength", "pattern", "contentEncoding"])
_NUMBERS = frozenset(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"])


_REQUIRED_HELP = "Write each required key as an item, such as `required: [id, name]`."


MOST = 2**63 - 1
"""No value has more characters, items or keys, and Pydantic takes no larger number for their count."""


class Groups:
    """Reads the groups; schemas below are read by the function it is given."""

    def __init__(
        self,
        read: Callable[[Json, Location], Schema],
        follow: Callable[[Json, Location], tuple[Json, Location] | None],
        diagnostics: list[Diagnostic],
        drafts: Drafts,
    ) -> None:
        self._read = read
        self._follow = follow
        self._diagnostics = diagnostics
        self._drafts = drafts

    def objects(self, value: dict[str, Json], at: Location) -> ObjectKeywords | None:
        """Return what the schema says of objects."""
        if "dependencies" in value and self._drafts.of(at) <= Draft.DRAFT_7:
            return self._with_dependencies(value, at)
        if _OBJECTS.isdisjoint(value):
            return None
        return ObjectKeywords(
            properties=self._schemas(value, "properties", at),
            required=self._required(value, at),
            additional=self._schema(value, "additionalProperties", at),
            unevaluated=self._schema(value, "unevaluatedProperties", at),
            pattern_properties=self._schemas(value, "patternProperties", at),
            property_names=self._schema(value, "propertyNames", at),
            min_properties=self._count(value, "minProperties", at),
            max_properties=self._count(value, "maxProperties", at),
            dependent_required=self._dependent_required(value, at),
            dependent_schemas=self._schemas(value, "dependentSchemas", at),
        )

    def _with_dependencies(self, value: dict[str, Json], at: Location) -> ObjectKeywords:
        """Return what a schema says of objects, `dependencies` as the two keywords that they are since 2019-09."""
        keys, schemas = dependencies(value)
        rest = {key: one for key, one in value.items() if key != "dependencies"}
        found = self.objects({**rest, "dependentRequired": keys}, at)
        assert found is not None  # noqa: S101  # it has `dependentRequired`
        here = at.child("dependencies")
        return replace(found, dependent_schemas={key: self._read(one, here.child(key)) for key, one in schemas.items()})

    def arrays(self, value: dict[str, Json], at: Location) -> ArrayKeywords | None:
        """Return what the schema says of arrays; the old `items: [...]` is read as `prefixItems`."""
        if _ARRAYS.isdisjoint(value):
            return None
        given = value.get("prefixItems", [])
        prefix, keyword = (given, "prefixItems") if isinstance(given, list) else ([], "prefixItems")
        if not isinstance(given, list):
            self._invalid(at.child("prefixItems"), "a list of schemas", given)
        if isinstance(old := value.get("items"), list):
            prefix, keyword = old, "items"
            rest = self._schema(value, "additionalItems", at)
            if self._drafts.of(at) is Draft.DRAFT_2020_12:
                message = "A list under `items` is JSON Schema before 2020-12; it is read as `prefixItems`."
                self._diagnostics.append(codes.ITEMS_LIST.at(at.child("items"), message))
        else:
            rest = self._schema(value, "items", at)
        return ArrayKeywords(
            items=rest,
            prefix_items=tuple(self._read(item, at.below(f"{keyword}/{number}")) for number, item in enumerate(prefix)),
            contains=self._schema(value, "contains", at),
            min_contains=self._count(value, "minContains", at),
            max_contains=self._count(value, "maxContains", at),
            min_items=self._count(value, "minItems", at),
            max_items=self._count(value, "maxItems", at),
            unique_items=self._flag(value, "uniqueItems", at),
            unevaluated=self._schema(value, "unevaluatedItems", at),
        )

    def strings(self, value: dict[str, Json], at: Location) -> StringKeywords | None:
        """Return what the schema says of strings."""
        if _STRINGS.isdisjoint(value):
            return None
        pattern = self._text(value, "pattern", at)
        return StringKeywords(
            min_length=self._count(value, "minLength", at),
            max_length=self._count(value, "maxLength", at),
            patterns=() if pattern is None else (pattern,),
            content_encoding=self._text(value, "contentEncoding", at),
        )

    def numbers(self, value: dict[str, Json], at: Location) -> NumberKeywords | None:
        """Return what the schema says of numbers; a boolean `exclusiveMinimum` (3.0) turns the bound beside it."""
        if _NUMBERS.isdisjoint(value):
            return None
        minimum, over = self._bound(value, "minimum", "exclusiveMinimum", at)
        maximum, under = self._bound(value, "maximum", "exclusiveMaximum", at)
        multiple = self._number(value, "multipleOf", at)
        if multiple is not None and multiple <= 0:
            self._invalid(at.child("multipleOf"), "a number above 0", multiple)
            multiple = None
        return NumberKeywords(
            minimum=minimum,
            maximum=maximum,
            exclusive_minimum=over,
            exclusive_maximum=under,
            multiple_of=() if multiple is None else (multiple,),
        )

    def _bound(
        self, value: dict[str, Json], plain: str, exclusive: str, at: Location
    ) -> tuple[int | float | None, int | float | None]:
        bound = self._number(value, plain, at)
        if isinstance(flag := value.get(exclusive), bool):
            if flag and value.get(plain) is None:
                message = f"`{exclusive}: true` says nothing without a `{plain}` beside it, and is left out."
                self._diagnostics.append(codes.KEYWORD_INVALID.at(at.child(exclusive), message))
            return (None, bound) if flag else (bound, None)
        return bound, self._number(value, exclusive, at)

    def _schema(self, value: dict[str, Json], keyword: str, at: Location) -> Schema | None:
        return self._read(value[keyword], at.child(keyword)) if keyword in value else None

    def _schemas(self, value: dict[str, Json], keyword: str, at: Location) -> Mapping[str, Schema]:
        given = value.get(keyword)
        if given is None:
            self._diagnostics.extend(nothing(value, keyword, at))
            return {}
        if not isinstance(given, dict):
            self._invalid(at.child(keyword), "an object", given)
            return {}
        here = at.child(keyword)
        if len(given) == 1 and isinstance(given.get("$ref"), str):
            return self._referred(given, keyword, here)
        return {key: self._read(item, here.child(key)) for key, item in given.items()}

    def _referred(self, given: Json, keyword: str, at: Location) -> Mapping[str, Schema]:
        """Return the schemas that a reference leads to where only names may stand."""
        found = self._follow(given, at)
        if found is None:
            return {}
        value, here = found
        if not isinstance(value, dict):
            self._invalid(at, "an object", value)
            return {}
        message = f"`$ref` stands alone below `{keyword}`; what it leads to is read as if it stood here."
        self._diagnostics.append(codes.REF_MAP.at(at.child("$ref"), message, help="Put a `$ref` at each name instead."))
        return {key: self._read(item, here.child(key)) for key, item in value.items()}

    def _required(self, value: dict[str, Json], at: Location) -> frozenset[str]:
        """Return the required keys; a boolean is draft 3 and means nothing (Validation section 6.5.3)."""
        given = value.get("required")
        if given is None:
            self._diagnostics.extend(nothing(value, "required", at))
            return frozenset()
        here = at.child("required")
        if (flag := truth(given)) is not None:
            self._diagnostics.append(_required_boolean(here, flag))
            return frozenset()
        given = required_keys(value, here, self._diagnostics)
        if not isinstance(given, list):
            message = f"`required` is a list of keys, not {describe(given)}; it is left out."
            self._diagnostics.append(codes.REQUIRED_INVALID.at(here, message, help=_REQUIRED_HELP))
            return frozenset()
        keys = [self._required_key(key, value, here.child(str(index))) for index, key in enumerate(given)]
        found = frozenset(key for key in keys if key is not None)
        if None not in keys and len(found) < len(keys):
            twice = named(sorted({key for key in keys if key is not None and keys.count(key) > 1}))
            self._diagnostics.append(codes.DUPLICATE_ENTRY.at(here, f"`required` lists {twice} more than once."))
        return found

    def _required_key(self, key: Json, value: dict[str, Json], at: Location) -> str | None:
        """Return one of the required keys, None for what is none; a number is the text of a property called so."""
        if isinstance(key, str):
            return key
        if key is None:
            self._diagnostics.append(codes.VALUE_NULL.at(at, "Nothing stands here, so nothing is required."))
            return None
        properties = value.get("properties")
        if isinstance(key, int) and isinstance(properties, dict) and str(key) in properties:
            self._diagnostics.append(unquoted(at, key))
            return str(key)
        message = f"`required` lists keys, which are text; {describe(key)} is none, and is left out."
        choice = key if isinstance(key, dict) else {}
        several = next((one for one in ("anyOf", "oneOf") if isinstance(choice.get(one), list)), None)
        help = _REQUIRED_HELP if several is None else f"Write `{several}: [{{required: […]}}, …]` beside `required`."
        self._diagnostics.append(codes.REQUIRED_INVALID.at(at, message, help=help))
        return None

    def _dependent_required(self, value: dict[str, Json], at: Location) -> Mapping[str, tuple[str, ...]]:
        given = value.get("dependentRequired")
        if given is None:
            return {}
        if not isinstance(given, dict):
            self._invalid(at.child("dependentRequired"), "an object", given)
            return {}
        for key, keys in given.items():
            if not isinstance(keys, list) or not all(isinstance(one, str) for one in keys):
                self._invalid(at.child("dependentRequired").child(key), "a list of keys", keys)
        return {
            key: tuple(one for one in keys if isinstance(one, str))
            for key, keys in given.items()
            if isinstance(keys, list)
        }

    def _count(self, value: dict[str, Json], keyword: str, at: Location) -> int | None:
        """Return a count: an integer not below 0; 2.0 is an integer. What no value can exceed is no limit."""
        given = self._number(value, keyword, at)
        if given is None:
            return None
        if given < 0 or given != int(given):
            self._invalid(at.child(keyword), "a whole number not below 0", given)
            return None
        if given > MOST:
            return None if keyword.startswith("max") else MOST
        return int(given)

    def _number(self, value: dict[str, Json], keyword: str, at: Location) -> int | float | None:
        given = value.get(keyword)
        if given is None:
            return None
        if isinstance(given, bool) or not isinstance(given, int | float):
            meant = number(given)
            self._diagnostics.append(
                _invalid(at.child(keyword), "a number", given)
                if meant is None
                else quoted(at.child(keyword), given, meant)
            )
            return meant
        return given

    def _text(self, value: dict[str, Json], keyword: str, at: Location) -> str | None:
        given = value.get(keyword)
        if given is None or isinstance(given, str):
            return given
        self._invalid(at.child(keyword), "text", given)
        return None

    def _flag(self, value: dict[str, Json], keyword: str, at: Location) -> bool:
        given = value.get(keyword)
        if given is not None and not isinstance(given, bool):
            self._invalid(at.child(keyword), "true or false", given)
        return given is True

    def _invalid(self, at: Location, wanted: str, given: Json) -> None:
        self._diagnostics.append(_invalid(at, wanted, given))


def _invalid(at: Location, wanted: str, given: Json) -> Diagnostic:
    return codes.KEYWORD_INVALID.at(at, f"Expected {wanted}, found {describe(given)}; `{at.key}` is left out.")


def _required_boolean(at: Location, given: bool) -> Diagnostic:
    """Return what to say of `required: true`, which says something only where it is the word of a parameter."""
    steps = tokens(at.pointer)
    message = f"`required: {str(given).lower()}` has no effect in a schema; `required` is a list of keys."
    if not given:
        return codes.REQUIRED_BOOLEAN.at(at, message, help="Delete it; keys that are not listed are optional.")
    help = "List the required keys of this object, such as `required: [id, name]`."
    if steps[-3:-2] == ["properties"]:
        help = f"Write `required: [{steps[-2]}]` in the schema that has the property, beside `properties`."
    return codes.REQUIRED_BOOLEAN.at(at, message, help=help)
