"""A tag is the value of its variant, and a variant has the keys of its own."""

from discriminator_mapping import dataclass as dc
from discriminator_mapping import pydantic as pyd
from discriminator_mapping import typeddict as td

cash: td.CashPayment = {"method": "card"}
order: td.Order = {"payment": {"method": "cheque"}}
missing: td.Order = {"payment": {"method": "card"}}
untagged: td.Payment = {"number": "1"}
pyd.CardPayment(method="cash", number="1")
dc.CardPayment(method="cash", number="1")
