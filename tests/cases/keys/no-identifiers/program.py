"""TypedDicts have the keys of the wire; elsewhere each key is an attribute."""

from keys_no_identifiers import dataclass as dc
from keys_no_identifiers import pydantic as pyd
from keys_no_identifiers import typeddict as td

envelope: td.Envelope = {"x-trace-id": "a", "class": "b", "camelCase": "c", "größe": 1.5}
made = pyd.Envelope(x_trace_id="a", class_="b", camel_case="c", größe=1.5)
same = dc.Envelope(x_trace_id="a", class_="b", camel_case="c", größe=1.5)
assert envelope["x-trace-id"] == made.x_trace_id == same.x_trace_id
assert pyd.to_json(made) == dc.to_json(same) == envelope
