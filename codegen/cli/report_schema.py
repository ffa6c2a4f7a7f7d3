"""The JSON Schema of `--output-format json` of `generate`, `check`, `vendor` and `validate`, which is API."""

from collections.abc import Mapping
from types import MappingProxyType

from codegen.cli.as_json import FORMAT
from codegen.cli.exit_codes import DONE, FAILED, FINDINGS
from codegen.cli.findings import State
from codegen.codes import CODES
from codegen.diagnostics import Severity

Schema = dict[str, object]


def report_schema() -> Schema:
    """Return the schema."""
    texts: Schema = {"type": "array", "items": {"type": "string"}}
    text_or_null: Schema = {"type": ["string", "null"]}
    number_or_null: Schema = {"type": ["integer", "null"], "minimum": 1}
    finding = _object(
        id={"enum": sorted(CODES)},
        severity={"enum": [one.value for one in Severity]},
        message={"type": "string"},
        help=text_or_null,
        file=text_or_null,
        line=number_or_null,
        column=number_or_null,
        pointer=text_or_null,
        files=texts,
    )
    findings: Schema = {"type": "array", "items": {"$ref": "#/$defs/finding"}}
    package = _object(
        name={"type": "string"},
        target={"type": "string"},
        state={"enum": [one.value for one in State]},
        run=text_or_null,
        written=texts,
        deleted=texts,
        backup=text_or_null,
        findings=findings,
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A report of codegen",
        **_object(
            {"document": _judged()},
            format={"const": FORMAT},
            command={"enum": ["generate", "check", "vendor", "validate"]},
            exit_code={"enum": [DONE, FINDINGS, FAILED]},
            findings=findings,
            packages={"type": "array", "items": {"$ref": "#/$defs/package"}},
        ),
        "$defs": {"finding": finding, "package": package},
    }


def _judged() -> Schema:
    """Return what only reports of `validate` have."""
    return _object(file={"type": "string"}, valid={"type": ["boolean", "null"]}, **{"as": {"type": "string"}})


def _object(optional: Mapping[str, object] = MappingProxyType({}), **properties: object) -> Schema:
    """Return an object that has all of these keys, perhaps the optional ones, and in later versions perhaps more."""
    return {"type": "object", "properties": {**properties, **optional}, "required": list(properties)}
