"""A variant has its own tag and its own keys."""

from oneOf_inferred_tag import dataclass as dc
from oneOf_inferred_tag import pydantic as pyd
from oneOf_inferred_tag import typeddict as td

unknown: td.Event = {"type": "renamed"}
mixed: td.Event = {"type": "created", "by": "a"}
pyd.Created(type="deleted", id="a")
dc.Created(type="deleted", id="a")
pyd.Deleted(type="moved")
dc.Deleted()
