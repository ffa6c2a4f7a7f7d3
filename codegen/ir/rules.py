"""Rules: what holds for the values of a type or a record, and no type says.

A rule is a fragment of JSON Schema 2020-12, kept as text so that types can be compared. In it, `{"$ref":
"#/$defs/Name"}` means the declaration of that name; every other schema is written out.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"
Fragment: TypeAlias = "dict[str, Json]"

REFERENCE = "#/$defs/"
"""What a reference to a declaration begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """A fragment of at least one keyword."""

    text: str
    """As JSON."""

    @property
    def fragment(self) -> Fragment:
        """The fragment as a value of its own."""
        found: Fragment = json.loads(self.text)
        return found

    @property
    def keywords(self) -> tuple[str, ...]:
        """The keywords that assert something, in order; `allOf` is looked into."""
        return _keywords(self.text)

    @property
    def names(self) -> tuple[str, ...]:
        """The declarations it speaks of, each once."""
        return tuple(dict.fromkeys(_names(self.fragment)))

    def renamed(self, names: Mapping[str, str]) -> "Rules":
        """Return the rules with some declarations called otherwise; these very rules where none is spoken of."""
        if names.keys().isdisjoint(self.names):
            return self
        return Rules(text=json.dumps(_renamed(self.fragment, names), ensure_ascii=False))


def rules_of(fragment: Mapping[str, Json]) -> Rules | None:
    """Return the rules of a fragment; none where it says nothing."""
    return Rules(text=json.dumps(fragment, ensure_ascii=False)) if fragment else None


@cache
def _keywords(text: str) -> tuple[str, ...]:
    return keywords_of(json.loads(text))


def keywords_of(fragment: Fragment) -> tuple[str, ...]:
    """Return the keywords of a fragment that assert something, in order; `allOf` is looked into."""
    return tuple(dict.fromkeys(_said(fragment)))


def _said(fragment: Fragment) -> Iterator[str]:
    beside = {"then", "else", "minContains"}
    beside |= {"properties"} if "additionalProperties" in fragment else set()
    beside |= {"additionalProperties"} if "patternProperties" in fragment else set()
    beside |= {"items"} if "prefixItems" in fragment else set()
    for keyword, told in fragment.items():
        if keyword == "allOf" and isinstance(told, list):
            for part in told:
                yield from _said(part) if isinstance(part, dict) and "$ref" not in part else ("allOf",)
        elif keyword not in beside:
            yield keyword


def _renamed(value: Json, names: Mapping[str, str]) -> Json:
    if isinstance(value, list):
        return [_renamed(one, names) for one in value]
    if not isinstance(value, dict):
        return value
    reference = value.get("$ref")
    if isinstance(reference, str) and (new := names.get(reference.removeprefix(REFERENCE))) is not None:
        return {**value, "$ref": REFERENCE + new}
    return {key: _renamed(one, names) for key, one in value.items()}


def _names(value: Json) -> Iterator[str]:
    if isinstance(value, dict):
        reference = value.get("$ref")
        if isinstance(reference, str) and reference.startswith(REFERENCE):
            yield reference.removeprefix(REFERENCE)
        for one in value.values():
            yield from _names(one)
    elif isinstance(value, list):
        for one in value:
            yield from _names(one)
