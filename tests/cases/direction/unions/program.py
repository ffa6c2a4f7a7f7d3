"""Both sides of a union narrow on its tag; a variant that differs nowhere stands in both."""

from typing import assert_never

from direction_unions import dataclass as dc
from direction_unions import typeddict as td


def size(shape: td.ShapeInput) -> float:
    if shape["kind"] == "circle":
        return shape["radius"]
    if shape["kind"] == "dot":
        return shape.get("x", 0)
    return shape["side"]


def area(shape: dc.ShapeInput) -> float:
    if shape.kind == "circle":
        return shape.radius
    if isinstance(shape, dc.SquareInput):
        return shape.side
    if shape.kind == "dot":
        return 0
    assert_never(shape)


assert size({"kind": "circle", "radius": 2}) == area(dc.CircleInput(radius=2)) == 2
assert area(dc.from_json(dc.ShapeInput, {"kind": "box", "side": 3})) == 3
