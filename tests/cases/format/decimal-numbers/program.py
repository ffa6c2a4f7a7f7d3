"""`Decimal` counts as people do, and a number stays a number."""

from decimal import Decimal

from format_decimal_numbers.pydantic import Price, from_json, to_json

price = from_json(Price, {"net": 0.1})
total: Decimal = price.net + Decimal("0.2")
assert total == Decimal("0.3")
assert to_json(Price(net=total)) == {"net": 0.3}
