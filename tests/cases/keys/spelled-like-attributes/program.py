from keys_spelled_like_attributes.pydantic import Order, from_json, to_json

order = from_json(Order, {"created_at": 5, "ended_at": "x", "endedAt": None})
assert order.created_at is None and order.model_fields_set == {"ended_at"}
order.created_at = "today"
assert to_json(order) == {"created_at": 5, "ended_at": "x", "endedAt": None, "createdAt": "today"}
