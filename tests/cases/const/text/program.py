"""A required constant is filled in by constructors, counts as set, and can be given all the same."""

from const_text import dataclass as dc
from const_text import pydantic as pyd
from const_text import typeddict as td

circle: td.Circle = {"kind": "circle", "radius": 1.5}
assert pyd.to_json(pyd.Circle(radius=1.5)) == circle
assert pyd.to_json(pyd.Circle(kind="circle", radius=1.5)) == circle
assert dc.to_json(dc.Circle(radius=1.5)) == circle
assert dc.to_json(dc.Only()) == {"version": "v1"}
