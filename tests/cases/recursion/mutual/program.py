"""A recursive union narrows by its tag, level by level."""

from typing import assert_never

from recursion_mutual import dataclass as dc
from recursion_mutual import pydantic as pyd
from recursion_mutual import typeddict as td


def of_typeddict(one: td.Expression) -> float:
    if one["op"] == "number":
        return one["value"]
    if one["op"] == "sum":
        return sum(map(of_typeddict, one["of"]))
    assert_never(one)


def of_pydantic(one: pyd.Expression) -> float:
    match one:
        case pyd.Number(value=value):
            return value
        case pyd.Sum(of=of):
            return sum(map(of_pydantic, of))
        case _:
            assert_never(one)


def of_dataclass(one: dc.Expression) -> float:
    match one.op:
        case "number":
            return one.value
        case "sum":
            return sum(map(of_dataclass, one.of))
        case _:
            assert_never(one.op)


three: td.Expression = {"op": "sum", "of": [{"op": "number", "value": 1}, {"op": "number", "value": 2}]}
assert of_typeddict(three) == of_pydantic(pyd.Sum(of=[pyd.Number(value=1), pyd.Number(value=2)])) == 3
assert of_dataclass(dc.Sum(of=[dc.Number(value=1), dc.Number(value=2)])) == 3
