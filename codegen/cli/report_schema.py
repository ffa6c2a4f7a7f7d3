"""The JSON Schema of `--output-format json` of `generate` and `check`, which is API."""

from codegen.cli.exit_codes import DONE, FAILED, FINDINGS
from codegen.cli.findings import FORMAT, State
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
            format={"const": FORMAT},
            command={"enum": ["generate", "check"]},
            exit_code={"enum": [DONE, FINDINGS, FAILED]},
            findings=findings,
            packages={"type": "array", "items": {"$ref": "#/$defs/package"}},
        ),
        "$defs": {"finding": finding, "package": package},
    }


def _object(**properties: object) -> Schema:
    """Return an object that has all of these keys, and in later versions perhaps more."""
    return {"type": "object", "properties": properties, "required": list(properties)}
