"""A literal is checked where it is written."""

from enum_few_values import dataclass as dc
from enum_few_values import pydantic as pyd
from enum_few_values import typeddict as td

sort: td.Sort = {"order": "up"}
pyd.Sort(order="up")
dc.Sort(order="asc", by=["date"])
