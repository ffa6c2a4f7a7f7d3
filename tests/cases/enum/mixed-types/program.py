"""Constants of several types keep their types."""

from enum_mixed_types import typeddict as td

level: td.Level = {"step": 3, "mixed": True, "rate": 0, "flag": True}
assert level["mixed"] is True
texts: td.Level = {"mixed": "1", "rate": "full"}
sizes: list[td.Size] = [1, "large", False, None]
assert len(sizes) == 4 and texts["rate"] == "full"
