"""What is required must be there, and what is not nullable is not null."""

from required_and_null_four_combinations import dataclass as dc
from required_and_null_four_combinations import pydantic as pyd
from required_and_null_four_combinations import typeddict as td

without_spouse: td.Person = {"name": "Ada"}
null_nickname: td.Person = {"name": "Ada", "spouse": None, "nickname": None}
pyd.Person(name="Ada")
pyd.Person(name=None, spouse=None)
dc.Person(name="Ada")
dc.Person(name="Ada", spouse=None, nickname=None)
dc.Person(name="Ada", spouse=None).nickname.upper()
pyd.Person(name="Ada", spouse=None).nickname.upper()
