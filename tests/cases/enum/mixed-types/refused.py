"""A constant of another type is another value."""

from enum_mixed_types import typeddict as td

step: td.Level = {"step": 4}
mixed: td.Level = {"mixed": 2}
other: td.Level = {"mixed": False}
rate: td.Level = {"rate": "half"}
flag: td.Level = {"flag": False}
size: td.Size = "small"
