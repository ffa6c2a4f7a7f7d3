from typing import assert_never

from oneOf_shared_tag import dataclass, pydantic, typeddict


def of_typeddict(item: typeddict.Item) -> str:
    if item["type"] == "call":
        return item["name"]
    elif item["role"] == "user":
        return item["text"]
    elif item["role"] == "bot":
        return item["model"]
    else:
        assert_never(item)


def of_dataclass(item: dataclass.Item) -> str:
    if item.type == "call":
        return item.name
    elif item.role == "user":
        return item.text
    elif item.role == "bot":
        return item.model
    else:
        assert_never(item)


def of_pydantic(item: pydantic.Item) -> str:
    if item.type == "call":
        return item.name
    elif item.role == "user":
        return item.text
    elif item.role == "bot":
        return item.model
    else:
        assert_never(item)


assert of_typeddict({"type": "call", "name": "a"}) == "a"
assert of_dataclass(dataclass.BotMessage(model="b")) == "b"
assert of_pydantic(pydantic.UserMessage(text="c")) == "c"
