"""Declared properties have their types; further keys stand apart from them, with a type of their own."""

from additionalProperties_typed_beside_properties import dataclass as dc
from additionalProperties_typed_beside_properties import typeddict as td

labels: td.Labels = {"owner": 1}
sheet: td.Sheet = {"title": None}
value: td.SheetValue = {}
dc.Labels(owner="a", additional_properties={"b": "c"})
