"""What is decided about unions: which schemas are a hierarchy, and how variants are told apart."""

from collections.abc import Mapping

import pytest
from support.naming import Json, name_schemas, obj

from codegen.normalizer.spec import NormalSpec
from codegen.resolver.resolve import resolve
from codegen.resolver.verdict import Ambiguous, ByShape, Tagged, Verdict

SCHEMAS = "#/components/schemas"
TEXT: Json = {"type": "string"}
Schemas = Mapping[str, Json]


def ref(name: str) -> Json:
    return {"$ref": f"{SCHEMAS}/{name}"}


def parent(mapping: Mapping[str, str] | None = None, **keywords: Json) -> dict[str, Json]:
    """Return an object with a required `kind` and a discriminator."""
    discriminator: dict[str, Json] = {"propertyName": "kind", **({"mapping": dict(mapping)} if mapping else {})}
    found: dict[str, Json] = {**obj(kind=TEXT), "required": ["kind"], "discriminator": discriminator}
    return {**found, **keywords}


def child(of: str = "Pet", **properties: Json) -> dict[str, Json]:
    return {"allOf": [ref(of), obj(**properties)]}


def tagged(requires: bool = True, **properties: Json) -> dict[str, Json]:
    """Return an object whose properties have these constants."""
    found: dict[str, Json] = {
        key: {"enum": value} if isinstance(value, list) else {"const": value} for key, value in properties.items()
    }
    return {**obj(**found), **({"required": list(found)} if requires else {})}


def spec_of(schemas: Schemas) -> NormalSpec:
    return name_schemas(schemas).spec


# --- hierarchies ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schemas", "want"),
    [
        pytest.param(
            {"Pet": parent(), "Cat": child(), "Dog": child()},
            {"Pet": "Pet/discriminator", "Cat": "Cat", "Dog": "Dog"},
            id="without a mapping each is meant by its name, the parent too",
        ),
        pytest.param(
            {"Pet": parent({"cat": f"{SCHEMAS}/Cat", "lion": "Cat", "dog": "Dog"}), "Cat": child(), "Dog": child()},
            {"cat": "Cat", "lion": "Cat", "dog": "Dog"},
            id="a mapping by pointers and by names, two values for one child; no plain parent",
        ),
        pytest.param(
            {"Pet": parent({"cat": "Cat"}), "Cat": child(), "Dog": child()},
            {"cat": "Cat", "Dog": "Dog"},
            id="a child that a partial mapping leaves out is meant by its name",
        ),
        pytest.param(
            {"Pet": parent({"cat": "Cat", "pet": "Pet"}), "Cat": child()},
            {"pet": "Pet/discriminator", "cat": "Cat"},
            id="a mapping may mean the parent",
        ),
        pytest.param(
            {"Pet": parent({"cat": "Cat"}), "Feline": child(), "Cat": child("Feline")},
            {"cat": "Cat"},
            id="a child of a child; who is in the middle and has no value is abstract",
        ),
        pytest.param(
            {"Pet": parent(), "Cat": {**child(), "x-discriminator-value": "cat"}},
            {"cat": "Cat"},
            id="x-discriminator-value",
        ),
        pytest.param(
            {"Pet": parent(), "Cat": child(kind={"const": "cat"}), "Dog": child(kind={"enum": ["dog", "wolf"]})},
            {"cat": "Cat", "dog": "Dog", "wolf": "Dog"},
            id="constants of the children",
        ),
        pytest.param(
            {"Pet": parent({"cat": "Cat", "rock": "Rock"}), "Cat": child(), "Rock": tagged(kind="rock")},
            {"cat": "Cat", "rock": "Rock"},
            id="a schema that the mapping names, and that does not include the parent",
        ),
        pytest.param({"Pet": parent({"cat": "Cat"}), "Cat": tagged(kind="cat")}, None, id="nobody includes it"),
        pytest.param(
            {"Pet": {**parent(), "properties": {"other": TEXT}}, "Cat": child()},
            None,
            id="the property is not there",
        ),
        pytest.param(
            {"Pet": {**parent(), "properties": {"kind": {"enum": ["x", "y"]}}}, "Cat": child()},
            None,
            id="no name of a child is a value of the property",
        ),
    ],
)
def test_a_parent_is_the_union_of_its_children(schemas: Schemas, want: Mapping[str, str] | None) -> None:
    spec = spec_of(schemas)
    found = next(one for at, one in spec.schemas.items() if at.pointer == "/components/schemas/Pet")
    if want is None:
        assert (found.union, spec.bases) == (None, {})
        assert "discriminator-alone" in {one.code for one in spec.diagnostics}
        return
    assert found.discriminator is not None
    mapping = {value: at.pointer.removeprefix("/components/schemas/") for value, at in found.discriminator.mapping}
    assert mapping == want


def test_a_wrapper_of_the_parent_means_the_union_and_a_child_means_the_base() -> None:
    spec = spec_of(
        {
            "Pet": parent({"cat": "Cat"}),
            "Cat": child(),
            "Home": obj(pet={"allOf": [ref("Pet")], "description": "Whose home it is."}),
        }
    )
    leads = {
        at.pointer.removeprefix("/components/schemas"): one.ref.pointer.removeprefix("/components/schemas")
        for at, one in spec.schemas.items()
        if one.ref is not None and "allOf" in at.pointer
    }
    assert leads == {"/Cat/allOf/0": "/Pet/discriminator", "/Home/properties/pet/allOf/0": "/Pet"}


# --- verdicts ---------------------------------------------------------------------------------------------------------


def decide(schemas: Schemas) -> Verdict:
    spec = spec_of(schemas)
    return next(one for at, one in resolve(spec).verdicts.items() if at.pointer == "/components/schemas/U")


def closed(found: dict[str, Json]) -> dict[str, Json]:
    return {**found, "additionalProperties": False}


@pytest.mark.parametrize(
    ("variants", "want"),
    [
        ([tagged(type="a"), tagged(type="b")], ("type", (), ())),
        ([tagged(a="x", type="a"), tagged(a="y", type="b")], ("type", (), ())),
        ([tagged(op=1), tagged(op=[2, True])], ("op", (), ())),
        ([tagged(type="a"), tagged(requires=False, type="b")], ("type", (), (1,))),
        ([tagged(type="a"), {**tagged(requires=False, type="b"), "required": []}], ("type", (), (1,))),
        ([tagged(type="m", role="u"), tagged(type="m", role="b"), tagged(type="c")], ("type", ((0, 1),), ())),
        ([tagged(type=["a", "b"], status="x"), tagged(type=["b", "c"], status="y")], ("status", (), ())),
        ([{"oneOf": [tagged(type="a"), tagged(type="b")]}, tagged(type="c")], ("type", (), ())),
        ([{"allOf": [tagged(type="a"), obj(x=TEXT)]}, tagged(type="b"), {"type": "null"}], ("type", (), ())),
    ],
)
def test_a_property_with_constants_is_a_tag(
    variants: list[Json], want: tuple[str, tuple[tuple[int, ...], ...], tuple[int, ...]]
) -> None:
    found = decide({"U": {"oneOf": variants}})
    assert isinstance(found, Tagged)
    assert (found.property, tuple(one.variants for one in found.shared), found.absent) == want


@pytest.mark.parametrize(
    "variants",
    [
        [{"type": "string"}, {"type": "array"}, obj()],
        [closed({**obj(a=TEXT), "required": ["a"]}), closed({**obj(b=TEXT), "required": ["b"]})],
        [tagged(type="a"), closed({**obj(x=TEXT), "required": ["x"]})],
        [{**obj(a=TEXT), "required": ["a"]}, {**obj(a=obj()), "required": ["a"]}],
        [{**obj(a=tagged(t="x")), "required": ["a"]}, {**obj(a=tagged(t="y")), "required": ["a"]}],
    ],
)
def test_json_types_and_keys_tell_variants_apart(variants: list[Json]) -> None:
    assert isinstance(decide({"U": {"oneOf": variants}}), ByShape)


@pytest.mark.parametrize(
    ("variants", "why"),
    [
        ([obj(a=TEXT), obj(b=TEXT)], "A value may be both variant 1 and variant 2"),
        ([{**obj(a={"type": "array"}), "required": ["a"]}, obj(b=TEXT)], "A value may be both variant 1 and variant 2"),
        (
            [tagged(requires=False, type="a"), tagged(requires=False, type="b")],
            "Without `type`, a value may be both variant 1 and variant 2",
        ),
        (
            [tagged(type="a"), {**tagged(type="a"), "title": "Other"}, tagged(type="b")],
            "With the same `type`, a value may be both variant 1 and variant 2",
        ),
    ],
)
def test_what_nothing_tells_apart_is_ambiguous(variants: list[Json], why: str) -> None:
    found = decide({"U": {"oneOf": variants}})
    assert isinstance(found, Ambiguous)
    assert found.reason == why


def test_a_variant_has_other_tags_in_another_union() -> None:
    text: Json = {**obj(type=TEXT), "required": ["type"]}
    found = resolve(
        spec_of(
            {
                "U": {
                    "oneOf": [ref("Text"), ref("Image")],
                    "discriminator": {"propertyName": "type", "mapping": {"in": "Text", "image": "Image"}},
                },
                "V": {
                    "oneOf": [ref("Text"), ref("Image")],
                    "discriminator": {"propertyName": "type", "mapping": {"out": "Text", "image": "Image"}},
                },
                "Text": text,
                "Image": text,
            }
        )
    )
    cases = {at.pointer[-1]: one.cases for at, one in found.verdicts.items() if isinstance(one, Tagged)}
    assert cases == {"U": (("in",), ("image",)), "V": (("out",), ("image",))}
    narrowed = {at.pointer[-4:]: tuple(tags["type"]) for at, tags in found.narrowed.items()}
    assert narrowed == {"Text": ("in", "out"), "mage": ("image",)}
