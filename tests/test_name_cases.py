"""The shared table of names: each row is a place and the name it must have."""

import functools
import json
from pathlib import Path

import pytest
from support.naming import Named, name_graph, name_tree
from support.shared import ROOT, shared

from codegen.loader.load import load
from codegen.lowering.attributes import attributes
from codegen.lowering.enum_members import enum_members
from codegen.lowering.modules import module_name, operation_name, operation_words

SPECS = {
    "openai": "openai/openapi.yaml",
    "github": "github/api.github.com.json",
    "discord": "discord/openapi.json",
    "box": "box/openapi.json",
    "figma": "figma/openapi.yaml",
    "adyen": "adyen/ManagementService-v3.yaml",
    "moby": "docker-moby/swagger.yaml",
}


def rows() -> list[object]:
    path = ROOT.parent / "shared" / "naming" / "cases.json"
    try:
        path = shared("naming", "cases.json")
    except (pytest.skip.Exception, pytest.fail.Exception):
        return [pytest.param({}, id="shared-folder-missing")]
    found = json.loads(Path(path).read_text("utf-8"))
    table = next(part for part in found.values() if isinstance(part, list))
    return [pytest.param(row, id=f"law{row['law']}-{number}") for number, row in enumerate(table)]


@functools.cache
def named_spec(slug: str) -> Named:
    return name_graph(load(str(shared("specs", *SPECS[slug].split("/")))))


@pytest.mark.parametrize("row", rows())
def test_a_place_has_the_name_the_table_wants(row: dict[str, object]) -> None:
    if not row:
        shared("naming", "cases.json")
    match row:
        case {"attributes": keys, "want": want}:
            assert attributes(keys) == want
        case {"members": values, "want": want}:
            assert [list(pair) for pair in enum_members(values)] == want
        case {"module": tag, "want": want}:
            assert module_name(tag) == want
        case {"operation": [method, path, operation_id], "want": want}:
            assert operation_name(operation_words(method, path, operation_id)) == want
        case {"pointer": pointer, "place": place, "want": want}:
            assert described(row).parameters(pointer, place) == want
        case {"pointer": pointer, "want": want}:
            found = described(row).name(pointer)
            assert found is not None
            assert found.text == want
            assert found.anchor == row.get("anchor", found.anchor)
        case _:
            pytest.fail("a row of a kind that this test does not know")


def described(row: dict[str, object]) -> Named:
    if "spec" in row:
        return named_spec(str(row["spec"]))
    return name_tree(row["fragment"])
