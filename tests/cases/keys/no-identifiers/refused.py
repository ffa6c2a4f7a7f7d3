"""Constructors take the names of Python, and TypedDicts those of the wire."""

from keys_no_identifiers import dataclass as dc
from keys_no_identifiers import pydantic as pyd
from keys_no_identifiers import typeddict as td

envelope: td.Envelope = {"x_trace_id": "a", "class": "b"}
pyd.Envelope(x_trace_id="a", class_="b", camelCase="c")
dc.Envelope(x_trace_id="a", class_="b", camelCase="c")
