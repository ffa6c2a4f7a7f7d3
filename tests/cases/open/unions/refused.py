from typing import assert_never

from open_unions import dataclass as dc
from open_unions import pydantic as pyd
from open_unions import typeddict as td


def forgets_the_unknown_model(part: pyd.ContentPart) -> str:
    match part.type:
        case "text":
            return part.text
        case "image":
            return part.url
        case _:
            assert_never(part.type)


def forgets_the_unknown_object(part: dc.ContentPart) -> str:
    if isinstance(part, dc.TextPart | dc.ImagePart):
        return part.type
    assert_never(part)


def forgets_a_known_dict(part: td.ContentPart) -> str:
    if td.is_known_content_part(part):
        if part["type"] == "text":
            return part["text"]
        assert_never(part)
    return part["type"]


def does_not_ask(part: td.ContentPart) -> str:
    return part["text"]


def takes_a_tag_for_a_text(part: pyd.ContentPart) -> str:
    return part.type


def takes_an_open_enum_for_a_closed_one(message: td.Message) -> td.Draft:
    return {"state": message.get("priority", "low")}


pyd.ContentPartUnknown(type="video")
dc.ContentPartUnknown(wire_type=5)
NO_TAG: td.ContentPart = {}
