"""From one version of a description to the next: what stays keeps its name, what moved keeps its own part of it."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from support.history import step
from support.naming import array, graph_of, name_graph, obj
from support.shared import shared

from codegen.loader.document import Json
from codegen.loader.load import load

ENUM: Json = {"enum": ["a", "b"]}
HISTORY = ("openai-history/openapi-2025-03-21.yaml", "openai-history/openapi-2026-07-14.yaml", "openai/openapi.yaml")


@pytest.mark.parametrize(
    ("before", "after", "moved", "strange"),
    [
        pytest.param(
            {"Car": obj(door=obj(a=ENUM))}, {"Bus": obj(x=ENUM, door=obj(a=ENUM))}, 1, [], id="to another owner"
        ),
        pytest.param({"Car": obj(a=ENUM)}, {"Bus": obj(a=ENUM)}, 1, [], id="to another key"),
        pytest.param(
            {"Car": obj(doors=array(obj(a=ENUM)))}, {"Bus": obj(x=ENUM, doors=array(obj(a=ENUM)))}, 1, [], id="items"
        ),
        pytest.param(
            {"Car": obj(doors=array(obj(a=ENUM)))},
            {"Bus": obj(doors=array(obj(a=ENUM)), door=obj(b=ENUM))},
            1,
            [("CarDoor", "BusDoorsItem")],
            id="where another has the name",
        ),
    ],
)
def test_what_moves_keeps_its_own_part_of_the_name(
    before: Mapping[str, Json], after: Mapping[str, Json], moved: int, strange: list[tuple[str, str]]
) -> None:
    found, _ = step(name_graph(graph_of(before)), graph_of(after))
    assert found.moved == moved
    assert [(one.old, one.new) for one in found.strange] == strange
    assert not found.lost


def test_a_place_that_stays_and_changes_its_name_is_told() -> None:
    before, after = {"Car": obj(doors=array(obj(a=ENUM)))}, {"Car": obj(doors=array(obj(a=ENUM)), door=obj(b=ENUM))}
    found, _ = step(name_graph(graph_of(before)), graph_of(after))
    assert [(one.old, one.new) for one in found.renamed] == [("CarDoor", "CarDoorsItem"), ("CarDoorA", "CarDoorsItemA")]
    assert not found.lost


def test_the_lock_is_asked_of_what_moved_too() -> None:
    before = {"Car": obj(door=obj(a=ENUM)), "Van": obj(b=ENUM)}
    after: dict[str, Json] = {"Bus": obj(x=ENUM, door=obj(a=ENUM)), "Van": obj(b=ENUM, other=ENUM)}
    found, _ = step(name_graph(graph_of(before)), graph_of(after))
    assert (found.kept, found.moved, found.lost) == (2, 1, ())


def test_no_name_of_the_real_history_changes_for_another_reason_and_the_lock_keeps_all() -> None:
    before = name_graph(load(str(shared("specs", *HISTORY[0].split("/")))))
    for _, later in pairwise(HISTORY):
        found, before = step(before, load(str(shared("specs", *later.split("/")))))
        assert found.kept > 900
        assert (found.renamed, found.strange, found.lost) == ((), (), ())
