"""Names under `type` that are no types of JSON Schema, and what everybody means by them.

In: a name under `type`. Out: the types there are that are meant by it, each with the `format` that goes with it.
Only names with one meaning are here: a `timestamp` may be text or a number of seconds, a `decimal`
text or a number, and these stay faults.
"""

import re
from dataclasses import dataclass

from codegen.loader.document import Json
from codegen.normalizer.json_types import TYPES


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a name means."""

    type: str | None
    """None: any value."""
    format: str | None = None

    @property
    def told(self) -> str:
        """What to write instead."""
        if self.type is None:
            return "no `type` at all"
        shown = '"null"' if self.type == "null" else self.type
        return f"`type: {shown}`" + (f" with `format: {self.format}`" if self.format else "")


def _strings(**formats: str) -> dict[str, Meant]:
    return {
        name: Meant(type="string", format=format.replace("_", "-"))
        for format, names in formats.items()
        for name in names.split()
    }


_MEANT: dict[str, Meant] = {
    **{one: Meant(type=one) for one in TYPES},
    **dict.fromkeys(("any", "mixed"), Meant(type=None)),
    **dict.fromkeys(("none", "nil"), Meant(type="null")),
    **dict.fromkeys(("bool",), Meant(type="boolean")),
    **dict.fromkeys(("int", "short", "bigint"), Meant(type="integer")),
    **dict.fromkeys(("int32", "integer32"), Meant(type="integer", format="int32")),
    **dict.fromkeys(("int64", "integer64", "long"), Meant(type="integer", format="int64")),
    **{one: Meant(type="number", format=one) for one in ("float", "double")},
    **dict.fromkeys(("str", "text", "char", "varchar"), Meant(type="string")),
    **_strings(
        date="date",
        date_time="date-time datetime",
        time="time",
        duration="duration",
        uuid="uuid guid",
        uri="uri url",
        email="email",
        hostname="hostname",
        ipv4="ipv4",
        ipv6="ipv6",
        byte="byte",
        binary="binary file",
        password="password",  # noqa: S106 - a format, not a password
    ),
    **dict.fromkeys(("list",), Meant(type="array")),
    **dict.fromkeys(("dict", "map", "hash", "hashmap", "struct"), Meant(type="object")),
}
_BETWEEN = re.compile(r"\s*(?:[|,]|\bor\b)\s*")
"""What divides several types in one text."""


def meanings(name: Json, schema: dict[str, Json]) -> tuple[Meant, ...]:
    """Return what a name under `type` means, several for `string|null`; nothing where that cannot be told."""
    if not isinstance(name, str):
        return ()
    if name.strip().lower() == "enum" and "enum" in schema:
        return (Meant(type=None),)
    found = tuple(_MEANT.get(one.strip().lower()) for one in _BETWEEN.split(name))
    return tuple(one for one in found if one is not None) if None not in found else ()


def with_types(schema: dict[str, Json], types: list[Json], formats: list[str]) -> dict[str, Json]:
    """Return a schema with other types, where none means any value, and with the format that one of them asks for."""
    changed = dict(schema)
    del changed["type"]
    if types:
        changed["type"] = types if len(types) > 1 else types[0]
        if len(formats) == 1 and "format" not in schema:
            changed["format"] = formats[0]
    return changed
