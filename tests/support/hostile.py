"""Input that no honest author writes, by what is wrong with it."""

import json
from collections.abc import Callable

HEAD = 'openapi: 3.1.1\ninfo: {title: a, version: "1"}\n'


def schemas(text: str) -> str:
    """Return a description with these components, in YAML's flow style."""
    return f"{HEAD}components: {{schemas: {{{text}}}}}\n"


def _chain(length: int, link: Callable[[str], object]) -> str:
    schemas = {f"S{at}": link(f"#/components/schemas/S{at + 1}") for at in range(length)}
    return json.dumps({"openapi": "3.1.1", "components": {"schemas": {**schemas, f"S{length}": {"type": "string"}}}})


HOSTILE = {
    "nothing": "",
    "white space": " \n\t\n",
    "only comments": "# one\n# two\n",
    "a list": "- openapi: 3.1.1\n",
    "text": "hello",
    "openapi is a number": "openapi: 3\n",
    "openapi is null": "openapi:\n",
    "openapi is a list": "openapi: [3, 1]\n",
    "no info": "openapi: 3.1.1\n",
    "info is text": "openapi: 3.1.1\ninfo: hello\n",
    "a title that is a list": "openapi: 3.1.1\ninfo: {title: [a], version: {b: c}}\n",
    "numbers for keys": f"{schemas('1: {}')}paths: {{1: {{get: {{responses: {{200: {{}}}}}}}}}}\n",
    "paths is null": f"{HEAD}paths:\n",
    "paths is text": f"{HEAD}paths: hello\n",
    "a path is null": f"{HEAD}paths: {{/a: }}\n",
    "an operation is a number": f"{HEAD}paths: {{/a: {{get: 5}}}}\n",
    "parameters of all kinds": f"{HEAD}paths: {{/a: {{get: {{parameters: [5, null, [], {{name: a, in: {{}}}}]}}}}}}\n",
    "responses is a list": f"{HEAD}paths: {{/a: {{get: {{responses: [], callbacks: {{a: {{b: {{post: 5}}}}}}}}}}}}\n",
    "components is a list": f"{HEAD}components: []\n",
    "schemas is null": f"{HEAD}components: {{schemas: }}\n",
    "schemas is a list": f"{HEAD}components: {{schemas: [a]}}\n",
    "schemas of every kind": schemas("A: 5, B: , C: [], D: text, E: 1.5, F: true, G: false"),
    "properties is a list": schemas("A: {type: object, properties: []}"),
    "types of every kind": schemas("A: {type: {a: b}}, B: {type: [[string]]}, C: {type: }, D: {type: []}"),
    "members of every kind": schemas("A: {allOf: 5}, B: {oneOf: [5, null]}, C: {anyOf: {a: b}}, D: {not: 5, if: []}"),
    "references of every kind": schemas("A: {$ref: 5}, B: {$ref: }, C: {$ref: ''}, D: {$ref: '#'}, E: {$ref: '#/'}"),
    "enums of every kind": schemas("A: {enum: 5}, B: {enum: []}, C: {enum: {a: b}}, D: {enum: [[a], {b: c}, .5]}"),
    "discriminators of every kind": schemas(
        "A: {oneOf: [{type: string}], discriminator: 5}, B: {discriminator: {propertyName: 5}}, "
        "C: {oneOf: [{}, {}], discriminator: {propertyName: x, mapping: [a]}}, "
        "D: {oneOf: [{}, {}], discriminator: {propertyName: x, mapping: {a: 5}}}"
    ),
    "numbers that contradict": schemas("A: {type: integer, minimum: 5, maximum: 1, multipleOf: 0, minLength: -1}"),
    "keys that are no names": schemas("'': {properties: {'': {}, ' ': {}, '\"\"\"': {}, class: {}, ☃: {}}}"),
    "control characters": "openapi: 3.1.1\0\x07\x1b[31m\n",
    "half a surrogate pair": '{"openapi": "3.1.1", "x": "\\ud83d"}',
    "a hundred schemas deep": schemas(f"A: {'{type: array, items: ' * 95}{{}}{'}' * 95}"),
    "five thousand lists deep": f"{HEAD}x: {'[' * 5000}{']' * 5000}\n",
    "five thousand lists deep in JSON": f'{{"openapi": "3.1.1", "x": {"[" * 5000}{"]" * 5000}}}',
    "a billion laughs": f"{HEAD}x0: &x0 [ha]\n"
    + "".join(f"x{n}: &x{n} [{f'*x{n - 1}, ' * 9}]\n" for n in range(1, 40)),
    "schemas of schemas by aliases": f"{HEAD}x0: &x0 {{type: string}}\n"
    + "".join(f"x{n}: &x{n} {{properties: {{a: *x{n - 1}, b: *x{n - 1}}}}}\n" for n in range(1, 40))
    + "components: {schemas: {A: *x39}}\n",
    "a chain of references": _chain(2000, lambda next: {"$ref": next}),
    "a chain of members": _chain(400, lambda next: {"allOf": [{"$ref": next}]}),
    "a chain of objects": _chain(3000, lambda next: {"type": "object", "properties": {"next": {"$ref": next}}}),
    "a chain of unions": _chain(3000, lambda next: {"oneOf": [{"type": "integer"}, {"$ref": next}]}),
}
