"""Whatever way it is inherited, a property is one property."""

from allOf_diamond import dataclass as dc
from allOf_diamond import pydantic as pyd
from allOf_diamond import typeddict as td

again: td.Again = {"id": "a", "name": "b", "date": "c"}
things: list[td.Thing] = [again]
assert pyd.to_json(pyd.Again(id="a", name="b", date="c")) == again
assert dc.to_json(dc.Again(id="a", name="b", date="c")) == again
