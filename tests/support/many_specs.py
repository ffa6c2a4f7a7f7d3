"""A repository of many services, each with a description of its own, in every dialect; written by rule, not by chance.

In: a folder and how many. Of three services one refers to common/money.yaml, of five one to common/page.yaml, of four
one has a second file, of ten one an overlay; all have a lock but each seventh.
"""

import json
from pathlib import Path

COMMON = {
    "money": """\
Money:
  type: object
  required: [amount, currency]
  properties:
    amount: {type: integer, description: In the smallest unit.}
    currency: {type: string, pattern: "^[A-Z]{3}$"}
""",
    "page": """\
Page:
  type: object
  required: [number]
  properties:
    number: {type: integer, minimum: 1}
    size: {type: integer, maximum: 100}
""",
}
_OVERLAY = """\
overlay: 1.0.0
info: {title: Fixes, version: "1"}
actions: [{target: $.info, update: {description: Patched.}}]
"""
_EVERY = {"money": 3, "page": 5}
_PART, _FIXES, _UNLOCKED = 4, 10, 7
_VERSIONS = ("3.1.1", "3.0.3", "2.0", "3.2.0")


def name_of(number: int) -> str:
    """Return what a service is called."""
    return f"s{number:03}"


def users_of(common: str, count: int) -> list[str]:
    """Return the services that refer to a common file."""
    return [name_of(number) for number in range(count) if number % _EVERY[common] == 0]


def write_repository(folder: Path, count: int) -> None:
    """Write the descriptions, configurations and common files."""
    (folder / "common").mkdir(parents=True, exist_ok=True)
    for name, text in COMMON.items():
        (folder / "common" / f"{name}.yaml").write_text(text, encoding="utf-8")
    for number in range(count):
        _write_service(folder / "services" / name_of(number), number)


def change(folder: Path, number: int) -> None:
    """Change the description of one service, so that its types are others."""
    path = _description(folder / "services" / name_of(number), number)
    path.write_text(path.read_text(encoding="utf-8").replace('"open"', '"new"'), encoding="utf-8")


def change_common(folder: Path, name: str) -> None:
    """Change a common file, so that the types of all that refer to it are others."""
    path = folder / "common" / f"{name}.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}    more: {{type: string}}\n", encoding="utf-8")


def _write_service(folder: Path, number: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    spec = _description(folder, number)
    spec.write_text(json.dumps(_tree(number), indent=2) + "\n", encoding="utf-8")  # JSON is YAML, too
    lines = [f"[packages.{folder.name}_types]", f'spec = "{spec.name}"', 'target-python = "3.11"']
    if number % _PART == 0:
        (folder / "part.yaml").write_text(f"Part{number}: {{type: object, properties: {{a: {{type: string}}}}}}\n")
    if number % _FIXES == 0:
        (folder / "fixes.yaml").write_text(_OVERLAY, encoding="utf-8")
        lines.append('overlays = ["fixes.yaml"]')
    if number % _UNLOCKED == 0:
        lines.append("lock = false")
    (folder / "codegen.toml").write_text("\n".join([*lines, ""]), encoding="utf-8")


def _description(folder: Path, number: int) -> Path:
    return folder / ("openapi.json" if number % 2 else "openapi.yaml")


def _tree(number: int) -> dict[str, object]:
    """Return the description of a service."""
    version = _VERSIONS[number % len(_VERSIONS)]
    is_old = version == "2.0"
    at = "#/definitions" if is_old else "#/components/schemas"
    order = {
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"type": "string"},
            "state": {"type": "string", "enum": ["open", "paid", "sent", "closed"]},
            "lines": {"type": "array", "items": {"$ref": f"{at}/Line"}},
            **({"part": {"$ref": f"part.yaml#/Part{number}"}} if number % _PART == 0 else {}),
            **{
                common: {"$ref": f"../../common/{common}.yaml#/{common.title()}"}
                for common, every in _EVERY.items()
                if number % every == 0
            },
        },
    }
    line = {"type": "object", "properties": {f"sku{one}": {"type": "string"} for one in range(number % 9 + 1)}}
    schemas = {"Order": order, "Line": line}
    answer = {"schema": {"type": "array", "items": {"$ref": f"{at}/Order"}}}
    response = answer if is_old else {"content": {"application/json": answer}}
    listing = {
        "operationId": "listOrders",
        "tags": ["orders"],
        "responses": {"200": {"description": "All.", **response}},
        **({"produces": ["application/json"]} if is_old else {}),
    }
    return {
        **({"swagger": version} if is_old else {"openapi": version}),
        "info": {"title": f"Service {number}", "version": "1"},
        "paths": {"/orders": {"get": listing}},
        **({"definitions": schemas} if is_old else {"components": {"schemas": schemas}}),
    }
