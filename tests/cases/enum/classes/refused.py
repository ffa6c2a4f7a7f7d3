from enum_classes import dataclass
from enum_classes.pydantic import Order, Priority, Status

Order(status="open")
Order(status=Priority.LOW)
Order(status=Status.OPEN, few="z")
dataclass.Order(status="open")
Status.CLOSED
