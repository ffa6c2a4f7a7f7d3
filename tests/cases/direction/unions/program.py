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
    match shape:
        case dc.CircleInput(radius=radius):
            return radius
        case dc.SquareInput(side=side):
            return side
        case dc.Dot():
            return 0
        case other:
            assert_never(other)


assert size({"kind": "circle", "radius": 2}) == area(dc.CircleInput(radius=2)) == 2
assert area(dc.from_json(dc.ShapeInput, {"kind": "box", "side": 3})) == 3
