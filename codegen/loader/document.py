"""What loading gives: plain trees of JSON values with their text, as a graph of documents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, TypeAlias

from codegen.diagnostics import Diagnostic, SpecErrors
from codegen.loader.origins import Origin

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

MOST_DEEP = 200
"""So many containers may stand inside each other: all stages walk trees recursively, within Python's limit."""


class Position(NamedTuple):
    """A place in a text as editors count it: from 1, and characters, not bytes."""

    line: int
    column: int


class Syntax(Enum):
    """How a document is written."""

    JSON = "json"
    JSON_WITH_COMMENTS = "json with comments"
    """Or with commas before closing brackets."""
    YAML = "yaml"


class Dialect(Enum):
    """Which specification a description follows, by the major and minor version it names."""

    SWAGGER_2_0 = "2.0"
    OPENAPI_3_0 = "3.0"
    OPENAPI_3_1 = "3.1"
    OPENAPI_3_2 = "3.2"

    @property
    def title(self) -> str:
        """As it is called; what was Swagger is OpenAPI since version 3."""
        return f"{'Swagger' if self is Dialect.SWAGGER_2_0 else 'OpenAPI'} {self.value}"

    def is_before(self, other: "Dialect") -> bool:
        """Tell whether this is an earlier version than the other."""
        return self.value < other.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file as it was read."""

    name: str
    """As the user gave it, with `/`; it is the `document` of every location inside."""
    syntax: Syntax
    text: str
    tree: Json
    """Never changed after loading; aliases of a YAML document may share their subtrees."""
    digest: str
    """SHA-256, hex, of the text with line ends as LF and encoded as UTF-8."""
    origin: Origin | None = None
    """Where the parts of the tree were written that overlays put in or moved; None: it is the tree of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentGraph:
    """The entry document and whatever it refers to (today: nothing beside itself)."""

    entry: str
    documents: Mapping[str, Document]
    dialect: Dialect
    diagnostics: tuple[Diagnostic, ...]
    overlays: Mapping[str, Document] = field(default_factory=dict)
    """What the entry was patched with, by name; nothing refers into them."""

    @property
    def root(self) -> Document:
        """The entry document."""
        return self.documents[self.entry]


@dataclass
class DocumentErrors(SpecErrors):
    """A text was read, and cannot be understood: the faults, and the text to show their lines from."""

    document: Document
    """Its tree is None where the text could not be parsed; each fault has its position then."""
