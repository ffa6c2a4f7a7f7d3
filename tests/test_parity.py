"""The schemas that an older generator's users import still exist, with the keys that the description gives them.

`parity/typeddict.json` lists what that generator wrote for an earlier version of OpenAI's description. What the
description has lost since is left out; what it says of a key now, by its letter, is what the TypedDict must say.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TypedDict

import pytest
from support.shared import shared

from codegen.config import Flavour, Options
from codegen.loader.document import Json
from codegen.loader.load import load
from codegen.pipeline import generate
from codegen.publisher.publish import publish

PACKAGE = "parity_types"


class Listed(TypedDict, total=False):
    """What the list has of one schema."""

    kind: str
    required: list[str]
    optional: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The keys that an object must and may have."""

    required: frozenset[str]
    optional: frozenset[str]


class Description:
    """The component schemas, read by the letter: properties and `required`, through `$ref` and `allOf`."""

    def __init__(self, path: Path) -> None:
        tree = load(str(path)).root.tree
        self.schemas = _object(_object(_object(tree)["components"])["schemas"])

    def keys(self, name: str) -> Keys:
        """Return the keys of a component."""
        properties, required = self._keys(self.schemas[name])
        return Keys(required=frozenset(required), optional=frozenset(properties - required))

    def _keys(self, schema: Json) -> tuple[set[str], set[str]]:
        read = _object(schema)
        reference = read.get("$ref")
        if isinstance(reference, str):
            return self._keys(self.schemas[reference.rpartition("/")[2]])
        properties, required = set(_object(read.get("properties", {}))), set(map(str, _array(read.get("required", []))))
        for member in _array(read.get("allOf", [])):
            more, demanded = self._keys(member)
            properties |= more
            required |= demanded
        return properties, required


def _object(value: Json) -> Mapping[str, Json]:
    assert isinstance(value, dict)
    return value


def _array(value: Json) -> list[Json]:
    assert isinstance(value, list)
    return value


@pytest.fixture(scope="module")
def listed() -> Mapping[str, Listed]:
    found: Mapping[str, Listed] = json.loads(shared("parity", "typeddict.json").read_text("utf-8"))["schemas"]
    return found


@pytest.fixture(scope="module")
def description() -> Description:
    return Description(shared("specs", "openai", "openapi.yaml"))


@pytest.fixture(scope="module")
def types(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The TypedDict flavour of OpenAI's description."""
    folder = tmp_path_factory.mktemp("parity")
    options = Options(package=PACKAGE, flavours=(Flavour.TYPEDDICT,))
    publish(generate(str(shared("specs", "openai", "openapi.yaml")), options).tree, folder / PACKAGE)
    sys.path.insert(0, str(folder))
    yield import_module(f"{PACKAGE}.typeddict")
    sys.path.remove(str(folder))


def test_every_listed_schema_that_the_description_still_has_keeps_its_name(
    listed: Mapping[str, Listed], description: Description, types: ModuleType
) -> None:
    missing = [name for name in listed if name in description.schemas and name not in types.__all__]
    assert missing == []


def test_listed_objects_have_the_keys_that_the_description_gives_them(
    listed: Mapping[str, Listed], description: Description, types: ModuleType
) -> None:
    wanted = {name: description.keys(name) for name in _records(listed, description)}
    given = {name: _keys(getattr(types, name)) for name in wanted}
    assert {name: keys for name, keys in given.items() if keys != wanted[name]} == {}


def _records(listed: Mapping[str, Listed], description: Description) -> list[str]:
    """Return the listed objects that have keys in the description still; others became unions or maps."""
    objects = [name for name, one in listed.items() if one["kind"] == "object" and name in description.schemas]
    found = [name for name in objects if description.keys(name) != Keys(required=frozenset(), optional=frozenset())]
    assert len(found) > 200
    return found


def _keys(record: type) -> Keys:
    required: frozenset[str] = record.__required_keys__  # type: ignore[attr-defined]  # a TypedDict
    optional: frozenset[str] = record.__optional_keys__  # type: ignore[attr-defined]
    return Keys(required=required, optional=optional)
