"""Members are found as members, texts of later versions stay texts."""

from open_classes import dataclass, pydantic

document = {"status": "open", "next": "later", "history": ["done", "later"], "more": "done"}

order = dataclass.from_json(dataclass.Order, document)
assert order.status is dataclass.Status.OPEN
assert order.next == "later"
assert not isinstance(order.next, dataclass.Status)
assert order.history == [dataclass.Status.DONE, "later"]
assert order.additional_properties == {"more": dataclass.Status.DONE}
assert dataclass.to_json(dataclass.Order(status="later")) == {"status": "later"}

model = pydantic.from_json(pydantic.Order, document)
assert model.status is pydantic.Status.OPEN
assert model.next == "later"
assert not isinstance(model.next, pydantic.Status)
assert model.history is not None
assert isinstance(model.history[0], pydantic.Status)
assert model.additional_properties == {"more": pydantic.Status.DONE}
assert pydantic.to_json(pydantic.Order(status="later")) == {"status": "later"}
assert pydantic.Order.model_json_schema()["properties"]["status"]["anyOf"][1] == {"type": "string"}

# As a whole document, too, a text of a later version is of the class or text; the class by itself has its members.
assert dataclass.from_json(dataclass.Status | str, "open") is dataclass.Status.OPEN
assert dataclass.from_json(dataclass.Status | str, "later") == "later"
assert pydantic.from_json(pydantic.Status | str, "open") is pydantic.Status.OPEN
assert pydantic.from_json(pydantic.Status | str, "later") == "later"
assert pydantic.from_json(list[pydantic.Status | str], ["open", "later"]) == [pydantic.Status.OPEN, "later"]
