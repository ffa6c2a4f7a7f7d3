"""Pydantic has the types that were chosen; on the wire nothing is another."""

import pickle
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from format_chosen_words import dataclass as dc
from format_chosen_words import typeddict as td
from format_chosen_words.pydantic import Sample, from_json, to_json

document: td.Sample = {"at": "now", "exact": "2024-01-02T03:04:05Z", "lasts": "PT36H", "key": f"{UUID(int=1)}"}
sample = from_json(Sample, document)
at: str | None = sample.at
exact: datetime | None = sample.exact
lasts: timedelta | None = sample.lasts
key: UUID | None = sample.key
price: Decimal | None = sample.price
weight: float | None = sample.weight
assert lasts == timedelta(days=1, hours=12)
assert to_json(sample) == document == to_json(pickle.loads(pickle.dumps(sample)))
assert to_json(Sample(lasts=timedelta(days=1, seconds=3605))) == {"lasts": "P1DT1H0M5S"}
assert to_json(Sample(lasts=timedelta())) == {"lasts": "P0D"}
assert Sample.model_json_schema()["properties"]["lasts"] == {
    "format": "duration",
    "maxLength": 12,
    "title": "Lasts",
    "type": "string",
}
text: str | None = dc.Sample(lasts="P1M").lasts or None
