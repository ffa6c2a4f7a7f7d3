"""Names are unique, legal, and functions of the place alone, whatever the description."""

import re
from collections.abc import Mapping

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.naming import name_schemas, name_tree

from codegen.loader.document import Json
from codegen.lowering.attributes import attributes
from codegen.lowering.enum_members import enum_members
from codegen.lowering.renewal import renewed_lock
from codegen.lowering.reserved import ATTRIBUTES, is_reserved_type
from codegen.words import folded

KEYS = st.sampled_from(
    [
        "foo",
        "Foo",
        "bar",
        "bars",
        "foo_bar",
        "fooBar",
        "FooBar",
        "FOO",
        "bar_item",
        "list",
        "2nd",
        "",
        "a-b",
        "名",
        "items",
    ]
)
TAGS = st.sampled_from(["a", "b", "foo", "Foo", "foo-bar"])
ENUMS = st.lists(TAGS, min_size=2, max_size=3, unique=True).map(lambda values: {"enum": values})
LEAVES = st.one_of(
    ENUMS,
    st.sampled_from([{"type": "string"}, {"type": "null"}, {"$ref": "#/components/schemas/Other"}]),
    TAGS.map(lambda value: {"const": value}),
)


def _compose(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    objects = st.builds(
        lambda properties, title: {"type": "object", "properties": properties, **({"title": title} if title else {})},
        st.dictionaries(KEYS, inner, min_size=1, max_size=3),
        st.sampled_from(["", "", "Foo bar", "a title, in prose."]),
    )
    return st.one_of(
        objects,
        inner.map(lambda items: {"type": "array", "items": items}),
        inner.map(lambda values: {"type": "object", "additionalProperties": values}),
        st.lists(inner, min_size=1, max_size=3).map(lambda variants: {"oneOf": variants}),
        st.tuples(objects, inner).map(
            lambda pair: {
                "allOf": [
                    {"$ref": "#/components/schemas/Other"},
                    pair[0],
                    {"type": "object", "properties": {"second": pair[1]}},
                ]
            }
        ),
    )


SCHEMA = st.recursive(LEAVES, _compose, max_leaves=8)
COMPONENTS = st.dictionaries(KEYS, SCHEMA, min_size=1, max_size=4).map(
    lambda found: {**found, "Other": {"type": "object", "properties": {"other": {"type": "integer"}}}}
)
few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def names(components: Mapping[str, Json]) -> dict[str, str]:
    return name_schemas(components).by_anchor()


def without_digests(found: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the names with their anchors, less the digests: those are taken of what is written, as it is written."""
    return sorted((re.sub(r"\}~[0-9a-f]{8}", "}", anchor), name) for anchor, name in found.items())


def reordered(tree: Json) -> Json:
    """Return the tree with components, properties and variants in the opposite order."""
    if isinstance(tree, dict):
        return {key: reordered(value) for key, value in reversed(tree.items())}
    if isinstance(tree, list) and tree and isinstance(tree[0], dict):
        return [reordered(one) for one in reversed(tree)]
    return tree


@few
@given(COMPONENTS)
def test_names_are_legal_free_and_unique_without_case(components: dict[str, Json]) -> None:
    found = list(names(components).values())
    assert len({folded(one) for one in found}) == len(found)
    assert all(one.isidentifier() and not is_reserved_type(one) for one in found)


@few
@given(COMPONENTS)
def test_the_order_of_the_description_changes_no_name(components: dict[str, Json]) -> None:
    before, again = name_schemas(components), reordered(components)
    assert isinstance(again, dict)
    assert without_digests(names(again)) == without_digests(before.by_anchor())


@few
@given(COMPONENTS, SCHEMA)
def test_an_unrelated_component_changes_no_name(components: dict[str, Json], other: Json) -> None:
    before = names(components)
    after = names({"Unrelated": other, **components})
    assert {anchor: after.get(anchor) for anchor in before} == before


@few
@given(COMPONENTS, COMPONENTS)
def test_no_locked_name_changes_whatever_comes_beside_it(components: dict[str, Json], more: dict[str, Json]) -> None:
    named = name_schemas(components)
    before = named.by_anchor()
    lock = renewed_lock(named.names, before.values(), named.spec)
    after = name_schemas({**more, **components}, lock).by_anchor()
    assert {anchor: after.get(anchor) for anchor in before} == before


@few
@given(st.lists(st.one_of(KEYS, st.text(max_size=4)), unique=True, max_size=8))
def test_attributes_of_one_object_are_legal_and_differ(keys: list[str]) -> None:
    found = attributes(keys)
    assert list(found) == keys
    assert len(set(found.values())) == len(keys)
    assert all(one.isidentifier() and one not in ATTRIBUTES and one[0] != "_" for one in found.values())
    assert attributes(keys[::-1]) == found


@few
@given(st.lists(st.one_of(st.text(max_size=4), st.integers(), st.booleans(), st.none()), max_size=8))
def test_members_of_one_enum_are_legal_and_differ(values: list[str | int | bool | None]) -> None:
    found = [name for _, name in enum_members(values)]
    assert len(set(found)) == len(found)
    assert all(one.isidentifier() and one[0] != "_" for one in found)


@few
@given(st.lists(st.one_of(KEYS, st.text(max_size=6)), min_size=1, max_size=5))
def test_operations_have_names_of_their_own(ids: list[str]) -> None:
    paths: dict[str, Json] = {
        f"/p{number}": {"get": {"operationId": one, "parameters": [{"in": "query", "name": "q", "schema": {}}]}}
        for number, one in enumerate(ids)
    }
    found = name_tree({"paths": paths})
    operations = list(found.names.operations.values())
    assert len(set(operations)) == len(operations) == len(ids)
    assert all(one.isidentifier() for one in operations)
    assert len(set(found.by_anchor().values())) == len(ids)
