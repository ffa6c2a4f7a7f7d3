"""Descriptions that hold one text in every place a text can have."""

from codegen.loader.document import Json

TEXTS = {
    "quote": '"',
    "single quote": "'",
    "quotes": '"""',
    "code in quotes": '"""\nopen(CANARY, "w")\n"""',
    "code in single quotes": "'''\nopen(CANARY, 'w')\n'''",
    "code behind a quote": '"; open(CANARY, "w"); "',
    "code behind a bracket": '"]: open(CANARY, "w")\n#',
    "backslash at the end": "text\\",
    "backslash and quote": '\\"',
    "backslash and quotes": '\\"""',
    "named character": "\\N{BULLET} \\x41 \\u0041 \\101",
    "new lines": "a\nb\rc\r\nd",
    "code on a new line": 'text\nopen(CANARY, "w")',
    "code behind a comment": '# text\nopen(CANARY, "w")',
    "other line ends": "a\u2028open()\u2029b\x85c\x0bd\x0ce",
    "template": "{{ header }}{% for x in y %}{# note #}",
    "template that calls": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "format": "%s {0} {x!r} $x ${x}",
    "bidirectional marks": "\u202etxt\u2066 \u200f",
    "no width": "a\u200bb\ufeffc",
    "controls": "\x00\x01\x1b[31m\x7f",
    "outside the BMP": "\U0001f600",
    "only white space": " \t ",
    "keyword": "class",
    "dunder": "__import__",
    "noqa": "noqa: F401",
    "type comment": "type: ignore",
    "path": "../../etc/passwd",
}
"""What stands in the descriptions, by what is hostile about it."""


def description(text: str) -> Json:
    """Return a description with the text wherever an author can put one."""
    schema: Json = {
        "type": "object",
        "title": text,
        "description": text,
        "required": [text],
        "properties": {
            text: {"type": "string", "description": text, "default": text, "pattern": text, "format": text},
            f"{text}!": {"enum": [text, f"{text}1", f"{text}2", f"{text}3"], "default": text, "deprecated": True},
            "literal": {"type": "string", "const": text, "title": text},
            "array": {"type": "array", "items": {"enum": [text, f"{text}?"]}, "default": [text]},
            "object": {"type": "object", "default": {text: text}, "properties": {text: {"description": text}}},
            "map": {"type": "object", "patternProperties": {text: {}}, "additionalProperties": False},
            "encoded": {"type": "string", "contentEncoding": text, "contentMediaType": text, "examples": [text]},
            "union": {"$ref": "#/components/schemas/Union", "description": text},
        },
        "dependentRequired": {text: [text]},
        "x-own": text,
    }
    return {
        "openapi": "3.1.1",
        "info": {"title": text, "version": text, "description": text, "license": {"name": text}},
        "tags": [{"name": text, "description": text}],
        "paths": {f"/{text}/{{{text}}}": {"summary": text, "post": _operation(text)}},
        "webhooks": {text: {"post": {"requestBody": _body(text, {"type": "object", "properties": {text: {}}})}}},
        "components": {
            "schemas": {text: schema, "Union": _union(text), "One": _variant(text, 1), "Two": _variant(text, 2)},
            "responses": {text: {"description": text, "content": {"application/json": {"schema": schema}}}},
            "parameters": {text: {"name": text, "in": "query", "schema": {"enum": [text, "a", "b", "c"]}}},
        },
    }


def _operation(text: str) -> Json:
    return {
        "operationId": text,
        "summary": text,
        "description": text,
        "tags": [text],
        "parameters": [
            {"name": text, "in": "path", "required": True, "description": text, "schema": {"type": "string"}},
            {"name": text, "in": "header", "schema": {"enum": [text]}},
        ],
        "requestBody": _body(text, {"type": "object", "properties": {text: {"const": text}}}),
        "responses": {
            "200": {
                "description": text,
                "headers": {text: {"schema": {"enum": [text, "a", "b", "c"]}, "description": text}},
                "content": {text: {"schema": {"type": "object", "properties": {text: {}}}}},
            }
        },
        "callbacks": {text: {text: {"post": {"requestBody": _body(text, {"properties": {text: {}}})}}}},
    }


def _body(text: str, schema: Json) -> Json:
    return {"description": text, "content": {text: {"schema": schema}, "application/json": {"schema": schema}}}


def _union(text: str) -> Json:
    references: list[Json] = [{"$ref": f"#/components/schemas/{name}"} for name in ("One", "Two")]
    mapping: Json = {text: "#/components/schemas/One", f"{text}2": "#/components/schemas/Two"}
    return {"oneOf": references, "discriminator": {"propertyName": text, "mapping": mapping}, "description": text}


def _variant(text: str, number: int) -> Json:
    return {"type": "object", "title": f"{text}{number}", "required": [text], "properties": {text: {"type": "string"}}}
