from typing import assert_never

from open_tags import dataclass as dc
from open_tags import pydantic as pyd
from open_tags import typeddict as td


def of_op(op: pyd.Op) -> str | int:
    if op.opcode is pyd.UNKNOWN:
        return op.wire_opcode
    if op.opcode == 1:
        return op.text
    return op.opcode


def of_price(price: dc.Price) -> str | int:
    if price.pricing_model is dc.UNKNOWN:
        return price.wire_pricing_model
    if price.pricing_model == "flat":
        return price.amount
    return price.pricing_model


def of_node(node: td.Node) -> str:
    if td.is_known_node(node):
        if node["@type"] == "Leaf":
            return node["name"]
        if node["@type"] == "Branch":
            return "branch"
        assert_never(node)
    return node["@type"]


def of_mixed(mixed: td.Mixed) -> str | int:
    if td.is_known_mixed(mixed):
        if mixed["id"] == 0:
            return 0
        if mixed["id"] == "default":
            return 1
        assert_never(mixed)
    return mixed["id"]


assert [of_op(pyd.from_json(pyd.Op, {"opcode": code, "text": "a"})) for code in (1, 2, 9)] == ["a", 2, 9]
assert of_price(dc.from_json(dc.Price, {"pricingModel": "auction"})) == "auction"
assert of_price(dc.FlatPrice(amount=5)) == 5
assert of_node({"@type": "Root"}) == "Root"
assert of_mixed({"id": 0}) == 0
assert of_mixed({"id": 7}) == 7
