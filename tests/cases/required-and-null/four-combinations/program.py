"""Absent and null are two things: a set of fields in Pydantic, `UNSET` in dataclasses."""

from required_and_null_four_combinations import dataclass as dc
from required_and_null_four_combinations import pydantic as pyd
from required_and_null_four_combinations import typeddict as td

wire: td.Person = {"name": "Ada", "spouse": None, "title": None}

person = pyd.Person(name="Ada", spouse=None, title=None)
assert person.model_fields_set == {"name", "spouse", "title"}
assert person.nickname is None
assert pyd.to_json(person) == wire

same = dc.Person(name="Ada", spouse=None, title=None)
assert same.nickname is dc.UNSET
shout: str = same.nickname.upper() if same.nickname is not dc.UNSET else "?"
greeting: str = same.title or "none"
assert dc.to_json(same) == wire
