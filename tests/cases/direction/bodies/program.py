"""What is made is sent without what only the server gives; what was fetched is sent back whole."""

from direction_bodies import dataclass as dc
from direction_bodies import pydantic as pyd
from direction_bodies import typeddict as td

new: td.UserInput = {"password": "a"}
seen: td.User = {"id": "a"}
assert pyd.to_json(pyd.UserInput(password="a")) == new
assert dc.to_json(dc.UserInput(password="a")) == new

user = pyd.from_json(pyd.User, {"id": "a", "name": "b", "more": 1})
back = pyd.from_json(pyd.UserInput, {**user.model_dump(by_alias=True, exclude_unset=True), "password": "c"})
identifier: str | None = back.id
assert pyd.to_json(back) == {"id": "a", "name": "b", "more": 1, "password": "c"}

made = pyd.ReplaceUserRequest(user=pyd.UserInput(password="a"), secret="b")
same = dc.ReplaceUserRequest(user=dc.UserInput(password="a"), secret="b")
assert pyd.to_json(made) == dc.to_json(same) == {"user": {"password": "a"}, "secret": "b"}
