"""Pydantic has Python's types, the other flavours the text of the wire."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID

from format_python_shapes import dataclass as dc
from format_python_shapes import pydantic as pyd
from format_python_shapes import typeddict as td

sample = pyd.Sample(
    at=datetime(2024, 1, 2, tzinfo=UTC),
    day=date(2024, 1, 2),
    hour=time(3, 4, tzinfo=UTC),
    id=UUID(int=1),
    price=Decimal("1.10"),
    data=b"hi",
    image=b"",
)
wire: td.Sample = {
    "at": "2024-01-02T00:00:00Z",
    "day": "2024-01-02",
    "hour": "03:04:00Z",
    "id": "00000000-0000-0000-0000-000000000001",
    "price": "1.10",
    "data": "aGk=",
    "image": "",
}
assert pyd.to_json(sample) == wire
year: int = sample.at.year if sample.at else 0
text: str = dc.Sample(at="2024-01-02T00:00:00Z").at or ""
