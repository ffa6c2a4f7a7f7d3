"""Sharing: which declarations are equal, what the others become; public names and values stay what they are."""

import os
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from support.drawn_schemas import Components, components
from support.generated_types import WAYS, Package, RefusedError, package
from support.load_and_dump import same_json
from support.oracle import VERSIONS, Case, cases, document

from codegen.diagnostics import CodegenError
from codegen.ir.declarations import (
    NO_DOCS,
    Alias,
    Declaration,
    Default,
    Docs,
    Extra,
    Field,
    Member,
    Presence,
    Record,
    Unknown,
)
from codegen.ir.rules import Rules
from codegen.ir.types import Array, Integer, Literals, Map, Named, Nullable, OneOf, Ruled, Tag, Text, Type
from codegen.loader.document import Json
from codegen.lowering.sharing import equal_bodies, shared
from codegen.options import Share

DRAWN = int(os.environ.get("ORACLE", "40"))
TOGETHER = 20
TEXT = Docs(text="Told.")


def field(key: str, type_: Type | str, docs: Docs = NO_DOCS, presence: Presence = Presence.REQUIRED) -> Field:
    meant = Named(name=type_) if isinstance(type_, str) else type_
    return Field(key=key, attribute=key, type=meant, presence=presence, docs=docs)


def record(name: str, *fields: Field, docs: Docs = NO_DOCS) -> Record:
    return Record(name=name, docs=docs, fields=fields, extra=Extra.OPEN)


def union(name: str, *types: Type | str) -> Alias:
    variants = tuple(Named(name=one) if isinstance(one, str) else one for one in types)
    return Alias(name=name, docs=NO_DOCS, type=OneOf(variants=variants))


A, B = record("A", field("x", Text())), record("Bb", field("x", Text()))
RULES = Rules(text='{"not": {"$ref": "#/$defs/A"}}')
OTHER_RULES = Rules(text='{"not": {"$ref": "#/$defs/Bb"}}')


@pytest.mark.parametrize(
    ("declarations", "equal"),
    [
        ((A, B), ["A Bb"]),
        ((A, replace(B, docs=TEXT)), ["A Bb"]),
        ((A, record("Bb", field("x", Text(), TEXT))), []),
        ((A, record("Bb", field("x", Text(), presence=Presence.OPTIONAL))), []),
        ((A, replace(B, extra=Extra.CLOSED)), []),
        ((A, replace(B, rules=RULES)), []),
        ((A, record("Bb", field("y", Text()))), []),
        ((A, replace(B, fields=(replace(B.fields[0], attribute="x_"),))), []),
        ((record("A"), record("Bb")), ["A Bb"]),
        # what Python takes for equal
        ((record("A", field("x", Literals(values=(1,)))), record("Bb", field("x", Literals(values=(True,))))), []),
        ((union("A", Literals(values=(1,)), Text()), union("Bb", Literals(values=(1.0,)), Text())), []),
        (
            (
                record("A", field("x", Text(), Docs(default=Default(value=0)))),
                record("Bb", field("x", Text(), Docs(default=Default(value=False)))),
            ),
            [],
        ),
        # what is made of equals
        ((A, B, record("Pa", field("of", "A")), record("Pb", field("of", "Bb"))), ["A Bb", "Pa Pb"]),
        ((A, B, record("Pa", field("of", Array(items=Named(name="A")))), record("Pb", field("of", "Bb"))), ["A Bb"]),
        (
            (
                A,
                B,
                record("Pa", field("a", "A"), field("b", "A")),
                record("Pb", field("a", "A"), field("b", "Bb")),
            ),
            ["A Bb", "Pa Pb"],
        ),
        ((A, B, replace(record("Pa"), extra=Named(name="A")), replace(record("Pb"), extra=Named(name="Bb"))), None),
        ((A, B, union("Ua", "A", Text()), union("Ub", "Bb", Text())), ["A Bb", "Ua Ub"]),
        ((A, B, union("Ua", "A", Text()), union("Ub", Text(), "Bb")), ["A Bb"]),
        (
            (
                A,
                B,
                record("Ra", field("x", Ruled(of=Text(), rules=RULES))),
                record("Rb", field("x", Ruled(of=Text(), rules=OTHER_RULES))),
            ),
            ["A Bb", "Ra Rb"],
        ),
        # circles
        ((record("A", field("next", "A")), record("Bb", field("next", "Bb"))), ["A Bb"]),
        ((record("A", field("next", "Bb")), record("Bb", field("next", "A"))), ["A Bb"]),
        ((record("A", field("next", "A")), record("Bb", field("next", "A"))), ["A Bb"]),
        (
            (
                record("A", field("next", "A"), field("v", Text())),
                record("Bb", field("next", "Bb"), field("v", Integer())),
                record("Cc", field("of", "A")),
                record("Dd", field("of", "Bb")),
                record("Ee", field("of", "A")),
            ),
            ["Cc Ee"],
        ),
        # what is no body
        (
            (
                Alias(name="A", docs=NO_DOCS, type=Array(items=Text())),
                Alias(name="Bb", docs=NO_DOCS, type=Array(items=Text())),
            ),
            [],
        ),
        ((A, B, replace(record("Child", *A.fields, field("y", Text())), parents=("A",))), []),
    ],
)
def test_equal_is_what_has_the_same_content(declarations: tuple[Declaration, ...], equal: list[str] | None) -> None:
    found = [" ".join(names) for names in equal_bodies(declarations, ())]
    assert found == (["A Bb", "Pa Pb"] if equal is None else equal)
    assert [" ".join(names) for names in equal_bodies(declarations[::-1], ())] == found


def test_names_of_members_and_what_is_told_of_them_are_content() -> None:
    def enum(name: str, member: str, text: str | None = None) -> Alias:
        members = (Member(name=member, value="a", text=text), Member(name="B", value="b"))
        return Alias(name=name, docs=NO_DOCS, type=Literals(values=("a", "b")), members=members)

    every = (enum("One", "A"), enum("Two", "A"), enum("Three", "FIRST"), enum("Four", "A", "Told."))
    assert equal_bodies(every, ()) == (("One", "Two"),)


def test_the_body_is_the_shortest_name_and_does_not_hang_on_what_is_not_equal() -> None:
    every = [replace(A, name=name) for name in ("Ccc", "Bb", "Aaa", "Aa")]
    others = [record(name, field("y", Text())) for name in ("A", "Ab")]
    assert equal_bodies(every, ()) == (("Aa", "Bb", "Aaa", "Ccc"),)
    assert equal_bodies((*others, *every), ()) == (("A", "Ab"), ("Aa", "Bb", "Aaa", "Ccc"))


def test_components_are_apart_and_two_equal_ones_are_two() -> None:
    inline = (record("Pa", field("of", "A")), record("Pb", field("of", "Bb")))
    assert equal_bodies((A, B, *inline), ("A", "Bb")) == ()
    assert equal_bodies((A, replace(A, name="Aa"), *inline), ("A",)) == ()


def test_an_alias_keeps_its_own_docs_and_drops_those_of_the_body() -> None:
    every = (replace(A, docs=TEXT), replace(B, docs=TEXT), replace(A, name="Ccc", docs=Docs(text="Else.")))
    found = {one.name: one for one in shared(every, ()).declarations}
    assert found["A"] == every[0]
    assert found["Bb"] == Alias(name="Bb", docs=NO_DOCS, type=Named(name="A"), shares=True)
    assert found["Ccc"].docs.text == "Else."


def test_what_an_alias_led_to_is_still_known() -> None:
    every = (A, B, record("Pa", field("of", "A")), record("Pb", field("of", "Bb")))
    found = shared(every, ())
    assert found.bodies == {"Bb": "A", "Pb": "Pa"}
    assert found.led == {"Bb": (), "Pb": ("Bb",)}


def test_an_alias_in_a_circle_does_not_come_back_to_itself() -> None:
    deep, down = union("Deep", Text(), "Down"), union("Down", Text(), "Deep")
    assert [one for one in shared((deep, down), ()).declarations if one.name == "Deep"] == [
        union("Deep", Text(), "Deep")
    ]


def test_an_open_union_takes_its_unknown_variant_and_its_guard_along() -> None:
    def opened(name: str) -> tuple[Declaration, ...]:
        tag = Tag(property="kind", cases=(("a",),))
        whole = OneOf(variants=(Map(values=Text()),), tag=tag, unknown=f"{name}Unknown")
        unknown = Unknown(
            name=f"{name}Unknown",
            docs=Docs(text=f"Of {name}."),
            union=name,
            key="kind",
            attribute="kind",
            wire_attribute="wire_kind",
            type=Text(),
            known=("a",),
            guard=f"is_known_{name.lower()}",
        )
        return Alias(name=name, docs=NO_DOCS, type=Nullable(of=whole)), unknown

    found = shared((*opened("A"), *opened("Bb")), ())
    assert found.declarations[:2] == opened("A")
    assert found.bodies == {"Bb": "A", "BbUnknown": "AUnknown"}
    assert [one.guard for one in found.declarations if isinstance(one, Alias)] == ["", "is_known_bb", ""]


# --- the whole: drawn schemas, each of them at two places ---------------------------------------------------------


@pytest.mark.parametrize("dialect", VERSIONS)
def test_public_names_and_values_are_the_same_whether_bodies_are_shared_or_not(dialect: str) -> None:
    asked = list(cases(_drawn(dialect)))
    counts = [_compared(dialect, asked[start : start + TOGETHER]) for start in range(0, len(asked), TOGETHER)]
    assert sum(counts) > 4 * DRAWN


def _drawn(dialect: str) -> list[Components]:
    found: list[Components] = []

    @settings(
        max_examples=DRAWN,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(components(dialect))
    def collect(one: Components) -> None:
        found.append(one)

    collect()
    return found


def _compared(dialect: str, asked: list[Case]) -> int:
    """Compare the types of some cases, and return of how many values; halves, where some have no types."""
    schemas = {name: schema for case in asked for name, schema in case.schemas.items()}
    pairs: dict[str, Json] = {
        f"{name}Pair": {"type": "object", "properties": {"one": schema, "two": schema}}
        for name, schema in schemas.items()
    }
    tree = document(dialect, {**schemas, **pairs})
    try:
        with ExitStack() as stack:
            plain = stack.enter_context(package(tree))
            aliased = stack.enter_context(package(tree, share=Share.ALIAS))
            return _agree(plain, aliased, asked)
    except CodegenError:
        if len(asked) == 1:
            return 0
    middle = len(asked) // 2
    return _compared(dialect, asked[:middle]) + _compared(dialect, asked[middle:])


def _agree(plain: Package, aliased: Package, asked: Iterable[Case]) -> int:
    count = 0
    assert plain.named == aliased.named
    assert not plain.bodies
    assert any(f"{name}PairTwo" in aliased.bodies for case in asked for name in case.schemas)
    for flavour in ("typeddict", "pydantic", "dataclass"):
        assert plain.public_names(flavour) == aliased.public_names(flavour)
    for case in asked:
        for name, instances in case.instances.items():
            for instance in instances:
                for value in ({"one": instance}, {"two": instance, "more": instance}):
                    for way in WAYS:
                        told = _told(plain, way, f"{name}Pair", value)
                        shared_tells = _told(aliased, way, f"{name}Pair", value)
                        assert same_json(told, shared_tells), (case.schemas, way, name, value)
                        count += told is not None
    return count


def _told(types: Package, way: str, name: str, value: Json) -> Json:
    """Return the document that comes of a value; nothing where it is refused."""
    try:
        return types.round_trip(way, name, value)
    except RefusedError:
        return None
