"""What the resolver decides of a union: how a reader of a value tells its variants apart, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from codegen.diagnostics import Diagnostic
from codegen.location import Location
from codegen.normalizer.spec import JsonValue, Schema


class TagSource(Enum):
    """Where a tag comes from."""

    EXPLICIT = "explicit"
    """The description names it as `discriminator`."""
    INFERRED = "inferred"
    """A required property whose constant values differ from variant to variant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Variants that have values of the tag in common, by their numbers; the next rule tells them apart."""

    variants: tuple[int, ...]
    verdict: "Verdict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """One property tells the variants apart; `cases` holds the values of each variant, in order."""

    property: str
    source: TagSource
    cases: tuple[tuple[JsonValue, ...], ...]
    reason: str
    shared: tuple[Shared, ...] = ()
    absent: tuple[int, ...] = ()
    """The variants that can do without the property, by their numbers."""
    without: tuple[Shared, ...] = ()
    """What tells those apart, where they are several."""
    other: int | None = None
    """The variant of values of the property that mean none of the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByShape:
    """JSON types, or keys, tell the variants apart; `objects` tells how those that are objects are, if by a tag."""

    reason: str
    objects: Tagged | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous:
    """Some value may be of two variants: the first that fits is taken, of those that a tag leaves."""

    reason: str
    tagged: Tagged | None = None


Verdict: TypeAlias = Tagged | ByShape | Ambiguous


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """All verdicts, by the place of the union, and what follows from them."""

    verdicts: Mapping[Location, Verdict]
    narrowed: Mapping[Location, Mapping[str, tuple[JsonValue, ...]]]
    """Object schema -> property -> the values that discriminators give it, where its own schema allows more."""
    variants: Mapping[Location, tuple[Schema, ...]]
    """Union -> the variants that count: no null, none twice, none that another one contains."""
    diagnostics: tuple[Diagnostic, ...]
