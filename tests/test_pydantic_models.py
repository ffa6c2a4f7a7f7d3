"""What users do with generated models: many fields, subclasses, copies, and JSON Schema that means the same."""

import copy
import json
import pickle
from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import AfterValidator, Field, TypeAdapter, ValidationError
from support.cases import yaml_file
from support.imported import imported

SCHEMAS = """
Order:
  type: object
  required: [orderId, kind]
  properties:
    orderId: {type: integer, minimum: 1}
    kind: {const: order}
    note: {type: [string, "null"], maxLength: 3}
    tags: {type: array, items: {type: string}, uniqueItems: true}
    share: {type: number, exclusiveMaximum: 1}
    state: {enum: [a, 1, true]}
    pet: {oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}]}
    next: {$ref: "#/components/schemas/Order"}
Cat: {type: object, required: [petType], properties: {petType: {const: cat}}, additionalProperties: false}
Dog: {type: object, required: [petType], properties: {petType: {const: dog}}, additionalProperties: {type: integer}}
"""
_PROPERTIES = ", ".join(f"p{one}: {{type: integer}}, camelCase{one}: {{type: string}}" for one in range(200))
MANY = f"Many: {{type: object, required: [p0], properties: {{{_PROPERTIES}}}}}"
SCALAR = st.sampled_from([None, True, False, 0, 1, 1.0, 0.5, 2, "a", "abcd", "cat", "dog", "order"])
LEAF = SCALAR | st.lists(SCALAR, max_size=2)
KEYS = st.sampled_from(["orderId", "kind", "note", "tags", "share", "state", "petType", "other"])
PET = st.fixed_dictionaries({"petType": st.sampled_from(["cat", "dog", "cow"])}, optional={"x": SCALAR})
LIKELY: dict[str, Any] = {
    "note": st.sampled_from([None, "a", "abcd"]),
    "tags": st.lists(st.sampled_from(["a", "b"]), max_size=2),
    "share": st.sampled_from([0, 0.5, 1]),
    "state": st.sampled_from(["a", 1, True, 1.0, False]),
    "pet": PET,
    "other": SCALAR,
}
GOOD = st.fixed_dictionaries({"orderId": st.sampled_from([0, 1, 2.0]), "kind": st.just("order")}, optional=LIKELY)
DOCUMENTS = GOOD | st.dictionaries(KEYS, LEAF, max_size=4) | GOOD.map(lambda one: {**one, "next": one}) | LEAF


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with imported(tmp_path_factory.mktemp("models"), "models_types", SCHEMAS + MANY) as found:
        yield found


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_the_json_schema_of_a_model_means_what_its_source_means(api: Any, tmp_path_factory: Any, mode: Any) -> None:
    (path := tmp_path_factory.mktemp("source") / "source.yaml").write_text(SCHEMAS, encoding="utf-8")
    source = Draft202012Validator(
        {"components": {"schemas": yaml_file(path)}, "$ref": "#/components/schemas/Order"}  # type: ignore[dict-item]
    )
    ours = Draft202012Validator(api.Order.model_json_schema(by_alias=True, mode=mode))

    @settings(max_examples=500, deadline=None)
    @given(DOCUMENTS)
    def law(document: Any) -> None:
        valid = source.is_valid(document)
        assert ours.is_valid(document) == valid
        assert _is_taken(api, document) == valid

    law()


def _is_taken(api: Any, document: object) -> bool:
    try:
        order = api.from_json(api.Order, document)
    except ValidationError:
        return False
    assert api.to_json(order) == document == order.model_dump(mode="json", by_alias=True, exclude_unset=True)
    assert json.loads(order.model_dump_json(by_alias=True, exclude_unset=True)) == document
    return True


def test_more_properties_than_a_call_once_took_arguments(api: Any) -> None:
    document = {f"p{number}": number for number in range(200)} | {"camelCase7": "x", "camel_case8": 1}
    many = api.from_json(api.Many, document)
    assert (many.p199, many.camel_case7, many.camel_case8) == (199, "x", None)
    assert api.to_json(many) == document
    assert api.to_json(api.Many(**{f"p{number}": number for number in range(200)})) == dict(
        list(document.items())[:200]
    )
    assert len(api.Many.model_json_schema()["properties"]) == 400


def test_users_add_and_override_fields_and_validators(api: Any) -> None:
    def even(value: int) -> int:
        if value % 2:
            raise ValueError("odd")
        return value

    class Mine(api.Order):
        note: str = "mine"
        order_id: Annotated[int, AfterValidator(even)] = Field(
            validation_alias="orderId", serialization_alias="orderId"
        )
        more: list[int] = Field(default_factory=list)

    mine = Mine(order_id=2, more=[1])
    assert api.to_json(mine) == {"kind": "order", "orderId": 2, "more": [1]}
    assert api.to_json(Mine.model_validate({"kind": "order", "orderId": 4, "note": "x"}))["note"] == "x"
    with pytest.raises(ValidationError, match="odd"):
        Mine(order_id=1)
    with pytest.raises(ValidationError):
        Mine.model_validate({"orderId": 4})


def test_models_are_copied_pickled_and_used_as_fields_of_other_models(api: Any) -> None:
    from pydantic import BaseModel

    class Body(BaseModel):
        orders: list[api.Order]  # type: ignore[name-defined]

    document = {"orders": [{"orderId": 1, "kind": "order", "pet": {"petType": "dog", "x": 1}, "order_id": "y"}]}
    body = Body.model_validate_json(json.dumps(document))
    assert body.model_dump(by_alias=True, exclude_unset=True) == document
    [order] = body.orders
    for same in (copy.copy(order), copy.deepcopy(order), pickle.loads(pickle.dumps(order))):
        assert (same, api.to_json(same)) == (order, document["orders"][0])
    changed = order.model_copy(update={"note": "x", "new": 2})
    assert api.to_json(changed) == {**document["orders"][0], "note": "x", "new": 2}
    adapter: TypeAdapter[Any] = TypeAdapter(dict[str, api.Order])
    assert adapter.dump_python(adapter.validate_python({"a": document["orders"][0]}), by_alias=True, exclude_unset=True)


def test_names_of_the_caller_are_not_those_of_generated_types(tmp_path_factory: pytest.TempPathFactory) -> None:
    schemas = """
B: {type: object, properties: {sub: {$ref: "#/components/schemas/V"}}}
V: {anyOf: [{$ref: "#/components/schemas/B"}, {type: array, items: {$ref: "#/components/schemas/V"}}]}
"""
    with imported(tmp_path_factory.mktemp("callers"), "callers_types", schemas) as found:

        class V(int):
            """Not the one of the package."""

        with pytest.raises(ValidationError):
            found.B(sub=V(5))
        assert found.B(sub=[[]]).sub == [[]]
