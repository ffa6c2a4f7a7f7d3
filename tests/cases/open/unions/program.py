from typing import assert_never

from open_unions import dataclass as dc
from open_unions import pydantic as pyd
from open_unions import typeddict as td
from open_unions.dataclass import from_json, to_json


def of_typeddict(part: td.ContentPart) -> str:
    if td.is_known_content_part(part):
        if part["type"] == "text":
            return part["text"]
        if part["type"] == "image":
            return part["url"]
        assert_never(part)
    return part["type"]


def of_pydantic(part: pyd.ContentPart) -> str:
    if part.type == "text":
        return part.text
    if part.type == "image":
        return part.url
    if part.type is pyd.UNKNOWN:
        return part.wire_type
    assert_never(part)


def of_pydantic_by_class(part: pyd.ContentPart) -> str:
    match part:
        case pyd.TextPart():
            return part.text
        case pyd.ImagePart(url=url):
            return url
        case pyd.ContentPartUnknown(wire_type=tag):
            return tag
        case _:
            assert_never(part)


def of_dataclass(part: dc.ContentPart) -> str:
    match part.type:
        case "text":
            return part.text
        case "image":
            return part.url
        case dc.UNKNOWN:
            return part.wire_type
        case _:
            assert_never(part.type)


def of_dataclass_by_class(part: dc.ContentPart) -> str:
    match part:
        case dc.TextPart(text=text):
            return text
        case dc.ImagePart(url=url):
            return url
        case dc.ContentPartUnknown(wire_type=tag):
            return tag
        case _:
            assert_never(part)


def of_detail(part: td.ImagePart) -> str:
    detail = part.get("detail", "auto")
    return detail.upper() if detail in ("low", "high") else detail


VIDEO: td.ContentPart = {"type": "video"}
TEXT: td.ContentPart = {"type": "text", "text": "a"}
DOCUMENTS = {
    "a": {"type": "text", "text": "a"},
    "u": {"type": "image", "url": "u"},
    "video": {"type": "video", "length": 3},
}

assert (of_typeddict(TEXT), of_typeddict(VIDEO)) == ("a", "video")
assert of_detail({"type": "image", "url": "u", "detail": "ultra"}) == "ultra"
for said, document in DOCUMENTS.items():
    model = pyd.from_json(pyd.ContentPart, document)
    assert of_pydantic(model) == of_pydantic_by_class(model) == said
    assert pyd.to_json(model) == document
    part = from_json(dc.ContentPart, document)
    assert of_dataclass(part) == of_dataclass_by_class(part) == said
    assert to_json(part) == document

made = pyd.Message(content=[pyd.ContentPartUnknown(wire_type="video"), pyd.TextPart(text="a")], priority="urgent")
assert made.model_dump(mode="json", by_alias=True, exclude_unset=True) == {
    "content": [{"type": "video"}, {"type": "text", "text": "a"}],
    "priority": "urgent",
}
assert repr(dc.ContentPartUnknown(wire_type="video").type) == "UNKNOWN"
