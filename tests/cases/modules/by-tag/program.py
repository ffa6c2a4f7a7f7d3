"""All names stand in the flavour, whatever module they live in."""

from modules_by_tag import dataclass as dc
from modules_by_tag import pydantic as pyd
from modules_by_tag import typeddict as td

unused: td.Unused = {"of": {"name": "a", "pets": []}, "to": {"name": "b"}}
people: list[pyd.Person] = [pyd.Shop(name="a", pets=[]), pyd.Person(name="b")]
same: list[dc.Person] = [dc.Shop(name="a", pets=[]), dc.Person(name="b")]
assert dc.to_json(same) == pyd.to_json(people)
assert {"Pet", "Shop", "from_json"} <= set(dir(pyd)) & set(pyd.__all__)
