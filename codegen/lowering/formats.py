"""`format` as types: what each format means, and what the user chose instead.

In goes the table `formats` of the configuration, whose keys are formats or JSON pointers of schemas (a pointer wins).
Its values are `module.Type`, or words: the name of a format (as if the schema had that one), `str`, `int` or `float`
(the plain JSON type, nothing checked), `timedelta`. A word applies to schemas of its own JSON type.

Formats are those of JSON Schema 2020-12 Validation section 7.3 and of the OpenAPI Format Registry. Whatever has one
that is not known is as it would be without, and a note says so, once for each format.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from codegen import codes
from codegen.diagnostics import Diagnostic, did_you_mean
from codegen.ir.types import Chosen, Format, Integer, Nullable, Number, Text, Type
from codegen.location import Location
from codegen.lowering.anchors import Anchors
from codegen.normalizer.spec import JsonType, NormalSpec, Schema
from codegen.options import FORMAT_WORDS

_TEXTS = {found.value: found for found in Format}
_ASKED = frozenset((Format.STRICT_URI.value,))
"""Words of ours that no description has for a format."""
_ENCODINGS: Mapping[str | None, Format] = {"base64": Format.BYTE, "base64url": Format.BASE64URL}
_FREE_TEXTS = frozenset(("password", "binary", "commonmark", "html", "int64", "uint64", "decimal128"))
"""Formats of strings that refuse no text, or whose numbers are left to the reader."""
_NUMBERS = frozenset(
    (
        *("float", "double", "decimal", "decimal128", "double-int", "unixtime", "sf-decimal", "sf-integer"),
        *(f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)),
    )
)
"""Formats of numbers. They are annotations (JSON Schema 2020-12 Validation section 7.2.1) and set no bounds."""
_PLAIN: Mapping[str, JsonType] = {"str": "string", "int": "integer", "float": "number"}
_DELTA = "timedelta"
_MEMBER = re.compile(r"/allOf/\d+(?=/)")


@dataclass(slots=True)
class _Met:
    """Where a format was met that says nothing, and how often."""

    first: Location
    count: int = 0


class Formats:
    """The formats of one description: asked schema by schema, they remember what was of use and what nobody knows."""

    def __init__(self, chosen: Mapping[str, str], spec: NormalSpec) -> None:
        self._chosen = chosen
        self.has_pointers = any(map(_is_pointer, chosen))
        self._schemas = spec.schemas
        self._place_of = Anchors(spec).of
        self._used: set[str] = set()
        self._lenient: _Met | None = None
        self._strange: dict[tuple[str, JsonType | None], _Met] = {}

    def text(self, schema: Schema, type_: Text) -> Type:
        """Return the type of strings with the schema's format, or with what was chosen for it."""
        found = _format_of(schema)
        usual = type_ if found is None else replace(type_, format=found)
        word = self._choice(schema, "string")
        if word is None:
            if usual.format is None:
                self._meet(schema, "string")
            elif usual.format is Format.URI:
                self._lenient = self._lenient or _Met(first=schema.location)
                self._lenient.count += 1
            return usual
        if word == "str":
            return type_
        if word == _DELTA:
            return Chosen(name=_DELTA, of=replace(type_, format=Format.DURATION))
        return replace(type_, format=_TEXTS[word]) if word in _TEXTS else Chosen(name=word, of=usual)

    def number(self, schema: Schema, type_: Integer | Number) -> Type:
        """Return the type of numbers with the schema's format, or with what was chosen for it."""
        whole = isinstance(type_, Integer)
        usual = type_
        if isinstance(type_, Number) and schema.format == "decimal":
            usual = replace(type_, decimal=True)
        word = self._choice(schema, "integer" if whole else "number")
        if word is None:
            self._meet(schema, "integer" if whole else "number")
            return usual
        if word in _PLAIN:
            return type_
        if word == "decimal":
            return Number(bounds=type_.bounds, decimal=True) if not whole else type_
        return Chosen(name=word, of=usual)

    def place(self, at: Location, type_: Type) -> Type:
        """Return the type of a place: the user's, if a pointer leads there; null stands beside it."""
        if not self.has_pointers:
            return type_
        key = self._place_of(at)
        name = self._chosen.get(key)
        if name is None or "." not in name:
            return type_
        self._used.add(key)
        inner = type_.of if isinstance(type_, Nullable) else type_
        found = inner if isinstance(inner, Chosen) else Chosen(name=name, of=inner)
        return Nullable(of=found) if inner is not type_ else found

    def _choice(self, schema: Schema, json_type: JsonType) -> str | None:
        """Return what was chosen for a scalar, the word or type for its place before that for its format."""
        if not self._chosen:
            return None
        for key in (self._place_of(schema.location), schema.format):
            found = None if key is None else self._chosen.get(key)
            if key is not None and found is not None and _applies(found, json_type):
                self._used.add(key)
                return FORMAT_WORDS.get(found, found)
        return None

    def _meet(self, schema: Schema, json_type: JsonType) -> None:
        """Remember a schema whose format says nothing of any of its types."""
        name, types = schema.format, schema.types or ()
        if name is None:
            return
        of_texts, of_numbers = name in _TEXTS or name in _FREE_TEXTS, name in _NUMBERS
        if (of_texts and "string" in types) or (of_numbers and not {"integer", "number"}.isdisjoint(types)):
            return
        key = (name, json_type if of_texts or of_numbers else None)
        self._strange.setdefault(key, _Met(first=schema.location)).count += 1

    def diagnostics(self, known: Iterable[str], left_out: Iterable[Schema]) -> Iterator[Diagnostic]:
        """Yield a note for each format that says nothing, an error for each choice that was never asked for.

        What schemas that are left out could have asked for is no fault.
        """
        for (format_, json_type), met in self._strange.items():
            times = "" if met.count == 1 else f" ({met.count} schemas have it)"
            if json_type is None:
                message = f"The format `{format_}` is not known, so nothing checks it{times}."
                help = did_you_mean(format_, _TEXTS) or "`formats` of the configuration can give it a type."
                yield codes.FORMAT_UNKNOWN.at(met.first, message, help=help)
            else:
                message = f"The format `{format_}` says nothing of type `{json_type}`{times}."
                yield codes.FORMAT_UNKNOWN.at(met.first, message)
        if self._lenient is not None:
            times = "" if self._lenient.count == 1 else f" ({self._lenient.count} schemas have it)"
            message = f"The format `uri` is checked as `uri-reference`{times}."
            help = "`--set formats.uri=strict-uri` checks it by the letter."
            yield codes.FORMAT_LENIENT.at(self._lenient.first, message, help=help)
        met_formats = frozenset(known)
        waiting = {key for one in left_out for key in (one.format, f"#{one.location.pointer}")} if self._chosen else ()
        for key in self._chosen:
            if key not in self._used and key not in waiting:
                yield self._unused(key, met_formats)

    def _unused(self, key: str, met: frozenset[str]) -> Diagnostic:
        chooses = f"`formats` chooses `{self._chosen[key]}` for"
        if not _is_pointer(key):
            message = f"{chooses} the format `{key}`, which no schema has."
            if key in met:
                message = f"{chooses} the format `{key}`, but no schema that has it takes that."
            return codes.FORMATS_UNUSED.at(None, message, help=None if key in met else did_you_mean(key, met))
        pointers = [self._place_of(one) for one in self._schemas]
        if key not in pointers:
            message, help = f"{chooses} `{key}`, where no schema stands.", did_you_mean(key, pointers)
            return codes.FORMATS_UNUSED.at(None, message, help=help)
        owner = _MEMBER.sub("", key)
        help = f"What several members of an `allOf` say stands at their owner, `{owner}`." if owner != key else None
        return codes.FORMATS_UNUSED.at(None, f"{chooses} the schema `{key}`, but nothing there takes that.", help=help)


def _format_of(schema: Schema) -> Format | None:
    """Return the format of strings that a schema speaks of, or what its `contentEncoding` comes down to."""
    if schema.format is not None and schema.format not in _ASKED and schema.format in _TEXTS:
        return _TEXTS[schema.format]
    return None if schema.strings is None else _ENCODINGS.get(schema.strings.content_encoding)


def hint_of(schema: Schema) -> str | None:
    """Return the format of a schema if no type says it."""
    return schema.format if schema.format not in _TEXTS else None


def _is_pointer(key: str) -> bool:
    return "#" in key


def _applies(value: str, json_type: JsonType) -> bool:
    """Tell whether a choice can stand for a JSON type: words for their own, types of the user's for all."""
    word = FORMAT_WORDS.get(value, value)
    if word in _PLAIN:
        return _PLAIN[word] == json_type
    if word == "decimal":
        return json_type in ("string", "number")
    return json_type == "string" or "." in word
