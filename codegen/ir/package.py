"""A whole package: modules of declarations, and the operations that use them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from codegen.ir.declarations import Declaration
from codegen.ir.types import Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """Some declarations, in an order in which each stands behind what it is made of.

    A record may name later records and aliases in its fields; everything else it uses stands before it.
    """

    name: str
    """As it is imported, without the leading underscore."""
    doc: str
    declarations: tuple[Declaration, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """The type of one body: of a request or of the response with that status (empty for a request)."""

    status: str
    media_type: str
    type: Type | None
    item: Type | None = None
    """Of a sequential media type: the type of each item, which can be read by itself."""


class Sender(Enum):
    """Who sends the requests of an operation."""

    CLIENT = "client"
    """Users of the API: operations of `paths`."""
    API = "api"
    """The API itself: webhooks and callbacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation and the types that belong to it."""

    name: str
    sender: Sender
    method: str
    path: str
    parameters: Mapping[str, str]
    """Place -> the record that holds the parameters of that place."""
    query_string: Type | None = None
    """All of the query as one value, where it is described so."""
    requests: tuple[Payload, ...]
    responses: tuple[Payload, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Everything that is generated, before any flavour."""

    title: str
    version: str
    modules: tuple[Module, ...]
    operations: tuple[Operation, ...]
    former: Mapping[str, str] = field(default_factory=dict)
    """Names that declarations had before, which are kept for a while -> the names they have now."""

    @property
    def declarations(self) -> Mapping[str, Declaration]:
        """Every declaration by name."""
        return {one.name: one for module in self.modules for one in module.declarations}

    @property
    def homes(self) -> Mapping[str, str]:
        """The module of every declaration by name."""
        return {one.name: module.name for module in self.modules for one in module.declarations}
