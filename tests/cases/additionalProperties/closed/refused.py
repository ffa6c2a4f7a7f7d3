"""Closed objects have no other keys."""

from additionalProperties_closed import dataclass as dc
from additionalProperties_closed import pydantic as pyd
from additionalProperties_closed import typeddict as td

point: td.Point = {"x": 1, "z": 1}
pyd.Point(x=1, z=1)
dc.Point(x=1, z=1)
dc.Point(x=1, additional_properties={"z": 1})
