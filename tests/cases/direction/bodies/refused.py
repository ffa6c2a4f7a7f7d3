"""A shape is not the other one: what is required there is told by both checkers."""

from direction_bodies import dataclass as dc
from direction_bodies import pydantic as pyd
from direction_bodies import typeddict as td

no_password: td.UserInput = {"id": "a"}
no_id: td.User = {"password": "a"}
dc.UserInput(id="a")
dc.User(password="a")
pyd.UserInput(id="a")
pyd.User(password="a")
pyd.NewUserRequest(first=pyd.User(id="a"))
