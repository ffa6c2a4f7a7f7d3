"""Generated dataclasses in the hands of Python: copied, pickled, subclassed, with any names and many fields."""

import copy
import dataclasses
import json
import pickle
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from support.cases import write_packages

from codegen.options import DataclassOptions, Flavour, Options, Validation
from codegen.pipeline import generate

KEYS = (
    *(
        "self",
        "cls",
        "additional_properties",
        "wire_names_",
        "rules_",
        "copy",
        "dict",
        "__init__",
        "_private",
        "__slots__",
    ),
    *("class", "$ref", "", "a b", "a-b", "A-B", "aB", "field", "dataclass", "UNSET", "Unset", "str", "int", "list"),
    *("from_json", "to_json", "Meets", "Annotated", "Literal", "v0", "faults", "record", "load0", "__dict__", "é", "ﬁ"),
)
WIDE = [f"field {number}" for number in range(300)]


def _schema(keys: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": keys[::2],
        "properties": {key: {"type": ["integer", "string"]} for key in keys},
    }


@pytest.fixture(scope="module", params=["usual", "positional", "frozen", "full"])
def api(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The dataclass flavour of a description with odd names, with some options."""
    folder = tmp_path_factory.mktemp("dataclasses")
    schemas = {"Odd": _schema(list(KEYS)), "Wide": {**_schema(WIDE), "additionalProperties": False, "minProperties": 1}}
    description = {"openapi": "3.1.1", "info": {"title": "Odd", "version": "1"}, "components": {"schemas": schemas}}
    (folder / "odd.json").write_text(json.dumps(description), encoding="utf-8")
    package = f"odd_{request.param}"
    options = Options(package=package, flavours=(Flavour.DATACLASS,), dataclass=OPTIONS[request.param])
    write_packages(folder, {package: generate(str(folder / "odd.json"), options).tree})
    sys.path.insert(0, str(folder))
    yield import_module(f"{package}.dataclass")
    sys.path.remove(str(folder))


OPTIONS = {
    "usual": DataclassOptions(),
    "positional": DataclassOptions(kw_only=False, slots=False),
    "frozen": DataclassOptions(frozen=True, kw_only=False),
    "full": DataclassOptions(validate=Validation.FULL, frozen=True, slots=False),
}
DOCUMENTS = {
    "Odd": [dict.fromkeys(KEYS, 1), {**dict.fromkeys(KEYS[::2], "x"), "other": [None]}],
    "Wide": [{key: number for number, key in enumerate(WIDE)}, dict.fromkeys(WIDE[::2], "x")],
}
EACH = pytest.mark.parametrize(("name", "document"), [(name, one) for name, all_ in DOCUMENTS.items() for one in all_])


@EACH
def test_any_key_has_its_value_and_comes_back(api: Any, name: str, document: dict[str, object]) -> None:
    loaded = api.from_json(getattr(api, name), document)
    assert api.to_json(loaded) == document
    assert len({field.name for field in dataclasses.fields(loaded)}) == len(dataclasses.fields(loaded))


@EACH
def test_objects_are_copied_pickled_and_replaced(api: Any, name: str, document: dict[str, object]) -> None:
    loaded = api.from_json(getattr(api, name), document)
    for other in (
        copy.copy(loaded),
        copy.deepcopy(loaded),
        pickle.loads(pickle.dumps(loaded)),
        dataclasses.replace(loaded),
    ):
        assert other == loaded
        assert api.to_json(other) == document
    first = dataclasses.fields(loaded)[0].name
    assert dataclasses.replace(loaded, **{first: "else"}) != loaded
    assert dataclasses.asdict(loaded)[first] == getattr(loaded, first)


def test_a_missing_key_is_told_by_its_wire_name(api: Any) -> None:
    with pytest.raises(api.LoadError) as caught:
        api.from_json(api.Odd, {})
    assert [one.path for one in caught.value.faults] == [(key,) for key in KEYS[::2]]


def test_users_subclass_with_fields_and_methods_of_their_own(api: Any) -> None:
    @dataclasses.dataclass(kw_only=True, frozen=api.Wide.__dataclass_params__.frozen)
    class Wider(api.Wide):  # type: ignore[misc]  # a class that only exists here
        more: int = 0

        def total(self) -> int:
            """Return a sum of theirs."""
            return self.more + int(self.field_0)

    loaded = api.from_json(Wider, {**DOCUMENTS["Wide"][0], "more": 5})
    assert (type(loaded), loaded.total()) == (Wider, 5)
    assert api.to_json(loaded)["more"] == 5
