"""A required constant that differs tells the variants apart, for the checkers too."""

from typing import assert_never

from oneOf_inferred_tag import dataclass as dc
from oneOf_inferred_tag import pydantic as pyd
from oneOf_inferred_tag import typeddict as td


def of_typeddict(event: td.Event) -> str:
    if event["type"] == "created":
        return event["id"]
    if event["type"] == "moved":
        return event["by"]
    return event.get("id", "?")


def of_pydantic(event: pyd.Event) -> str:
    match event:
        case pyd.Created(id=id_):
            return id_
        case pyd.Deleted(id=maybe):
            return maybe or "?"
        case pyd.EventMoved(by=by):
            return by
        case _:
            assert_never(event)


def of_dataclass(event: dc.Event) -> str:
    match event.type:
        case "created":
            return event.id
        case "deleted" | "purged":
            return event.id or "?"
        case "moved":
            return event.by
        case _:
            assert_never(event.type)


assert of_typeddict({"type": "created", "id": "a"}) == of_pydantic(pyd.Created(id="a")) == "a"
assert of_dataclass(dc.Deleted(type="purged")) == of_pydantic(pyd.Deleted(type="deleted")) == "?"
assert of_dataclass(dc.EventMoved(by="b")) == "b"
