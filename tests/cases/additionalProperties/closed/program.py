"""A closed object is what it says."""

from additionalProperties_closed import typeddict as td

point: td.Point = {"x": 1}
point["y"] = 2.5
empty: td.Empty = {}
assert point == {"x": 1, "y": 2.5} and not empty
