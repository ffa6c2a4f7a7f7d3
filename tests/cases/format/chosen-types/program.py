"""Types of others stand where they were chosen, for Pydantic only."""

from datetime import datetime
from ipaddress import IPv4Address

from format_chosen_types import dataclass as dc
from format_chosen_types.pydantic import Sample, from_json, to_json
from theirs_format_chosen_types import Field, Money, Plant

sample = from_json(Sample, {"price": "EUR 5", "address": "192.0.2.1", "count": 2})
price: Money | None = sample.price
at: datetime | None = sample.at
count: Field | None = sample.count
tree: Plant | None = sample.tree
assert price == Money("EUR", 5)
assert sample.address == IPv4Address("192.0.2.1")
assert to_json(Sample(price=Money("EUR", 6))) == {"price": "EUR 6"}
text: str | None = dc.Sample(price="EUR 5").price or None
