"""The codec of the dataclass flavour beside modules written by hand: what it takes, refuses and gives back."""

import copy
import json
import pickle
import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Annotated, Any, Literal

import pytest
from support.runtime import write_package

INIT = """
from typing import TYPE_CHECKING

from .._unset import UNSET as UNSET
from .._unset import Unset as Unset

if not TYPE_CHECKING:
    from .._lazy import exports

    __getattr__, __dir__ = exports(
        __name__,
        {
            "_codec": ("LoadError", "from_json", "to_json"),
            "_things": ("Animal", "Cat", "Dog", "Figure", "Json", "Pet", "Scalars", "Step", "Tree", "Versioned"),
            "_far": ("Far", "Forest"),
        },
    )
"""

THINGS = """
from __future__ import annotations

import builtins
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, ClassVar, Literal, Never, TypeAlias

from .._unset import UNSET, Unset


class _Unknown(Enum):
    UNKNOWN = "UNKNOWN"


UNKNOWN: TypeAlias = Literal[_Unknown.UNKNOWN]


class Color(Enum):
    RED = "red"
    ONE = 1


@dataclass(slots=True, kw_only=True)
class Scalars:
    wire_names_: ClassVar[Mapping[str, str]] = {"any_": "any", "map_": "map"}

    integer: int | Unset = UNSET
    number: float | Unset = UNSET
    boolean: bool | Unset = UNSET
    string: str | Unset = UNSET
    null: None | Unset = UNSET
    any_: object | Unset = UNSET
    literal: Literal[1, 2] | Unset = UNSET
    true: Literal[True] | Unset = UNSET
    mixed: Literal["a", 1, True] | None | Unset = UNSET
    opened: Literal["a", "b"] | str | Unset = UNSET
    integer_or_string: int | str | None | Unset = UNSET
    integer_or_number: int | float | Unset = UNSET
    pair: tuple[str, int] | Unset = UNSET
    many: tuple[int, ...] | Unset = UNSET
    lists: builtins.list[int] | builtins.list[str] | Unset = UNSET
    matrix: builtins.list[builtins.list[float]] | Unset = UNSET
    map_: dict[str, dict[str, int]] | Unset = UNSET
    color: Color | Unset = UNSET
    never: Never | Unset = UNSET
    no_items: builtins.list[Never] | Unset = UNSET
    annotated: Annotated[int, "metadata"] | Unset = UNSET
    list: str | Unset = UNSET
    tree: Tree | None | Unset = UNSET
    json: Json | Unset = UNSET


@dataclass(slots=True, kw_only=True)
class Cat:
    type: Literal["cat"] = "cat"
    lives: int
    friend: Animal | Unset = UNSET
    additional_properties: dict[str, object] = field(default_factory=dict[str, object])


@dataclass(slots=True, kw_only=True)
class Dog:
    type: Literal["dog", "hound"]
    name: str
    friend: Animal | None | Unset = UNSET


@dataclass(slots=True, kw_only=True)
class AnimalUnknown:
    wire_names_: ClassVar[Mapping[str, str]] = {"wire_type": "type"}

    type: UNKNOWN = _Unknown.UNKNOWN
    wire_type: str
    additional_properties: dict[str, object] = field(default_factory=dict[str, object])


Pet: TypeAlias = Cat | Dog
Animal: TypeAlias = Pet | AnimalUnknown


@dataclass(slots=True, kw_only=True)
class Square:
    side: float


@dataclass(slots=True, kw_only=True)
class Box:
    side: float
    height: float
    additional_properties: dict[str, object] = field(default_factory=dict[str, object])


@dataclass(slots=True, kw_only=True)
class Named:
    wire_names_: ClassVar[Mapping[str, str]] = {"class_": "class"}

    class_: str
    additional_properties: dict[str, int] = field(default_factory=dict[str, int])


Figure: TypeAlias = Square | Box | str | list[float]
Loose: TypeAlias = Cat | dict[str, int]
Json: TypeAlias = "None | bool | float | str | list[Json] | dict[str, Json]"
Tree: TypeAlias = "str | list[Tree]"


@dataclass(slots=True, kw_only=True)
class First:
    version: Literal[1] = 1


@dataclass(slots=True, kw_only=True)
class Second:
    version: Literal[True] = True


@dataclass(slots=True, kw_only=True)
class Third:
    version: None = None


Versioned: TypeAlias = First | Second | Third


@dataclass(slots=True, kw_only=True)
class Asked:
    type: Literal["call"] = "call"
    status: Literal["asked"] = "asked"
    question: str


@dataclass(slots=True, kw_only=True)
class Answered:
    type: Literal["call"] = "call"
    status: Literal["answered"] = "answered"
    answer: str


@dataclass(slots=True, kw_only=True)
class Pause:
    type: Literal["pause"] | Unset = UNSET
    seconds: int


@dataclass(slots=True, kw_only=True)
class Other:
    type: str
    note: str


Step: TypeAlias = Asked | Answered | Pause | Other
"""

FAR = """
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from .._unset import UNSET, Unset
from ._things import Named

if TYPE_CHECKING:
    from ._things import Pet, Tree

Forest: TypeAlias = "list[Tree] | Pet"


@dataclass(slots=True, kw_only=True)
class Far(Named):
    wire_names_: ClassVar[Mapping[str, str]] = {"created_at": "createdAt"}

    created_at: str | Unset = UNSET
    forest: Forest | None | Unset = UNSET
    far: Far | Unset = UNSET
"""


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return the dataclass flavour."""
    folder = tmp_path_factory.mktemp("runtime")
    modules = {"dataclass/__init__.py": INIT, "dataclass/_things.py": THINGS, "dataclass/_far.py": FAR}
    write_package(folder / "by_hand_dataclass", modules)
    sys.path.insert(0, str(folder))
    yield import_module("by_hand_dataclass.dataclass")
    sys.path.remove(str(folder))


@pytest.fixture(scope="module")
def things(api: ModuleType) -> ModuleType:
    """Return the module written by hand."""
    return import_module(f"{api.__name__}._things")


def faults(api: Any, form: Any, document: object) -> list[str]:
    """Return the lines of the refusal, which survives pickling."""
    with pytest.raises(api.LoadError) as caught:
        api.from_json(form, document)
    assert pickle.loads(pickle.dumps(caught.value)).faults == caught.value.faults
    return str(caught.value).splitlines()


SCALARS: dict[str, tuple[list[object], list[object]]] = {
    "integer": ([1, 10**40], [True, "5", 5.5, None, [], float("inf")]),
    "number": ([1, 1.0, 10**400], [True, "1", None]),
    "boolean": ([True], [0, 1, "true", None]),
    "string": (["x"], [1, None, b""]),
    "null": ([None], [0, False, ""]),
    "any": ([None, {"a": [1]}], []),
    "literal": ([1], [3, True, "1", None, [], {}]),
    "true": ([True], [1, False, 1.0]),
    "mixed": (["a", 1, True, None], [False, "1", 1.5, 2, 0, []]),
    "opened": (["a", "z"], [1, None]),
    "integer_or_string": ([1, "1", None], [True, 5.5, []]),
    "integer_or_number": ([5, 5.0, 5.5], [True, None, "1"]),
    "pair": ([["a", 1]], [["a"], ["a", 1, 2], [1, 1], "ab", None]),
    "many": ([[1, 2], []], [["a"], 5]),
    "lists": ([[1], ["a"], []], [[1, "a"], 5, None]),
    "matrix": ([[[1, 2.5]], []], [[1], [[True]]]),
    "map": ([{"a": {"b": 1}}], [{"a": 1}, []]),
    "color": (["red", 1], ["blue", True, None]),
    "annotated": ([3], ["3"]),
    "never": ([], [None, 1]),
    "no_items": ([[]], [[1], None]),
    "list": (["x"], [[]]),
    "tree": ([None, ["a", ["b", []]]], [1, ["a", [1]], {}]),
    "json": ([None, {"a": [1, 2.5, None, True, {"b": "c"}]}], [{"a": b""}]),
    "unknown": ([], [1]),
}


@pytest.mark.parametrize("name", SCALARS)
def test_values_are_taken_and_given_back_by_the_types_of_json(api: Any, name: str) -> None:
    for value in SCALARS[name][0]:
        document = {name: value}
        found = api.from_json(api.Scalars, document)
        assert repr(api.to_json(found)) == repr({name: value})
        assert document == {name: value}
        assert api.to_json(copy.deepcopy(found)) == api.to_json(pickle.loads(pickle.dumps(found))) == document


@pytest.mark.parametrize("name", SCALARS)
def test_values_of_other_types_are_refused_at_their_path(api: Any, name: str) -> None:
    for value in SCALARS[name][1]:
        lines = faults(api, api.Scalars, {name: value})
        assert [line for line in lines if not line.startswith(name)] == []


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [("integer", 5.0, 5), ("integer", 1e30, int(1e30)), ("literal", 2.0, 2), ("integer_or_string", 5.0, 5)],
)
def test_an_integer_written_as_a_float_is_an_integer(api: Any, name: str, value: float, kept: int) -> None:
    assert repr(api.to_json(api.from_json(api.Scalars, {name: value}))) == repr({name: kept})


def test_all_faults_are_told_at_once(api: Any) -> None:
    document = {"integer": "a", "number": "b", "matrix": [[1, "x"], "y"], "any": 1, "a b": 1}
    assert faults(api, list[api.Scalars], [{}, document]) == [
        '[1].integer: expected an integer, found "a"',
        '[1].number: expected a number, found "b"',
        '[1].matrix[0][1]: expected a number, found "x"',
        '[1].matrix[1]: expected an array, found "y"',
        '[1]["a b"]: is no property of this object',
    ]


def test_a_fault_has_its_path_as_data(api: Any) -> None:
    with pytest.raises(api.LoadError) as caught:
        api.from_json(dict[str, list[int]], {"a": [1, "b"]})
    assert [(one.path, one.message) for one in caught.value.faults] == [(("a", 1), 'expected an integer, found "b"')]


def test_enum_members_and_tuples_are_those_of_python(api: Any, things: Any) -> None:
    found = api.from_json(api.Scalars, {"color": "red", "pair": ["a", 1]})
    assert (found.color, found.pair, found.integer) == (things.Color.RED, ("a", 1), api.UNSET)


@pytest.mark.parametrize(
    ("form", "document"),
    [
        ("Animal", {"type": "cat", "lives": 9, "x": 1}),
        ("Animal", {"type": "hound", "name": "a", "friend": None}),
        ("Animal", {"type": "cat", "lives": 9, "friend": {"type": "bird", "wings": 2}}),
        ("Figure", {"side": 1}),
        ("Figure", {"side": 1, "height": 2}),
        ("Figure", {"side": 1, "height": 2, "x": 1}),
        ("Figure", "a"),
        ("Figure", [1, 2.5]),
        ("Versioned", {"version": 1}),
        ("Versioned", {"version": True}),
        ("Versioned", {"version": None}),
        ("Json", [{"a": 1}]),
        ("Tree", ["a", ["b"]]),
        ("Forest", ["a", ["b"]]),
        ("Forest", {"type": "cat", "lives": 1}),
        ("Step", {"type": "call", "status": "asked", "question": "a"}),
        ("Step", {"type": "call", "status": "answered", "answer": "a"}),
        ("Step", {"type": "pause", "seconds": 1}),
        ("Step", {"seconds": 1}),
        ("Step", {"type": "jump", "note": "a"}),
        ("Step", {"type": "pause", "note": "a"}),
        ("Far", {"class": "a", "createdAt": "b", "forest": [["x"]], "far": {"class": "c"}, "z": 1}),
    ],
)
def test_a_valid_document_comes_back_as_it_was(api: Any, form: str, document: object) -> None:
    assert repr(api.to_json(api.from_json(getattr(api, form), document))) == repr(document)


@pytest.mark.parametrize(
    ("form", "document", "lines"),
    [
        ("Pet", {"type": "cat"}, ["lives: is required"]),
        ("Pet", {"type": "bird"}, ['type: expected "cat", "dog" or "hound", found "bird"']),
        ("Pet", {"type": []}, ['type: expected "cat", "dog" or "hound", found an array']),
        ("Pet", {}, ["type: is required"]),
        ("Pet", 5, ["expected Cat or Dog, found 5"]),
        ("Cat", {"lives": 1}, ["type: is required"]),
        ("Animal", {"type": 5}, ["type: expected a string, found 5"]),
        (
            "Animal",
            {"type": "cat", "lives": 1, "friend": {"type": "dog", "y": 1}},
            ["friend.name: is required", "friend.y: is no property of this object"],
        ),
        ("Versioned", {"version": 2}, ["version: expected 1, true or null, found 2"]),
        ("Figure", {"height": 1}, ["side: is required"]),
        ("Figure", {"side": "x"}, ['side: expected a number, found "x"']),
        ("Figure", 5, ["expected Square, Box, a string or an array, found 5"]),
        ("Step", {"type": "call", "status": "asked"}, ["question: is required"]),
        ("Step", {"type": "call", "status": "a"}, ['status: expected "asked" or "answered", found "a"']),
        ("Step", {"seconds": "1"}, ['seconds: expected an integer, found "1"']),
        ("Step", {"type": "jump"}, ["note: is required"]),
        ("Far", {"class": "a", "z": "1"}, ['z: expected an integer, found "1"']),
    ],
)
def test_only_the_chosen_variant_tells_its_faults(api: Any, form: str, document: object, lines: list[str]) -> None:
    assert faults(api, getattr(api, form), document) == lines


def test_without_a_tag_the_variant_is_the_one_that_declares_the_keys(api: Any, things: Any) -> None:
    assert type(api.from_json(api.Figure, {"side": 1})) is things.Square
    assert type(api.from_json(api.Figure, {"side": 1, "height": 2})) is things.Box
    assert type(api.from_json(things.Loose, {"type": "cat", "lives": 1})) is things.Cat
    assert api.from_json(things.Loose, {"a": 1}) == {"a": 1}


def test_an_unknown_variant_keeps_its_tag_beside_one_of_its_own(api: Any, things: Any) -> None:
    bird = api.from_json(api.Animal, {"type": "bird", "wings": 2})
    assert (bird.type, bird.wire_type) == (things._Unknown.UNKNOWN, "bird")
    assert bird.additional_properties == {"wings": 2}


def test_objects_made_in_python_are_dumped_by_their_wire_names(api: Any, things: Any) -> None:
    made = [
        api.Far(class_="a", additional_properties={"z": 1}),
        (api.Cat(lives=1, friend=api.Dog(type="dog", name="x")),),
    ]
    assert api.to_json(made) == [
        {"class": "a", "z": 1},
        [{"type": "cat", "lives": 1, "friend": {"type": "dog", "name": "x"}}],
    ]


def test_a_document_that_is_nested_too_deeply_is_refused(api: Any) -> None:
    document: object = "a"
    for _ in range(10_000):
        document = [document]
    assert faults(api, api.Tree, document) == ["is nested more deeply than Python allows"]


@pytest.mark.parametrize(
    ("form", "value"),
    [(object, [1]), (None, None), (int, 5), (Literal["a"], "a"), (int | None, None), (Annotated[int, []], 5)],
)
def test_forms_need_not_be_classes(api: Any, form: Any, value: object) -> None:
    assert api.from_json(form, value) == value


def test_what_json_has_not_is_a_fault_of_the_program(api: Any) -> None:
    with pytest.raises(TypeError, match="no type of a JSON document"):
        api.from_json(set[int], [])
    with pytest.raises(TypeError, match="no value of JSON"):
        api.to_json({1, 2})


@pytest.mark.skipif(sys.version_info < (3, 12), reason="`type` statements are Python 3.12's")
def test_a_type_statement_is_an_alias(api: Any) -> None:
    scope: dict[str, Any] = {}
    exec("type Deep = int | list[Deep]", scope)
    assert api.from_json(scope["Deep"], [1, [2]]) == [1, [2]]
    assert faults(api, scope["Deep"], [[json]]) != []
