"""Inline objects are types of their own, named by their owner and their property."""

from properties_nested_objects import dataclass as dc
from properties_nested_objects import pydantic as pyd
from properties_nested_objects import typeddict as td

address: td.OrderCustomerAddress = {"street": "High Street"}
customer: td.OrderCustomer = {"name": "Ada", "address": address}
order: td.Order = {"customer": customer}

made = pyd.Order(customer=pyd.OrderCustomer(name="Ada", address=pyd.OrderCustomerAddress(street="High Street")))
street: str | None = made.customer.address.street if made.customer.address else None
assert pyd.to_json(made) == pyd.to_json(pyd.from_json(pyd.Order, order))

same = dc.Order(customer=dc.OrderCustomer(name="Ada", address=dc.OrderCustomerAddress(street="High Street")))
assert same == dc.from_json(dc.Order, order)
assert not same.shop
