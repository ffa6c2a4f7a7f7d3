"""What of SARIF 2.1.0 (OASIS Standard, errata 01) our logs use, as a JSON Schema that allows nothing else.

Written from the text of the standard, section by section. `$CODEGEN_SARIF_SCHEMA` may name a copy of the schema that
OASIS publishes; logs are then held against that too.
"""

Schema = dict[str, object]


def _object(required: str, /, **properties: object) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def _array(items: object, **more: object) -> Schema:
    return {"type": "array", "items": items, **more}


_TEXT: Schema = {"type": "string", "minLength": 1}
_LEVEL: Schema = {"enum": ["none", "note", "warning", "error"]}  # 3.27.10
_MESSAGE = _object("text", text=_TEXT)  # 3.11.8; of a multiformat message 3.12.3
_ARTIFACT = _object(
    "uri",
    uri={"type": "string", "format": "uri-reference", "pattern": "^[!-~]+$"},  # 3.4.3, 3.10: valid and normalized
    uriBaseId={"const": "%SRCROOT%"},  # 3.4.4
)
_REGION = _object(
    "startLine", startLine={"type": "integer", "minimum": 1}, startColumn={"type": "integer", "minimum": 1}
)
_LOCATION = _object(  # 3.28
    "physicalLocation",
    physicalLocation=_object("artifactLocation", artifactLocation=_ARTIFACT, region=_REGION),  # 3.29
    logicalLocations=_array(_object("fullyQualifiedName", fullyQualifiedName=_TEXT), minItems=1),  # 3.33
)
_RULE = _object(  # 3.49
    "id shortDescription fullDescription help defaultConfiguration",
    id=_TEXT,
    shortDescription=_MESSAGE,
    fullDescription=_MESSAGE,
    help=_MESSAGE,
    defaultConfiguration=_object("level", level=_LEVEL),  # 3.50
)
_RESULT = _object(  # 3.27
    "ruleId ruleIndex level message locations partialFingerprints",
    ruleId=_TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=_LEVEL,
    message=_MESSAGE,
    locations=_array(_LOCATION, minItems=1, maxItems=1),  # 3.27.12; GitHub shows the first
    relatedLocations=_array(_LOCATION, uniqueItems=True),  # 3.27.22
    partialFingerprints={  # 3.27.17
        "type": "object",
        "propertyNames": {"const": "codegenFinding/v1"},
        "additionalProperties": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    },
)
_RUN = _object(  # 3.14
    "tool automationDetails invocations columnKind originalUriBaseIds results",
    tool=_object("driver", driver=_object("name version rules", name=_TEXT, version=_TEXT, rules=_array(_RULE))),
    automationDetails=_object("id", id={"type": "string", "pattern": "^codegen/[a-z]+/$"}),  # 3.17.3
    invocations=_array(  # 3.20
        _object("executionSuccessful", executionSuccessful={"type": "boolean"}, exitCode={"type": "integer"}),
        minItems=1,
        maxItems=1,
    ),
    columnKind={"const": "unicodeCodePoints"},  # 3.14.17
    originalUriBaseIds=_object("%SRCROOT%", **{"%SRCROOT%": _object("description", description=_MESSAGE)}),  # 3.14.14
    results=_array(_RESULT),  # 3.14.23
)
SARIF: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_object(  # 3.13
        "$schema version runs",
        **{"$schema": {"type": "string", "format": "uri"}},
        version={"const": "2.1.0"},
        runs=_array(_RUN, minItems=1, maxItems=1),
    ),
}
