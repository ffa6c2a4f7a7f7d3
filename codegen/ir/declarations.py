"""Declarations: what a package holds under a name. Two kinds suffice: records, and aliases of everything else."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from codegen.ir.types import LiteralValue, Type

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """The value a reader may assume for an absent property; it is documented, never filled in."""

    value: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Docs:
    """What is told to the reader of a declaration or a field."""

    text: str | None = None
    """The description, in Markdown as it was written; without one, the title."""
    title: str | None = None
    """The title, where it stands beside a description."""
    examples: tuple[Json, ...] = ()
    deprecated: bool = False
    default: Default | None = None
    notes: tuple[str, ...] = ()
    """Sentences about what no type says: read-only, or a condition that is not enforced."""


NO_DOCS = Docs()
"""Nothing to tell; always this very value."""


class Presence(Enum):
    """Whether an object must have a key. Whether its value may be null is said by the type."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    TAG = "tag"
    """Required, with one possible value: constructors fill it in, loading demands it."""


class Access(Enum):
    """Which way a property travels. `Field.presence` has taken it into account; it is kept for those who ask."""

    BOTH = "both"
    READ_ONLY = "read-only"
    """The API gives it; what is sent to the API may lack it."""
    WRITE_ONLY = "write-only"
    """The API takes it; what the API sends may lack it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One property of a record."""

    key: str
    """On the wire."""
    attribute: str
    """In Python (`NAMING.md` law 12)."""
    type: Type
    presence: Presence
    docs: Docs
    access: Access = Access.BOTH


class Extra(Enum):
    """What an object may have beside its fields, where it is not a type: any key, or none."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An object with properties. All of them stand in `fields`, those of its parents too."""

    name: str
    docs: Docs
    fields: tuple[Field, ...]
    extra: Extra | Type
    parents: tuple[str, ...] = ()
    """Records that the schema includes by `allOf`, in order; whether one can be a base class is for flavours to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One value of an enum, under the name it has as a member (`NAMING.md` law 13)."""

    name: str
    value: LiteralValue
    text: str | None = None
    """What is said of the value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name for any other type; a recursive one comes back to itself without a record in between."""

    name: str
    docs: Docs
    type: Type
    recursive: bool = False
    members: tuple[Member, ...] = ()
    """Those of an enum: the type then is its values, or null."""


Declaration: TypeAlias = Record | Alias
