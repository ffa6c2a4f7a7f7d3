"""What shapes a package beside its description: plain values, one field for each key of the configuration.

`codegen.config` reads and checks them; the stages are given the fields they need.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 15)
FORMAT_WORDS: Mapping[str, str] = {
    **{
        name: name
        for name in (
            *("str", "int", "float", "timedelta"),
            *("date-time", "date", "time", "duration", "uuid", "decimal", "byte", "base64url"),
            *("email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6"),
            *("uri", "strict-uri", "uri-reference", "iri", "iri-reference", "uri-template"),
            *("json-pointer", "relative-json-pointer", "regex"),
        )
    },
    "datetime": "date-time",
    "bytes": "byte",
}
"""The words that `formats` knows beside `module.Type`: plain types, `timedelta` for durations, names of formats and
Python's names for them; each with the word that it means."""


class Flavour(Enum):
    """A way to write the types, in the canonical order."""

    TYPEDDICT = "typeddict"
    PYDANTIC = "pydantic"
    DATACLASS = "dataclass"


class Formatter(Enum):
    """What lays out the generated code."""

    RUFF = "ruff"
    BLACK = "black"
    NONE = "none"


class Openness(Enum):
    """Which types leave room for values of later versions of the API."""

    NONE = "none"
    OUTPUT = "output"
    """Those that responses reach."""
    ALL = "all"


class Share(Enum):
    """What becomes of inline schemas with equal content."""

    NONE = "none"
    """Each is declared."""
    ALIAS = "alias"
    """One is declared, and the other names are aliases of it."""


class Enums(Enum):
    """How an enum that has a name is written."""

    LITERAL = "literal"
    CLASS = "class"
    """As a class of the standard library's `enum`."""


class Datetimes(Enum):
    """Which values constructors of Pydantic models take for `date-time` and `time`."""

    AWARE = "aware"
    """Those with an offset, as RFC 3339 demands."""
    ANY = "any"
    """Those without one too; texts without an offset load."""


class ExtraPolicy(Enum):
    """What becomes of keys that a schema does not declare."""

    SCHEMA = "schema"
    """As the schema says: kept, checked or refused."""
    ALLOW = "allow"
    IGNORE = "ignore"
    FORBID = "forbid"


class Validation(Enum):
    """What the codec of dataclasses checks when it loads."""

    TYPES = "types"
    """JSON types, presence, constants, tags, which keys and items there may be."""
    FULL = "full"
    """All that the schema asserts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PydanticOptions:
    """What only the Pydantic flavour has."""

    enums: Enums = Enums.LITERAL
    frozen: bool = False
    field_descriptions: bool = False
    """Whether descriptions stand in `Field(description=...)` too."""
    datetimes: Datetimes = Datetimes.AWARE
    base_class: str | None = None
    """A class of the user's that all models inherit from, as `module.Class`."""
    extra: ExtraPolicy = ExtraPolicy.SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class DataclassOptions:
    """What only the dataclass flavour has."""

    validate: Validation = Validation.TYPES
    enums: Enums = Enums.LITERAL
    frozen: bool = False
    slots: bool = True
    kw_only: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A name that the user chose, and where the configuration says so."""

    at: str
    """JSON pointer of a schema (`#/...`), or the anchor of a place."""
    name: str
    file: str | None = field(default=None, compare=False)
    key: str = field(default="", compare=False)
    """JSON pointer of the key in the file."""
    position: tuple[int, int] | None = field(default=None, compare=False)


class SelectorKind(Enum):
    """What a selector goes by; the value is the word before its colon."""

    TAG = "tag"
    PATH = "path"
    OPERATION = "operation"
    METHOD = "method"
    WEBHOOK = "webhook"
    SCHEMA = "schema"
    POINTER = "#"
    """A JSON pointer: of an operation, of what is around operations, or of a schema."""
    EXTENSION = "x-"
    """`x-name`, `x-name=value`: of operations, of their path, or of component schemas."""
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """One thing to include or exclude, and where the configuration says so."""

    kind: SelectorKind
    pattern: str
    """With `*` and, for paths, `**`; a pointer with its file, if not the entry, and `#`; the name of an extension."""
    value: str | None = None
    """What an extension must be."""
    text: str = ""
    """As it was written."""
    file: str | None = field(default=None, compare=False)
    key: str = field(default="", compare=False)
    """JSON pointer of the key in the file."""
    position: tuple[int, int] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """Which part of a description the package is of: what one of `include` selects, all if there is none, but
    not what one of `exclude` selects."""

    include: tuple[Selector, ...] = ()
    exclude: tuple[Selector, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Everything that shapes a package beside its description."""

    package: str
    overlays: tuple[str, ...] = ()
    """Paths of overlays, as seen from the current folder, in the order in which they are applied."""
    select: Select = Select()
    flavours: tuple[Flavour, ...] = tuple(Flavour)
    """In canonical order, each once."""
    target_python: tuple[int, int] = OLDEST
    formatter: Formatter = Formatter.RUFF
    open: Openness = Openness.NONE
    share: Share = Share.NONE
    allow: frozenset[str] = frozenset()
    """Codes of warnings that are not shown."""
    deny: frozenset[str] = frozenset()
    """Codes of warnings that are errors."""
    header: str | None = None
    """Further comment lines for the head of each file."""
    strict: bool = False
    """All warnings are errors."""
    formats: Mapping[str, str] = field(default_factory=dict)
    """Format, or JSON pointer of a schema (`#/...`) -> what Pydantic shall have there: `module.Type` or a word of
    `FORMAT_WORDS`."""
    names: tuple[Override, ...] = ()
    """The names that the user chose, sorted by place; each place once."""
    keep_old_names: bool = False
    """Whether names that types had before, as the lock tells, are still there, deprecated."""
    pydantic: PydanticOptions = PydanticOptions()
    dataclass: DataclassOptions = DataclassOptions()
    base: Path = field(default_factory=Path)
    """The folder that sources are recorded relative to: the configuration's, else the current one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a copy has of a package; empty means all."""

    flavours: tuple[Flavour, ...] = ()
    modules: tuple[str, ...] = ()
    """Modules by name, without an underscore: all types that stand in them."""
    types: tuple[str, ...] = ()
    """Public names; `*` and `?` stand for any text and any letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackOptions:
    """What the distribution of a package says of itself beside its files."""

    name: str | None = None
    """Of the distribution; that of the package without one."""
    version: str | None = None
    description: str | None = None
    readme: str | None = None
    license: str | None = None
    """An SPDX expression."""
    license_files: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    urls: Mapping[str, str] = field(default_factory=dict)
    requires_python: str | None = None
    dependencies: tuple[str, ...] | None = None
    """Besides those that codegen knows; None if nothing was said."""
    output: str = "dist"
