"""What inherits, inherits on both sides; what differs nowhere is one type."""

from direction_reach import dataclass as dc
from direction_reach import pydantic as pyd
from direction_reach import typeddict as td

assert issubclass(pyd.OldTree, pyd.Label)
assert issubclass(pyd.OldTreeInput, pyd.LabelInput)
assert issubclass(dc.OldTreeInput, dc.LabelInput)
bird = pyd.Bird(name="a")
tree = pyd.TreeInput(label=pyd.LabelInput(text="a"), bird=bird, oldest=pyd.OldTreeInput(text="b", year=1))
forest: pyd.ForestInput = [tree]
sent: td.ForestInput = [{"label": {"text": "a"}, "bird": {"name": "a"}, "oldest": {"text": "b", "year": 1}}]
assert pyd.to_json(forest) == sent
