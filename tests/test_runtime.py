"""The support modules of the Pydantic flavour, and the shared ones, beside modules written by hand."""

import copy
import json
import pickle
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from pydantic import TypeAdapter, ValidationError
from support.runtime import support_modules, write_package

INIT = """
from typing import TYPE_CHECKING

if not TYPE_CHECKING:
    from .._lazy import exports

    __getattr__, __dir__ = exports(
        __name__, {"_base": ("from_json", "to_json"), "_things": ("Cat",), "_far": ("Far", "FarUnion")}
    )
"""

THINGS = """
from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, TypeAlias

from pydantic import ConfigDict, Field
from typing_extensions import TypeAliasType

from ._base import Model, NotNull, tag
from ._constraints import MultipleOf, OneOf, Unique
from ._patterns import Matches
from ._scalars import Bool, Float, Int, Integer, JsonLiteral, Nothing, Number
from ._texts import Base64, Decimal, DecimalNumber, Uuid
from ._times import Date, DateTime, Time
from ._unions import tagged


class Scalars(Model):
    integer: Annotated[Int | None, NotNull] = None
    number: Annotated[Float | None, NotNull] = None
    boolean: Annotated[Bool | None, NotNull] = None
    string: Annotated[str | None, NotNull] = None
    few: Annotated[Annotated[int, Field(ge=1, lt=10), Integer] | None, NotNull] = None
    share: Annotated[Annotated[float, Field(ge=0, lt=2.5), Number] | None, NotNull] = None
    huge: Annotated[Annotated[float, Field(le=9007199254740992), Number] | None, NotNull] = None
    cents: Annotated[Annotated[float, Number, MultipleOf(0.01)] | None, NotNull] = None
    five: Annotated[Annotated[int, Field(multiple_of=5), Integer] | None, NotNull] = None
    half: Annotated[Annotated[int, Integer, MultipleOf(0.5)] | None, NotNull] = None
    literal: Annotated[Annotated[Literal[1, 2], JsonLiteral] | None, NotNull] = None
    true: Annotated[Annotated[Literal[True], JsonLiteral] | None, NotNull] = None
    mixed: Annotated[Literal["a", 1, True] | None, JsonLiteral] = None
    never: Annotated[Nothing | None, NotNull] = None
    no_items: Annotated[list[Nothing] | None, NotNull] = None
    flat: Annotated[int | None, Field(ge=1), Integer, NotNull] = None
    flat_code: Annotated[str | None, Field(max_length=3), Matches(r"^\\d+$"), NotNull] = None
    floats: Annotated[Annotated[float, OneOf(0.5, 1, 2.25)] | None, NotNull] = None
    values: Annotated[str | list[object] | None, OneOf("a", [1, "b"], None)] = None
    nullable: Int | None = None
    unique: Annotated[Annotated[list[object], Unique, Field(min_length=1)] | None, NotNull] = None
    points: Annotated[Annotated[list[Point], Unique] | None, NotNull] = None
    code: Annotated[Annotated[str, Matches(r"^[A-Z]{3}$"), Field(max_length=3)] | None, NotNull] = None
    digits: Annotated[Annotated[str, Matches(r"^\\d+$")] | None, NotNull] = None
    ahead: Annotated[Annotated[str, Matches(r"^(?!x)\\w*$")] | None, NotNull] = None
    zero_id: Annotated[Annotated[Uuid, Matches("^0")] | None, NotNull] = None
    old: Annotated[str | None, NotNull] = Field(default=None, deprecated=True)


class Point(Model):
    x: Int


class Formats(Model):
    at: Annotated[DateTime | None, NotNull] = None
    day: Annotated[Date | None, NotNull] = None
    time: Annotated[Time | None, NotNull] = None
    id: Annotated[Uuid | None, NotNull] = None
    price: Annotated[Decimal | None, NotNull] = None
    rate: Annotated[DecimalNumber | None, NotNull] = None
    data: Annotated[Base64 | None, NotNull] = None
    when: Annotated[Date | DateTime | None, NotNull] = None
    ids: Annotated[dict[str, Uuid] | None, NotNull] = None
    created_at: Annotated[DateTime | None, NotNull] = Field(
        default=None, validation_alias="createdAt", serialization_alias="createdAt"
    )


class Cat(Model):
    tags_ = {"type_": "cat"}

    type_: Literal["cat"] = tag(validation_alias="type", serialization_alias="type")
    lives: Int
    friend: Annotated[Animal | None, NotNull] = None


class Dog(Model):
    type_: Literal["dog", "hound"] = Field(validation_alias="type", serialization_alias="type")
    name: str


class Fish(Model):
    type_: Annotated[Literal["fish"] | None, NotNull] = Field(
        default=None, validation_alias="type", serialization_alias="type"
    )
    depth: Float


class AnimalUnknown(Model):
    type_: ClassVar[object] = object()
    wire_type: str = Field(validation_alias="type", serialization_alias="type")


Pet: TypeAlias = Annotated[
    Cat | Dog, tagged("type", {"cat": Cat, "dog": Dog, "hound": Dog}, attribute="type_")
]
Animal: TypeAlias = Annotated[
    Pet | Fish | AnimalUnknown,
    tagged(
        "type",
        {"cat": Pet, "dog": Pet, "hound": Pet, "fish": Fish},
        attribute="type_",
        absent=Fish,
        other=AnimalUnknown,
    ),
]


class First(Model):
    tags_ = {"version": 1}

    version: Annotated[Literal[1], JsonLiteral] = tag()


class Second(Model):
    tags_ = {"version": False}

    version: Annotated[Literal[False], JsonLiteral] = tag()


class Third(Model):
    tags_ = {"version": None}

    version: None = tag()


Versioned: TypeAlias = Annotated[
    First | Second | Third, tagged("version", {1: First, False: Second, None: Third})
]


class Image(Model):
    tags_ = {"type": "image"}

    type: Literal["image"] = tag()
    image: dict[str, object]
    url: str


class Audio(Model):
    tags_ = {"type": "audio"}

    type: Literal["audio"] = tag()


Media: TypeAlias = Annotated[Image | Audio, Field(discriminator="type")]


class Base(Model):
    tags_ = {"kind": "base"}

    kind: Literal["base"] = tag()
    near: Annotated[Point | None, NotNull] = None


class Closed(Model):
    model_config = ConfigDict(extra="forbid")

    a: Int


class Labels(Model):
    if not TYPE_CHECKING:
        __pydantic_extra__: dict[str, Int]


Json = TypeAliasType("Json", "None | Bool | Float | str | list[Json] | dict[str, Json]")
"""

FAR = """
from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from ._base import NotNull, tag
from ._things import Base, Cat, Json, tagged


class Far(Base):
    tags_ = {"sub": "far"}

    sub: Literal["far"] = tag()
    later: Annotated[list[Later] | None, NotNull] = None
    json_: Annotated[Json | None, NotNull] = Field(default=None, validation_alias="json", serialization_alias="json")


class Later(Base):
    tags_ = {"sub": "later"}

    sub: Literal["later"] = tag()
    far: Annotated[FarUnion | None, NotNull] = None


FarUnion: TypeAlias = Annotated[Far | Later | Cat, tagged("sub", {"far": Far, "later": Later}, absent=Cat)]
"""

TYPED_DICTS = """
from typing import TYPE_CHECKING, Literal, NotRequired, TypeAlias, get_type_hints

from typing_extensions import TypeAliasType, TypedDict


class Node(TypedDict):
    value: int
    next: NotRequired["Node | None"]
    children: NotRequired["list[Node]"]
    leaf: NotRequired["Leaf"]


class Leaf(TypedDict, closed=True):
    type: Literal["leaf"]
    up: NotRequired["Node"]


class Branch(TypedDict):
    type: Literal["branch"]
    kids: "list[AnyTree]"


AnyTree: TypeAlias = Leaf | Branch
Tree = TypeAliasType("Tree", "str | list[Tree]")

if not TYPE_CHECKING:
    for _open in (Node, Branch):
        _open.__pydantic_config__ = {"extra": "allow"}
    for _closed in (Leaf,):
        _closed.__pydantic_config__ = {"extra": "forbid"}
    for _quoted in (Node, Leaf, Branch):
        _quoted.__annotations__ = get_type_hints(_quoted, include_extras=True)
"""

FAR_TYPED_DICTS = """
from typing import TYPE_CHECKING, NotRequired, get_type_hints

from typing_extensions import TypedDict

from ._things import Node, Tree

_MessageKeys = TypedDict("_MessageKeys", {"x-y": NotRequired["Later"], "class": NotRequired[str]})


class Message(Node, _MessageKeys):
    tree: Tree
    later: NotRequired["Later"]


class Later(TypedDict):
    message: NotRequired["Message"]


if not TYPE_CHECKING:
    for _open in (Message, Later):
        _open.__pydantic_config__ = {"extra": "allow"}
    for _quoted in (_MessageKeys, Message, Later):
        _quoted.__annotations__ = get_type_hints(_quoted, include_extras=True)
"""

UPPER = "6F9619FF-8B86-D011-B42D-00CF4FC964FF"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the name of the package, which can be imported."""
    folder = tmp_path_factory.mktemp("runtime")
    write_package(
        folder / "by_hand",
        {
            "pydantic/__init__.py": INIT,
            "pydantic/_things.py": THINGS,
            "pydantic/_far.py": FAR,
            "typeddict/__init__.py": "",
            "typeddict/_things.py": TYPED_DICTS,
            "typeddict/_far.py": FAR_TYPED_DICTS,
        },
    )
    sys.path.insert(0, str(folder))
    yield "by_hand"
    sys.path.remove(str(folder))


@pytest.fixture(scope="module")
def api(package: str) -> ModuleType:
    """Return the Pydantic flavour."""
    return import_module(f"{package}.pydantic")


@pytest.fixture(scope="module")
def things(package: str) -> ModuleType:
    """Return the module written by hand."""
    return import_module(f"{package}.pydantic._things")


def same(one: Any, other: Any) -> bool:
    """Tell whether two documents are spelled alike: 1 is not 1.0."""
    return repr(one) == repr(other) if not isinstance(one, dict) else one.items() == other.items()


def loaded(form: Any, document: object) -> list[Any]:
    """Return the document loaded in both ways: as Python's values, and as text."""
    base = import_module("by_hand.pydantic")
    return [base.from_json(form, document), TypeAdapter(form).validate_json(json.dumps(document))]


def paths(form: Any, document: object) -> list[tuple[int | str, ...]]:
    """Return the paths of the faults; the document as text is refused too."""
    with pytest.raises(ValidationError):
        TypeAdapter(form).validate_json(json.dumps(document))
    with pytest.raises(ValidationError) as caught:
        import_module("by_hand.pydantic").from_json(form, document)
    return [fault["loc"] for fault in caught.value.errors()]


SCALARS: dict[str, tuple[list[object], list[object]]] = {
    "integer": ([1, -7, 10**40], [True, "5", 5.5, None, []]),
    "number": ([1, 1.0, -0.0, 10**400, 1e-7], [True, "1", None]),
    "boolean": ([True, False], [0, 1, 1.0, "true", None]),
    "string": (["", "5"], [1, None, True]),
    "few": ([1, 9], [0, 10, 0.0, True, "5", None]),
    "share": ([0, 0.0, 2, 2.25], [-1, -0.1, 2.5, 3, 10**30, True, "1", None]),
    "huge": ([9007199254740992, 1.5], [9007199254740993, 1e300]),
    "cents": ([19.99, 0, 4.35, 12, 1e300], [0.005, True, "0.01", None]),
    "never": ([], [None, 1, {}]),
    "no_items": ([[]], []),
    "flat": ([1], [0, None, "1"]),
    "flat_code": (["123"], ["1234", "a", None]),
    "five": ([10, -5], [7, True]),
    "half": ([3, 10**400], [1.5, True]),
    "literal": ([1, 2], [3, True, "1", None, []]),
    "true": ([True], [1, 1.0, False, "true"]),
    "mixed": (["a", 1, True, None], [False, 0, 2, 1.5, "1"]),
    "floats": ([0.5, 1, 1.0], [3.5, "0.5", True, None]),
    "values": (["a", [1, "b"], None], [[1], "b", 1]),
    "nullable": ([None, 3], [True, "1"]),
    "unique": ([[1, True, "1", [1], {"a": 1}, None, [True]]], [[1, 1.0], [], [[1], [1.0]], [{"a": 1}, {"a": 1}]]),
    "points": ([[{"x": 1}, {"x": 2}]], [[{"x": 1}, {"x": 1.0}]]),
    "code": (["ABC"], ["abc", "ABCD", "ABC\n", 1]),
    "digits": (["12"], ["१२", "a", ""]),
    "ahead": (["abc", ""], ["xa", "a\n", "é", 1]),
    "zero_id": (["0f9619ff-8b86-d011-b42d-00cf4fc964ff"], ["1f9619ff-8b86-d011-b42d-00cf4fc964ff", 5]),
    "old": (["x"], [1]),
}
CANONICAL = [
    ("integer", 5.0, 5),
    ("integer", 1e30, int(1e30)),
    ("few", 5.0, 5),
    ("literal", 1.0, 1),
]
FORMATS: dict[str, tuple[list[object], list[object]]] = {
    "at": (
        [
            "2024-01-01T00:00:00Z",
            "2024-01-01T00:00:00.120Z",
            "2024-01-01T00:00:00.123456Z",
            "2024-01-01T00:00:00.123450Z",
            "2024-01-01T00:00:00.000000Z",
            "2024-01-01T00:00:00+00:00",
            "2024-01-01T00:00:00-00:00",
            "2024-01-01T00:00:00-08:00",
            "2024-01-01T12:00:00+00:20",
            "2024-01-01t00:00:00z",
            "2024-01-01 00:00:00Z",
            "1985-04-12T00:59:59.999999999999999Z",
            "1998-12-31T23:59:60Z",
            "1998-12-31T15:59:60.123-08:00",
            "0001-01-01T00:00:00Z",
        ],
        [
            1,
            "1706704496",
            None,
            True,
            "2024-13-01T00:00:00Z",
            "2024-01-01",
            "2024-01-01T00:00:00",
            "1998-12-31T23:58:60Z",
            "1998-12-31T23:59:61Z",
            "1990-12-31T15:59:59-24:00",
            "1990-12-31T24:00:00Z",
            "1990-12-31T10:00:00+10:60",
            "1985-04-12T23:20:50+01",
            "1985-04-12T23:20:50Z\n",
            "1963-06-1৪T00:00:00Z",
        ],
    ),
    "day": (
        ["2024-02-29"],
        ["2024-02-30", "2024-01-01T00:00:00Z", "1706704496", 1, None, "2024-01-01\n", "20230328", "0000-01-01"],
    ),
    "time": (
        ["12:34:56Z", "12:34:56.5Z", "23:59:60Z", "01:29:60+01:30", "12:34:56-00:00", "08:30:06z"],
        ["25:00:00Z", "noon", 123456, "12:00:00", "23:59:60+01:00", "24:00:00Z"],
    ),
    "id": (
        [UPPER, UPPER.lower(), UPPER[:20] + UPPER[20:].lower()],
        [1, UPPER[:-1], UPPER.replace("-", ""), f"{{{UPPER}}}"],
    ),
    "price": (
        ["1.10", "1e3", ".5", "0.00000001", "-0.00", "123456789012345678.123456789012345678901234567890"],
        [1.5, 1, "NaN", "Infinity", "1_0", "", None, " 1"],
    ),
    "rate": ([1.25, 3, 3.0, 1e300], ["1.5", True, None, []]),
    "data": (["aGVsbG8=", "", "aGVs\r\nbG8="], ["not base64!", "a", 1, "YQ"]),
    "when": (["2024-01-31", "2024-01-31T00:00:00Z"], [1, "x"]),
    "ids": ([{"a": UPPER}], [[UPPER]]),
    "createdAt": (["2024-01-01T00:00:00.120Z"], ["now"]),
}


@pytest.mark.parametrize("name", SCALARS)
def test_scalars_are_taken_and_given_back_by_the_types_of_json(api: Any, things: Any, name: str) -> None:
    for value in SCALARS[name][0]:
        for one in loaded(things.Scalars, {name: value}):
            assert same(api.to_json(one), {name: value})
            assert same(json.loads(one.model_dump_json(by_alias=True, exclude_unset=True)), {name: value})


@pytest.mark.parametrize("name", SCALARS)
def test_scalars_of_other_types_are_refused_once_at_their_path(things: Any, name: str) -> None:
    for value in SCALARS[name][1]:
        assert paths(things.Scalars, {name: value}) == [(name,)]


@pytest.mark.parametrize(("name", "value", "kept"), CANONICAL)
def test_an_integer_written_as_a_float_is_an_integer(
    api: Any, things: Any, name: str, value: object, kept: object
) -> None:
    for one in loaded(things.Scalars, {name: value}):
        assert same(api.to_json(one), {name: kept})


@pytest.mark.parametrize("name", FORMATS)
def test_formats_are_dumped_letter_by_letter(api: Any, things: Any, name: str) -> None:
    for value in FORMATS[name][0]:
        for one in loaded(things.Formats, {name: value}):
            for kept in (one, copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
                assert kept == one
                assert api.to_json(kept) == {name: value}
                assert json.loads(kept.model_dump_json(by_alias=True, exclude_unset=True)) == {name: value}


@pytest.mark.parametrize("name", FORMATS)
def test_texts_of_no_format_are_refused(things: Any, name: str) -> None:
    for value in FORMATS[name][1]:
        assert set(paths(things.Formats, {name: value})) == {(name,)}


def test_values_of_formats_are_those_of_python(api: Any, things: Any) -> None:
    document = {"at": "2024-01-01T00:00:00.120Z", "id": UPPER, "price": "1.0", "data": "aGVs\r\nbG8=", "rate": 1}
    found = api.from_json(things.Formats, document)
    wanted = (datetime(2024, 1, 1, 0, 0, 0, 120_000, UTC), UUID(UPPER), Decimal(1), b"hello", Decimal(1))
    assert (found.at, found.id, found.price, found.data, found.rate) == wanted
    assert {found.at, found.id, found.data} == {wanted[0], wanted[1], wanted[3]}
    assert api.to_json([found.at, {"a": found.id}, found.price, found.data, found.rate]) == [
        document["at"],
        {"a": UPPER},
        "1.0",
        document["data"],
        1,
    ]


def test_a_value_derived_from_another_has_a_text_of_its_own(api: Any, things: Any) -> None:
    at = api.from_json(things.Formats, {"at": "2024-01-01T00:00:00.120Z"}).at
    assert api.to_json(things.Formats(at=at + timedelta(seconds=1))) == {"at": "2024-01-01T00:00:01.120000Z"}


def test_values_made_in_python_are_spelled_as_rfc_3339_has_it(api: Any, things: Any) -> None:
    odd = datetime(2024, 1, 1, 12, tzinfo=timezone(timedelta(hours=1, seconds=5)))
    made = things.Formats(
        at=odd,
        day=date(2024, 1, 2),
        time=time(1, 2, tzinfo=UTC),
        price=Decimal("1E+3"),
        rate=Decimal("1.50"),
        data=b"x",
    )
    assert api.to_json(made) == {
        "at": "2024-01-01T10:59:55Z",
        "day": "2024-01-02",
        "time": "01:02:00Z",
        "price": "1000",
        "rate": 1.5,
        "data": "eA==",
    }


@pytest.mark.parametrize(
    "values",
    [{"at": datetime(2024, 1, 1)}, {"day": datetime(2024, 1, 1)}, {"time": time(1)}, {"price": Decimal("NaN")}],
)
def test_constructors_refuse_what_has_no_spelling(things: Any, values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        things.Formats(**values)


def test_an_unset_property_is_dumped_without_a_warning(things: Any) -> None:
    """Warnings are errors in these tests."""
    assert set(things.Formats().model_dump(mode="json").values()) == {None}
    assert set(things.Scalars().model_dump(mode="json").values()) == {None}
    assert things.Scalars.model_validate({"old": "x"}).model_dump(exclude_unset=True) == {"old": "x"}


@pytest.mark.parametrize(
    ("form", "document"),
    [
        ("Pet", {"type": "cat", "lives": 9, "x": 1}),
        ("Pet", {"type": "hound", "name": "a"}),
        ("Animal", {"type": "dog", "name": "a"}),
        ("Animal", {"type": "cat", "lives": 9, "friend": {"type": "bird", "wings": 2}}),
        ("Animal", {"type": "cat", "lives": 9, "friend": {"depth": 2}}),
        ("Animal", {"type": "fish", "depth": 1.5}),
        ("Versioned", {"version": 1}),
        ("Versioned", {"version": False}),
        ("Versioned", {"version": None}),
        ("Json", {"a": [1, 2.5, None, True, {"b": "x"}]}),
        ("Labels", {"a": 1}),
    ],
)
def test_a_union_takes_the_variant_of_the_tag(api: Any, things: Any, form: str, document: object) -> None:
    for one in loaded(getattr(things, form), document):
        assert same(api.to_json(one), document)


@pytest.mark.parametrize(
    ("form", "document", "found"),
    [
        ("Pet", {"type": "cat"}, [("lives",)]),
        ("Pet", {"type": "bird"}, [("type",)]),
        ("Pet", {}, [("type",)]),
        ("Pet", [1], [()]),
        ("Cat", {"lives": 1}, [("type",)]),
        ("Animal", {"type": 5}, [("type",)]),
        ("Animal", {"type": None, "depth": 1}, [("type",)]),
        ("Animal", {"type": "cat", "lives": 1, "friend": {"type": "dog"}}, [("friend", "name")]),
        ("Versioned", {"version": True}, [("version",)]),
        ("Versioned", {"version": "1"}, [("version",)]),
        ("Media", {"type": "image", "image": {"url": "x"}}, [("url",)]),
        ("Media", {"type": "image", "image": 5, "url": 6}, [("image",), ("url",)]),
        ("Closed", {"a": 1, "b": 2}, [("b",)]),
        ("Labels", {"a": "x"}, [("a",)]),
    ],
)
def test_paths_lead_through_the_document(things: Any, form: str, document: object, found: object) -> None:
    assert paths(getattr(things, form), document) == found


def test_constructors_fill_in_tags_also_those_of_bases(api: Any, things: Any) -> None:
    far = api.Far(later=[])
    assert api.to_json(far) == {"kind": "base", "sub": "far", "later": []}
    cat = things.Cat(lives=1, friend=things.AnimalUnknown(wire_type="bird"))
    assert api.to_json(cat) == {"type": "cat", "lives": 1, "friend": {"type": "bird"}}


def test_types_refer_to_each_other_over_modules_whatever_their_order(api: Any) -> None:
    document = {
        "kind": "base",
        "sub": "later",
        "near": {"x": 1},
        "far": {"kind": "base", "sub": "far", "later": [], "json": [1]},
    }
    assert api.to_json(api.from_json(api.FarUnion, document)) == document
    assert api.to_json(api.from_json(api.FarUnion, {"type": "cat", "lives": 1})) == {"type": "cat", "lives": 1}


@pytest.mark.parametrize(
    "key", ["__class__", "model_fields", "model_config", "self", "_private", "copy", "tags_", "type_"]
)
def test_unknown_keys_survive_whatever_they_are_called(api: Any, things: Any, key: str) -> None:
    document = {"type": "dog", "name": "x", key: 1}
    for one in loaded(things.Dog, document):
        assert api.to_json(one) == document


def test_the_json_schema_is_that_of_the_spec(things: Any) -> None:
    properties = things.Scalars.model_json_schema()["properties"]
    wanted = {
        "few": {"type": "integer", "minimum": 1, "exclusiveMaximum": 10},
        "share": {"type": "number", "minimum": 0, "exclusiveMaximum": 2.5},
        "half": {"type": "integer", "multipleOf": 0.5},
        "mixed": {"anyOf": [{"enum": ["a", 1, True]}, {"type": "null"}], "default": None},
        "flat": {"type": "integer", "minimum": 1},
        "flat_code": {"type": "string", "pattern": r"^\d+$", "maxLength": 3},
        "floats": {"enum": [0.5, 1, 2.25]},
        "unique": {"type": "array", "items": {}, "minItems": 1, "uniqueItems": True},
        "digits": {"type": "string", "pattern": r"^\d+$"},
        "zero_id": {"type": "string", "format": "uuid", "pattern": "^0"},
        "nullable": {"anyOf": [{"type": "integer"}, {"type": "null"}], "default": None},
    }
    found = {name: {key: properties[name][key] for key in properties[name] if key != "title"} for name in wanted}
    assert found == wanted
    assert things.Cat.model_json_schema()["$defs"]["Cat"]["required"] == ["type", "lives"]
    assert TypeAdapter(things.Pet).json_schema()["discriminator"]["propertyName"] == "type"
    rate = things.Formats.model_json_schema(mode="serialization")["properties"]["rate"]
    assert (rate["type"], rate["format"]) == ("number", "decimal")


def test_a_flavour_imports_a_module_when_one_of_its_names_is_asked_for(package: str, api: Any) -> None:
    code = f"""import sys, {package}.pydantic as flavour
print("pydantic" in sys.modules)
flavour.from_json
print("{package}.pydantic._things" in sys.modules)"""
    folder = Path(api.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
    with pytest.raises(AttributeError, match="has no attribute 'Cta'"):
        _ = api.Cta


@pytest.mark.parametrize(
    ("module", "form", "document"),
    [
        ("_things", "Node", {"value": 1, "next": {"value": 2, "next": None, "x": 1}, "leaf": {"type": "leaf"}}),
        ("_things", "Branch", {"type": "branch", "kids": [{"type": "leaf"}, {"type": "branch", "kids": []}]}),
        ("_things", "Tree", ["a", ["b"]]),
        (
            "_far",
            "Message",
            {"value": 1, "tree": ["a"], "later": {"message": {"value": 1, "tree": "x"}}, "x-y": {}, "z": 1},
        ),
    ],
)
def test_pydantic_reads_typed_dicts_that_refer_to_each_other(
    package: str, module: str, form: str, document: object
) -> None:
    adapter = TypeAdapter(getattr(import_module(f"{package}.typeddict.{module}"), form))
    assert adapter.dump_python(adapter.validate_json(json.dumps(document))) == document


def test_a_closed_typed_dict_is_closed_below_an_open_one(package: str) -> None:
    node = import_module(f"{package}.typeddict._things").Node
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(node).validate_python({"value": 1, "leaf": {"type": "leaf", "x": 1}})
    assert [fault["loc"] for fault in caught.value.errors()] == [("leaf", "x")]


def test_support_modules_are_clean_once_formatted(tmp_path: Path) -> None:
    write_package(tmp_path / "clean", {})
    ruff = [sys.executable, "-m", "ruff"]
    subprocess.run([*ruff, "format", "--isolated", "-q", str(tmp_path)], check=True)
    done = subprocess.run(
        [*ruff, "check", "--isolated", "-q", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
    for path in support_modules():
        assert "ignore" not in (tmp_path / "clean" / path).read_text(encoding="utf-8")
