"""The JSON Schema of the configuration, for editors: made of the tables and parsers that validate it.

Out comes what `[tool.codegen]`, or codegen.toml, may hold. What a schema cannot say is left to codegen: that a code is
not both allowed and denied, that no two packages have one folder, that places and names exist.
"""

import keyword
from collections.abc import Callable, Mapping
from typing import cast

from codegen.codes import CODES, PASSING
from codegen.config import KEYS
from codegen.config_values import DATACLASS_KEYS, PACK_KEYS, PYDANTIC_KEYS, Word
from codegen.diagnostics import Severity
from codegen.options import FORMAT_WORDS, NEWEST, OLDEST, Flavour, Formatter, Openness, SelectorKind, Share
from codegen.vendor_tables import VENDOR_KEYS

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The one that editors of TOML know."""
Schema = dict[str, object]

_KEYWORDS = "|".join(keyword.kwlist)
_NAME = r"[^\W\d]\w*"
_NOT_A_KEYWORD: Schema = {"not": {"pattern": rf"(^|\.)({_KEYWORDS})(\.|$)"}}
_CLASS: Schema = {"type": "string", "pattern": rf"^{_NAME}(\.{_NAME})+$", **_NOT_A_KEYWORD}
_PACKAGE: Schema = {"pattern": rf"^{_NAME}$", "not": {"enum": keyword.kwlist}}
_FILLED: Schema = {"type": "string", "minLength": 1}
_BOOLEAN: Schema = {"type": "boolean"}
_LINE: Schema = {"type": "string", "minLength": 1, "pattern": r"^[^\r\n]*$"}
_VERSION = (
    r"^([1-9][0-9]*!)?(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))*((a|b|rc)(0|[1-9][0-9]*))?(\.post(0|[1-9][0-9]*))?"
    r"(\.dev(0|[1-9][0-9]*))?(\+[a-z0-9]+(\.[a-z0-9]+)*)?$"
)
_BOUND = r"\s*(~=|==|!=|<=|>=|<|>)\s*[0-9][0-9.*a-z]*\s*"


def _list(items: Schema, **more: object) -> Schema:
    return {"type": "array", "items": items, **more}


def _words(words: object) -> Schema:
    return {"enum": [one.value for one in cast(type[Flavour], words)]}


_NAMES = _list({"type": "string", "pattern": r"^[\w*?]+$"}, minItems=1)
_FLAVOURS = _list(_words(Flavour), minItems=1)
_WARNINGS = sorted(name for name, code in CODES.items() if code.severity is not Severity.ERROR or name in PASSING)
_KINDS = [one.value for one in SelectorKind if one.value.isalpha() and one is not SelectorKind.DEPRECATED]
_SELECTORS = _list(
    {
        "anyOf": [
            {"pattern": f"^({'|'.join(_KINDS)}):."},
            {"pattern": "^x-"},
            {"pattern": "^#"},
            {"const": "deprecated"},
        ],
        "type": "string",
    }
)

_VALUES: Mapping[str, Schema] = {
    "as_boolean": _BOOLEAN,
    "as_base_class": {**_CLASS, "allOf": [{"not": {"pattern": r"^pydantic\.(BaseModel$|main\.)"}}]},
    "as_distribution": {"type": "string", "pattern": "^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$"},
    "as_version": {"type": "string", "pattern": _VERSION},
    "as_line": _LINE,
    "as_lines": _list(_LINE),
    "as_filled": _FILLED,
    "as_urls": {
        "type": "object",
        "propertyNames": {"pattern": r"^[^,]*[^,\s][^,]*$", "maxLength": 32},
        "additionalProperties": {"type": "string", "pattern": r"^\s*\S+\s*$"},
    },
    "as_specifiers": {"type": "string", "pattern": f"^{_BOUND}(,{_BOUND})*$"},
}
"""What the parsers of `config_values` take, by their names."""

_PACKAGE_VALUES: Mapping[str, tuple[Schema, str]] = {
    "spec": (_FILLED, "The description: a path relative to this file."),
    "overlays": (
        _list({"type": "string", "minLength": 1, "not": {"anyOf": [{"const": "-"}, {"pattern": "://"}]}}),
        "OpenAPI overlays to patch the description by, applied in order.",
    ),
    "output": (_FILLED, "The folder that gets the package's folder."),
    "flavours": (_FLAVOURS, "The ways to write the types; without it all three."),
    "target-python": (
        {"enum": [f"3.{minor}" for minor in range(OLDEST[1], NEWEST[1] + 1)]},
        "The oldest Python that shall read the types; without it what `requires-python` of the project says.",
    ),
    "formatter": (_words(Formatter), "What lays out the code."),
    "open": (_words(Openness), "Which types leave room for values of later versions."),
    "share": (_words(Share), "Whether inline schemas of equal content are declared once."),
    "allow": (_list({"enum": _WARNINGS}), "Codes of warnings that are silenced; an error if one is not there."),
    "deny": (_list({"enum": sorted(CODES)}), "Codes of warnings that are errors."),
    "header": ({"type": "string"}, "Further comment lines for the head of each file."),
    "strict": (_BOOLEAN, "Whether all warnings are errors."),
    "lock": (
        {"anyOf": [_FILLED, _BOOLEAN]},
        "The file that pins the names; without it NAME.names.lock beside this file. `false` keeps none.",
    ),
    "keep-old-names": (_BOOLEAN, "Whether types keep the names they had before, as long as the lock has them."),
    "select": (
        {
            "type": "object",
            "properties": {"include": _SELECTORS, "exclude": _SELECTORS},
            "additionalProperties": False,
        },
        "Which part of the description becomes types.",
    ),
    "names": (
        {"type": "object", "additionalProperties": {"type": "string"}},
        "Chosen names: JSON pointer of a schema, or anchor of a place, to name.",
    ),
    "formats": (
        {"type": "object", "additionalProperties": {"anyOf": [{"enum": sorted(FORMAT_WORDS)}, _CLASS]}},
        "What Pydantic has for a format, or for the schema at a JSON pointer.",
    ),
    "pydantic": ({}, "Only of the Pydantic flavour."),
    "dataclass": ({}, "Only of the dataclass flavour."),
    "pack": ({}, "What the distribution that `codegen pack` builds says of itself."),
}
_VENDOR_VALUES: Mapping[str, Schema] = {
    "from": _FILLED,
    "repository": _FILLED,
    "to": {"anyOf": [_FILLED, _list(_FILLED, minItems=1, uniqueItems=True)]},
    "package": {"type": "string", **_PACKAGE},
    "flavours": _FLAVOURS,
    "types": _NAMES,
    "modules": _NAMES,
}


def config_schema() -> Schema:
    """Return the schema of codegen.toml, and of `[tool.codegen]`."""
    names = _PACKAGE_VALUES["names"][0]
    packages: Schema = {"type": "object", "propertyNames": _PACKAGE, "additionalProperties": _package()}
    vendor: Schema = {
        "type": "object",
        "properties": {key: _VENDOR_VALUES[key] for key in VENDOR_KEYS},
        "required": ["from", "to"],
        "additionalProperties": False,
    }
    several: Schema = {"properties": {"packages": {"minProperties": 2}}, "required": ["packages"]}
    return {
        "$schema": DIALECT,
        "title": "codegen",
        "description": "Python type packages of OpenAPI descriptions.",
        "type": "object",
        "properties": {
            "packages": {**packages, "description": "One table for each package, by its name."},
            "vendor": {
                "type": "object",
                "additionalProperties": vendor,
                "description": "One table for each package to copy from elsewhere.",
            },
            "lock": {"anyOf": [_FILLED, _BOOLEAN], "description": "As in a package; for several packages no path."},
            "names": {**names, "description": "As in a package, where there is only one."},
        },
        "additionalProperties": False,
        "if": several,
        "then": {"properties": {"names": False, "lock": _BOOLEAN}},
    }


def pyproject_schema() -> Schema:
    """Return the schema of a pyproject.toml, as far as it is ours."""
    ours = {key: value for key, value in config_schema().items() if key != "$schema"}
    tool: Schema = {"type": "object", "properties": {"codegen": ours}}
    return {"$schema": DIALECT, "type": "object", "properties": {"tool": tool}}


def _package() -> Schema:
    tables = {"pydantic": PYDANTIC_KEYS, "dataclass": DATACLASS_KEYS, "pack": PACK_KEYS}
    properties: Schema = {}
    for key in KEYS:
        value, told = _PACKAGE_VALUES[key]
        properties[key] = {**(_table(tables[key]) if key in tables else value), "description": told}
    return {"type": "object", "properties": properties, "required": ["spec"], "additionalProperties": False}


def _table(keys: Mapping[str, Callable[[object], object]]) -> Schema:
    properties = {key: _value(parser) for key, parser in keys.items()}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _value(parser: Callable[[object], object]) -> Schema:
    """Return what a parser takes."""
    if isinstance(parser, Word):
        return _words(parser.words)
    return _VALUES[parser.__name__]
