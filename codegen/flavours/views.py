"""What templates receive: frozen values of finished strings, one class a template.

A view decides nothing any more; where a template needs to know whether there is something, the string is empty.
"""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One line of a class body and the docstring below it."""

    line: str
    docstring: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasView:
    """A name for a type."""

    template: ClassVar[str] = "shared/alias.py.jinja"
    line: str
    docstring: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecursiveAliasView:
    """A name for a type that comes back to itself: one line for checkers, one that can be evaluated."""

    template: ClassVar[str] = "shared/recursive_alias.py.jinja"
    type_checking: str
    seen: str
    run: str
    docstring: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumView:
    """An enum as a class."""

    template: ClassVar[str] = "shared/enum.py.jinja"
    name: str
    base: str
    docstring: str
    members: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedDictView:
    """A TypedDict; keys that no class body can hold stand in a private one before it."""

    template: ClassVar[str] = "typeddict/record.py.jinja"
    name: str
    bases: str
    keys_name: str
    keys: str
    docstring: str
    fields: tuple[FieldView, ...]
    empty: bool
    """Whether nothing else stands in the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherView:
    """Further keys of a model that have a type: the annotation checkers do not see, and the property they do."""

    type_checking: str
    values: str
    mapping: str
    cast: str
    mapping_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelView:
    """A Pydantic model."""

    template: ClassVar[str] = "pydantic/record.py.jinja"
    name: str
    bases: str
    docstring: str
    config: str
    tags: str
    rules: str
    fields: tuple[FieldView, ...]
    further: FurtherView | None
    empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DataclassView:
    """A dataclass."""

    template: ClassVar[str] = "dataclass/record.py.jinja"
    name: str
    bases: str
    decorator: str
    docstring: str
    constants: tuple[str, ...]
    """Lines of the class that are no fields."""
    fields: tuple[FieldView, ...]
    empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardView:
    """A function that tells the known variants of an open union from the unknown one."""

    template: ClassVar[str] = "typeddict/guard.py.jinja"
    name: str
    parameter: str
    result: str
    docstring: str
    test: str


DeclarationView: TypeAlias = (
    AliasView | RecursiveAliasView | EnumView | TypedDictView | ModelView | DataclassView | GuardView
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleView:
    """A module of declarations; `footer` stands below them."""

    template: ClassVar[str] = "shared/module.py.jinja"
    header: str
    doc: str
    imports: tuple[str, ...]
    declarations: tuple[DeclarationView, ...]
    footer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The names that one module exports in a flavour."""

    module: str
    """Relative to the flavour, without the first dot."""
    names: tuple[str, ...]
    quoted: str
    """The names as they stand in a tuple."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlavourView:
    """The `__init__` of a flavour: every public name, imported when it is first asked for."""

    template: ClassVar[str] = "shared/flavour.py.jinja"
    header: str
    doc: str
    homes: tuple[HomeView, ...]
    names: tuple[str, ...]
    """All public names, quoted and sorted."""
    former: tuple["FormerView", ...] = ()
    """Names that types had before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerView:
    """A name that a type had before, and the one it has now."""

    name: str
    now: str
    doc: str
    quoted: str
    """Both, as an entry of a dict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageView:
    """The `__init__` of the package."""

    template: ClassVar[str] = "shared/package.py.jinja"
    header: str
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfiguredModelView:
    """The base class of models that are as the configuration has them."""

    template: ClassVar[str] = "pydantic/model.py.jinja"
    header: str
    imports: tuple[str, ...]
    bases: str
    config: str
    ruled: str
    """The bases of records with rules; empty where there are none."""
    ruled_seen: str
    seen: str = ""
    """The bases that checkers see, where those differ; what follows stands there only."""
    type_checking: str = ""
    tags: str = ""
    any: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportView:
    """A module that is the same in every package; its template is named with it."""

    template: str
    header: str


FileView: TypeAlias = ModuleView | FlavourView | PackageView | ConfiguredModelView | SupportView
