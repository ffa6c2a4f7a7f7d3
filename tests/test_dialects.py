"""One dialect after the normalizer: what several versions write differently comes to the same package.

A row of `dialects/` is a difference, with the section that tells of it, and how each version writes it: in
`schemas.yaml` the component `It`, in `frames.yaml` all that stands behind the head of a description.
"""

from pathlib import Path

import pytest
import yaml
from support.documents import graph

from codegen.ir.package import Package
from codegen.loader.document import Json
from codegen.lowering.lower import lower
from codegen.normalizer.normalize import normalize
from codegen.options import Options
from codegen.resolver.resolve import resolve

TABLES = Path(__file__).parent / "dialects"
ROWS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(TABLES.glob("*.yaml"))}
HEADS = {
    "2.0": {"swagger": "2.0"},
    "3.0": {"openapi": "3.0.4"},
    "3.1": {"openapi": "3.1.1"},
    "3.2": {"openapi": "3.2.0"},
}
OTHERS: dict[str, Json] = {
    "Pet": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}},
    "Cat": {"allOf": [{"$ref": "@Pet"}, {"type": "object", "properties": {"lives": {"type": "integer"}}}]},
}


def rows(table: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", ROWS[table], ids=lambda row: row["name"])


def versions(row: dict[str, Json]) -> dict[str, Json]:
    """Return how each version writes a row; several that write it alike stand there together."""
    return {one: row[key] for key in row if key[0].isdigit() for one in key.split(", ")}


def placed(value: Json, at: str) -> Json:
    """Return a value with its references to components where a version has those."""
    if isinstance(value, list):
        return [placed(one, at) for one in value]
    if isinstance(value, dict):
        return {key: placed(one, at) for key, one in value.items()}
    return f"{at}{value[1:]}" if isinstance(value, str) and value.startswith("@") else value


def of_schema(version: str, written: Json) -> dict[str, Json]:
    """Return the parts of a description whose component `It` is written so."""
    at = "#/definitions/" if version == "2.0" else "#/components/schemas/"
    schemas = placed({"It": written, **OTHERS}, at)
    kept = {"definitions": schemas} if version == "2.0" else {"components": {"schemas": schemas}}
    return {"paths": {}, **kept}


def package_of(version: str, parts: Json) -> tuple[Package, list[str]]:
    """Return the package of a description, and the codes of what is told of it."""
    assert isinstance(parts, dict)
    tree = {**HEADS[version], "info": {"title": "It", "version": "1"}, **parts}
    loaded = graph(yaml.safe_dump(tree, sort_keys=False))
    spec = normalize(loaded)
    resolution = resolve(spec)
    lowering = lower(spec, resolution, None, Options(package="it"))
    found = (*loaded.diagnostics, *spec.diagnostics, *resolution.diagnostics, *lowering.diagnostics)
    return lowering.package, sorted({one.code for one in found})


def check(row: dict[str, Json], found: dict[str, tuple[Package, list[str]]]) -> None:
    codes = row.get("codes", {})
    assert isinstance(codes, dict)
    assert {version: told for version, (_, told) in found.items()} == {one: codes.get(one, []) for one in found}
    first = next(iter(found.values()))[0]
    assert {version: package for version, (package, _) in found.items()} == dict.fromkeys(found, first)
    assert len(found) > 1, "one version alone is no difference"
    assert row["section"]


@rows("schemas")
def test_a_schema_is_the_same_in_every_dialect(row: dict[str, Json]) -> None:
    check(row, {one: package_of(one, of_schema(one, written)) for one, written in versions(row).items()})


@rows("frames")
def test_what_is_around_the_schemas_is_the_same_in_every_dialect(row: dict[str, Json]) -> None:
    check(row, {one: package_of(one, parts) for one, parts in versions(row).items()})
