"""The types of orders.yaml as msgspec and cattrs take them: written by hand, for the benchmark alone."""

from dataclasses import dataclass
from typing import Literal

import cattrs
import msgspec
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override
from cattrs.strategies import configure_tagged_union

Country = Literal["NO", "SE", "DK", "FI", "IS"]


class StructLine(msgspec.Struct, omit_defaults=True):
    article: str
    count: int
    price: float
    gift: bool | msgspec.UnsetType = msgspec.UNSET
    colours: list[str] | msgspec.UnsetType = msgspec.UNSET


class StructAddress(msgspec.Struct):
    street: str
    city: str
    country: Country


class StructCard(msgspec.Struct, tag_field="kind", tag="card"):
    last4: str


class StructTransfer(msgspec.Struct, tag_field="kind", tag="transfer"):
    iban: str


class StructOrder(msgspec.Struct, rename={"placed_at": "placedAt"}, omit_defaults=True):
    id: str
    placed_at: str
    lines: list[StructLine]
    payment: StructCard | StructTransfer
    note: str | msgspec.UnsetType = msgspec.UNSET
    address: StructAddress | msgspec.UnsetType = msgspec.UNSET


@dataclass(slots=True)
class Line:
    article: str
    count: int
    price: float
    gift: bool | None = None
    colours: list[str] | None = None


@dataclass(slots=True)
class Address:
    street: str
    city: str
    country: Country


@dataclass(slots=True)
class Card:
    last4: str


@dataclass(slots=True)
class Transfer:
    iban: str


@dataclass(slots=True)
class Order:
    id: str
    placed_at: str
    lines: list[Line]
    payment: Card | Transfer
    note: str | None = None
    address: Address | None = None


def converter() -> cattrs.Converter:
    """Return a converter that knows the names on the wire, leaves out what is None, and reads tags."""
    made = cattrs.Converter(omit_if_default=True)
    renamed = override(rename="placedAt")
    configure_tagged_union(Card | Transfer, made, tag_generator=lambda one: one.__name__.lower(), tag_name="kind")
    made.register_structure_hook(Order, make_dict_structure_fn(Order, made, placed_at=renamed))
    made.register_unstructure_hook(
        Order, make_dict_unstructure_fn(Order, made, _cattrs_omit_if_default=True, placed_at=renamed)
    )
    return made
