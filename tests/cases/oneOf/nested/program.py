"""A union of unions narrows as if it were written flat."""

from typing import assert_never

from oneOf_nested import dataclass as dc
from oneOf_nested import pydantic as pyd
from oneOf_nested import typeddict as td


def of_typeddict(block: td.Block) -> str:
    if block["type"] == "text":
        return block["text"]
    return block["url"]


def of_pydantic(block: pyd.Block) -> str:
    if isinstance(block, pyd.Text):
        return block.text
    return block.url


def of_dataclass(block: dc.Block) -> str:
    match block.type:
        case "text":
            return block.text
        case "image" | "video":
            return block.url
        case _:
            assert_never(block.type)


assert of_typeddict({"type": "image", "url": "a"}) == of_pydantic(pyd.Image(url="a")) == "a"
assert of_dataclass(dc.Video(url="a")) == "a"
