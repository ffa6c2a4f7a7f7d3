"""A mapping of several values to one schema narrows to it where the others are ruled out."""

from discriminator_mapping import dataclass as dc
from discriminator_mapping import pydantic as pyd
from discriminator_mapping import typeddict as td


def told(payment: td.Payment) -> str:
    if payment["method"] == "cash":
        cash: td.CashPayment = payment
        return "cash" if cash.get("change", False) else "coins"
    card: td.CardPayment = payment
    return card["number"]


def of_pydantic(payment: pyd.Payment) -> str:
    return payment.number if payment.method == "card" or payment.method == "debit" else payment.method


def of_dataclass(payment: dc.Payment) -> str:
    return payment.number if payment.method == "card" or payment.method == "debit" else payment.method


order: td.Order = {"payment": {"method": "debit", "number": "1"}}
assert told(order["payment"]) == "1"
assert of_pydantic(pyd.CardPayment(method="card", number="2")) == "2"
assert of_dataclass(dc.CashPayment()) == "cash"
