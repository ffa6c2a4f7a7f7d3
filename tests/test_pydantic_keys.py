"""Keys that are spelled like Python names: nothing is added, dropped or respelled between load and dump."""

import copy
import json
import pickle
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from support.imported import imported

SCHEMAS = """
Item:
  type: object
  required: [maxSize]
  properties:
    maxSize: {type: integer}
    createdAt: {type: string}
    endedAt: {type: [string, "null"]}
    anyValue: {}
    copy: {type: string, format: date}
    copy_: {type: boolean}
    plain: {type: string}
Numbers:
  type: object
  properties: {lastSeen: {type: [number, "null"]}, schema: {type: string}}
  additionalProperties: {type: integer}
Dog:
  type: object
  required: [petType]
  properties: {petType: {const: dog}, goodBoy: {type: boolean}}
Cat:
  type: object
  required: [petType]
  properties: {petType: {const: cat}, livesLeft: {type: [integer, "null"]}}
Pet: {oneOf: [{$ref: "#/components/schemas/Dog"}, {$ref: "#/components/schemas/Cat"}]}
Box:
  allOf: [{$ref: "#/components/schemas/Item"}]
  type: object
  properties:
    subItems: {type: array, items: {$ref: "#/components/schemas/Item"}}
    byName: {type: object, additionalProperties: {$ref: "#/components/schemas/Pet"}}
    either: {anyOf: [{type: string}, {$ref: "#/components/schemas/Numbers"}]}
    innerBox: {$ref: "#/components/schemas/Box"}
"""
TEXT = st.sampled_from(["", "a", "null"])
ANY = st.one_of(st.none(), st.booleans(), TEXT, st.integers(), st.lists(st.none(), max_size=1))
NAMES = st.sampled_from(
    "max_size created_at ended_at any_value copy_ copy__ sub_items by_name inner_box pet_type good_boy lives_left "
    "last_seen schema_ model_fields_set tags_ self other".split()
)


def objects(required: dict[str, Any], optional: dict[str, Any], further: Any = ANY) -> Any:
    """Draw objects with unknown keys that look like attributes."""
    known = st.fixed_dictionaries(required, optional=optional)
    return st.builds(lambda more, own: {**more, **own}, st.dictionaries(NAMES, further, max_size=4), known)


PROPERTIES = {
    "createdAt": TEXT,
    "endedAt": TEXT | st.none(),
    "anyValue": ANY,
    "copy": st.just("2024-01-02"),
    "plain": TEXT,
}
ITEM = objects({"maxSize": st.integers()}, PROPERTIES).map(
    lambda one: {key: value for key, value in one.items() if key != "copy_" or isinstance(value, bool)}
)
NUMBERS = objects({}, {"lastSeen": st.none() | st.integers(), "schema": TEXT}, st.integers())
PET = objects({"petType": st.just("dog")}, {"goodBoy": st.booleans()}) | objects(
    {"petType": st.just("cat")}, {"livesLeft": st.none() | st.integers()}
)


def _boxed(inner: Any) -> Any:
    more = st.fixed_dictionaries(
        {},
        optional={
            "subItems": st.lists(ITEM, max_size=2),
            "byName": st.dictionaries(TEXT, PET, max_size=2),
            "either": TEXT | NUMBERS,
            "innerBox": inner,
        },
    )
    return st.builds(lambda item, own: {**item, **own}, ITEM, more)


BOX = st.recursive(ITEM, _boxed, max_leaves=3)


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with imported(tmp_path_factory.mktemp("keys"), "keys_types", SCHEMAS) as found:
        yield found


@pytest.mark.parametrize(
    ("form", "documents"), [("Box", BOX), ("Numbers", NUMBERS), ("Pet", PET)], ids=["Box", "Numbers", "Pet"]
)
def test_every_way_of_loading_and_dumping_gives_the_document_back(api: Any, form: str, documents: Any) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(getattr(api, form))

    @settings(max_examples=300, deadline=None)
    @given(documents)
    def law(document: Any) -> None:
        text = json.dumps(document)
        loaded = api.from_json(getattr(api, form), document)
        for one in (loaded, adapter.validate_python(document), adapter.validate_json(text)):
            assert json.dumps(api.to_json(one), sort_keys=True) == json.dumps(document, sort_keys=True)
            assert one.model_dump(mode="json", by_alias=True, exclude_unset=True) == document
            assert json.loads(one.model_dump_json(by_alias=True, exclude_unset=True)) == document
            assert one == loaded
        for same in (copy.copy(loaded), copy.deepcopy(loaded), pickle.loads(pickle.dumps(loaded)), loaded.model_copy()):
            assert (same, same.model_fields_set) == (loaded, loaded.model_fields_set)
            assert api.to_json(same) == document

    law()


def test_an_unknown_key_never_makes_a_property_look_set(api: Any) -> None:
    item = api.from_json(api.Item, {"maxSize": 1, "created_at": "x", "other": 2})
    assert (item.created_at, item.model_extra) == (None, {"created_at": "x", "other": 2})
    assert item.model_fields_set == {"max_size", "other"}
    assert [type(key) for key in item.model_extra] == [str, str]
    both = api.from_json(api.Item, {"maxSize": 1, "ended_at": "x", "endedAt": None})
    assert both.model_fields_set == {"max_size", "ended_at"}
    item.created_at = "y"
    assert api.to_json(item) == {"maxSize": 1, "created_at": "x", "createdAt": "y", "other": 2}
    updated = api.from_json(api.Item, {"maxSize": 1, "created_at": "x"}).model_copy(update={"created_at": "y"})
    assert api.to_json(updated) == {"maxSize": 1, "created_at": "x", "createdAt": "y"}


def test_constructors_refuse_wire_names(api: Any) -> None:
    assert api.to_json(api.Item(max_size=1, created_at="x", other=2)) == {"maxSize": 1, "createdAt": "x", "other": 2}
    with pytest.raises(ValidationError) as caught:
        api.Item(max_size=1, createdAt="x")
    [fault] = caught.value.errors()
    assert (fault["loc"], fault["msg"]) == ((), "Constructors take the name `created_at`, not `createdAt`")


def test_subclasses_that_rename_more_are_safe_too(api: Any) -> None:
    from pydantic import Field

    class Mine(api.Item):
        my_note: str | None = Field(default=None, validation_alias="myNote", serialization_alias="myNote")

    document = {"maxSize": 1, "my_note": 5, "created_at": 6}
    assert api.to_json(Mine.model_validate(document)) == document


def test_faults_of_typed_further_keys_keep_their_place(api: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        api.from_json(api.Numbers, {"last_seen": "x"})
    assert [fault["loc"] for fault in caught.value.errors()] == [("last_seen",)]
