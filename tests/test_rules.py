"""The evaluator of rules that generated packages carry, beside `jsonschema`; the proof that spares `oneOf` its rule."""

import json
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from support.documents import graph
from support.runtime import write_package
from support.schemas import SCHEMAS, VALUES

from codegen.normalizer.normalize import normalize
from codegen.normalizer.spec import NormalSpec, Schema
from codegen.resolver.exclusive import Exclusive
from codegen.resolver.resolve import resolve


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The module `_rules` of a package."""
    folder = tmp_path_factory.mktemp("rules")
    write_package(folder / "ruled", {})
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield import_module("ruled._rules")


def _messages(rules: Any, schema: object, value: object) -> list[tuple[tuple[object, ...], str]]:
    known = rules.Known(fits=lambda name, value: name == "Text" and isinstance(value, str))
    return [(one.path, one.message) for one in rules.broken(schema, value, known)]


def _judge(schema: Any, value: object) -> bool:
    return Draft202012Validator(schema).is_valid(value)


@settings(max_examples=1500, deadline=None)
@given(schema=SCHEMAS, value=VALUES)
def test_the_evaluator_and_jsonschema_agree(rules: Any, schema: object, value: object) -> None:
    assert (not _messages(rules, schema, value)) == _judge(schema, value)


@pytest.mark.parametrize(
    ("schema", "value", "told"),
    [
        ({"minProperties": 2}, {"a": 1}, [((), "should have at least 2 properties")]),
        ({"maxItems": 1}, [1, 2], [((), "should have at most 1 item")]),
        ({"minLength": 2}, "\U0001f432", [((), "should have at least 2 characters")]),
        ({"type": ["object", "null"]}, 1, [((), "should be an object or null")]),
        ({"const": 1}, True, [((), "should be 1")]),
        ({"enum": [[1], {"a": 1}]}, [True], [((), 'should be [1] or {"a": 1}')]),
        ({"multipleOf": 0.01}, 19.995, [((), "should be a multiple of 0.01")]),
        ({"not": {"required": ["a"]}}, {"a": 1}, [((), 'should not fit {"required": ["a"]}')]),
        (
            {"oneOf": [{"$ref": "#/$defs/Text"}, {"type": "string"}]},
            "a",
            [((), 'should fit exactly one of Text and {"type": "string"}, fits Text and {"type": "string"}')],
        ),
        (
            {"anyOf": [{"$ref": "#/$defs/Text"}, {"type": "null"}]},
            1,
            [((), 'should fit Text or {"type": "null"}')],
        ),
        ({"contains": {"const": 1}}, [2], [((), 'should have at least 1 item that fits {"const": 1}')]),
        ({"items": {"contains": {"const": 1}, "maxContains": 1}}, [[1, 1]], [((0,), None)]),
        ({"dependentRequired": {"a": ["b"]}}, {"a": 1}, [((), 'should have the property "b" beside "a"')]),
        ({"properties": {"a": {"type": "string"}}}, {"a": 1}, [(("a",), "should be a string")]),
        (
            {"propertyNames": {"maxLength": 1}},
            {"ab": 1},
            [(("ab",), "has a name that should have at most 1 character")],
        ),
        ({"if": {"type": "array"}, "then": {"minItems": 1}}, [], [((), "should have at least 1 item")]),
        ({"unevaluatedProperties": False}, {"a": 1}, [(("a",), "should be absent, as no value is valid here")]),
        ({"$ref": "#/$defs/Text"}, 1, [((), "should be Text")]),
    ],
)
def test_a_fault_says_where_it_is_and_what_should_be(
    rules: Any, schema: object, value: object, told: list[tuple[tuple[object, ...], str | None]]
) -> None:
    found = _messages(rules, schema, value)
    assert [path for path, _ in found] == [path for path, _ in told]
    assert all(wanted in (None, message) for (_, message), (_, wanted) in zip(found, told, strict=True))


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        (r"^\d$", "٣", False),
        (r"^\w$", "é", False),
        (r"^\W$", "é", True),
        (r"^[\W]$", "[", True),
        (r"^[\D]$", "1", False),
        (r"^\s$", "\ufeff", True),
        (r"^a$", "a\n", False),
        (r"^\cJ$", "\n", True),
        (r"^\u{1F432}$", "\U0001f432", True),
        (r"^\uD83D\uDC32$", "\U0001f432", True),
        (r"^.$", "\u2028", False),
        (r"^\p{Lu}\P{Lu}$", "Äé", True),
        (r"^[\p{L}\d]+$", "é1", True),
        (r"(?<x>a)\k<x>", "aa", True),
        (r"\bé", "aé", True),
    ],
)
def test_patterns_are_those_of_ecmascript(rules: Any, pattern: str, text: str, matches: bool) -> None:
    assert (not _messages(rules, {"pattern": pattern}, text)) is matches


# --- the proof that no value fits two schemas ---------------------------------------------------------------------


def _spec(*schemas: object) -> NormalSpec:
    named = {f"S{number}": schema for number, schema in enumerate(schemas)}
    document = {"openapi": "3.1.1", "info": {"title": "", "version": ""}, "components": {"schemas": named}}
    return normalize(graph(json.dumps(document)))


def _are_apart(one: object, other: object) -> bool:
    spec = _spec(one, other)
    first, second = (one.content for one in spec.components if isinstance(one.content, Schema))
    return Exclusive(spec, resolve(spec)).are_apart(first, second)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ({"type": "string"}, {"type": "integer"}, True),
        ({"type": "integer"}, {"type": "number"}, False),
        ({"type": "integer", "maximum": 4}, {"type": "number", "minimum": 5}, True),
        ({"type": "integer", "maximum": 5}, {"type": "number", "minimum": 5}, False),
        ({"type": "number", "exclusiveMaximum": 5}, {"type": "number", "minimum": 5}, True),
        ({"enum": ["a", "b"]}, {"enum": ["c"]}, True),
        ({"enum": [1]}, {"const": 1.0}, False),
        ({"enum": [1]}, {"const": True}, True),
        ({"type": "string", "format": "date"}, {"type": "string", "format": "uuid"}, True),
        ({"type": "string", "format": "uri"}, {"type": "string", "format": "email"}, False),
        ({"type": "array", "items": {"type": "string"}}, {"type": "array", "items": {"type": "integer"}}, False),
        (
            {"type": "array", "items": {"type": "string"}, "minItems": 1},
            {"type": "array", "items": {"type": "integer"}},
            True,
        ),
        (
            {"type": "object", "required": ["k"], "properties": {"k": {"const": "a"}}},
            {"type": "object", "required": ["k"], "properties": {"k": {"const": "b"}}},
            True,
        ),
        (
            {"type": "object", "properties": {"k": {"const": "a"}}},
            {"type": "object", "properties": {"k": {"const": "b"}}},
            False,
        ),
        (
            {"type": "object", "required": ["k"]},
            {"type": "object", "properties": {"x": {}}, "additionalProperties": False},
            True,
        ),
        ({"type": "object", "required": ["k"]}, {"type": "object", "not": {"required": ["k"]}}, True),
        ({"type": ["string", "null"]}, {"type": ["integer", "null"]}, False),
    ],
)
def test_what_is_proven_to_be_apart(one: object, other: object, apart: bool) -> None:
    assert _are_apart(one, other) is apart
    assert _are_apart(other, one) is apart


_SHAPES = st.fixed_dictionaries(
    {"type": st.sampled_from(["integer", "number", "string", "array", "object"])},
    optional={
        "enum": st.lists(st.sampled_from([0, 1, 0.5, "a", "ab", [], ["a"], {"a": 1}]), min_size=1, max_size=2),
        "minimum": st.sampled_from([0, 1]),
        "exclusiveMaximum": st.sampled_from([0, 1]),
        "minLength": st.integers(0, 2),
        "maxLength": st.integers(0, 2),
        "minItems": st.integers(0, 2),
        "maxItems": st.integers(0, 2),
        "items": st.sampled_from([{"type": "string"}, {"type": "integer"}]),
        "required": st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=2, unique=True),
        "properties": st.fixed_dictionaries(
            {}, optional={"a": st.sampled_from([{"const": 1}, {"const": "a"}]), "b": st.just({"type": "string"})}
        ),
        "additionalProperties": st.booleans(),
        "minProperties": st.integers(0, 2),
        "maxProperties": st.integers(0, 2),
    },
)


@settings(max_examples=400, deadline=None)
@given(one=_SHAPES, other=_SHAPES, values=st.lists(VALUES, min_size=1, max_size=20))
def test_no_value_fits_two_schemas_that_are_apart(one: Any, other: Any, values: list[object]) -> None:
    assume(any(_judge(schema, value) for schema in (one, other) for value in values))
    if _are_apart(one, other):
        assert not [json.dumps(value) for value in values if _judge(one, value) and _judge(other, value)]
