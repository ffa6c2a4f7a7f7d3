"""A member that nothing redefines is a base class."""

from allOf_base_class import dataclass as dc
from allOf_base_class import pydantic as pyd
from allOf_base_class import typeddict as td


def named(one: td.Animal) -> str:
    return one["name"]


puppy: td.Puppy = {"name": "Rex", "breed": "?", "weeks": 3}
assert named(puppy) == "Rex"
animals: list[pyd.Animal] = [pyd.Puppy(name="Rex", breed="?", weeks=3)]
same: list[dc.Animal] = [dc.Puppy(name="Rex", breed="?", weeks=3)]
assert isinstance(same[0], dc.Dog)
