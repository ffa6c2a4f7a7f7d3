import copy
import pickle
from typing import assert_never

from enum_classes import dataclass
from enum_classes.dataclass import Order as PlainOrder
from enum_classes.pydantic import Mixed, Order, OrderColor, Priority, Ratio, Status, from_json, to_json


def told(status: Status) -> str:
    match status:
        case Status.OPEN:
            return "open"
        case Status.DONE | Status.IN_PROGRESS:
            return "other"
        case _:
            assert_never(status)


order = from_json(Order, {"status": "closed", "priority": 3.0, "mixed": False, "ratio": 1, "color": "Red"})
assert (order.status, order.priority, order.mixed, order.ratio) == (
    Status.DONE,
    Priority.HIGH,
    Mixed.FALSE,
    Ratio.VALUE_1,
)
assert order.color is OrderColor.RED and told(order.status) == "other"
made = Order(status=Status.OPEN, priority=Priority.LOW, mixed=Mixed.A, history=[Status.OPEN], counts={"open": 1})
document = {"status": "open", "priority": 1, "mixed": "a", "history": ["open"], "counts": {"open": 1}}
assert to_json(made) == document == made.model_dump(mode="json", exclude_unset=True)
assert made == from_json(Order, document) == copy.deepcopy(made) == pickle.loads(pickle.dumps(made))
assert to_json([Mixed.VALUE_1_5, Status.OPEN]) == [1.5, "open"]
assert Order.model_validate_json('{"status": "open", "mixed": 7}').mixed is Mixed.VALUE_7
schema = Order.model_json_schema()["properties"]
assert schema["priority"]["enum"] == [1, 2, 3] and schema["mixed"]["anyOf"][0]["enum"] == ["a", 7, 1.5, False]

plain = dataclass.from_json(PlainOrder, {"status": "closed", "priority": 3.0, "mixed": False})
assert plain.status is dataclass.Status.DONE and plain.priority is dataclass.Priority.HIGH
assert plain.mixed is dataclass.Mixed.FALSE
assert dataclass.to_json(PlainOrder(status=dataclass.Status.OPEN, ratio=dataclass.Ratio.VALUE_0_5)) == {
    "status": "open",
    "ratio": 0.5,
}
