"""Declarations: what a package holds under a name.

Records, aliases of everything else, and the variants that open unions have for objects of later versions.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from codegen.ir.rules import Json, Rules
from codegen.ir.types import LiteralValue, Type


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
    format: str | None = None
    """The `format` of a field, where that is a hint and its type says nothing of it."""
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
    rules: Rules | None = None
    """What its objects must meet besides, those of its parents among it."""


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
    shares: bool = False
    """It is another name of the declaration that the type names, whose content is what stands at this place too."""
    guard: str = ""
    """Another name of that declaration's guard, where it is an open union."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """The variant of an open union for objects whose tag is none that the union knows; it keeps the whole object."""

    name: str
    docs: Docs
    union: str
    """The alias whose variant it is."""
    key: str
    """The tag on the wire."""
    attribute: str
    """The tag in Python: in this variant a constant of its own, so that checkers tell it from the others."""
    wire_attribute: str
    """The attribute that holds the tag as it travels."""
    type: Type
    """What tags can be."""
    known: tuple[LiteralValue, ...]
    """The tags of the other variants, which this one never has."""
    guard: str
    """The function that tells the other variants from this one, where nothing in the object does."""


Declaration: TypeAlias = Record | Alias | Unknown
