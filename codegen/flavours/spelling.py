"""Type expressions as Python annotations: what the flavours have in common.

A spelling belongs to one module: it knows the names that are taken there, collects its imports, and writes a builtin as
`builtins.x` where a field of the class at hand has its name. Flavours differ in scalars, arrays, maps and unions.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from codegen.flavours.bases import Bases
from codegen.flavours.docstrings import field_docstring, unchecked
from codegen.flavours.enums import NO_TAGS, SAME_VALUE, TagFields, is_enum, is_open, literals_of, stays_literal
from codegen.flavours.imports import Imports
from codegen.flavours.views import AliasView, RecursiveAliasView
from codegen.ir.declarations import Alias, Declaration, Docs, Field, Record, Unknown
from codegen.ir.package import Module
from codegen.ir.types import (
    AnyValue,
    Array,
    Boolean,
    Chosen,
    FixedArray,
    Integer,
    Literals,
    LiteralValue,
    Map,
    Named,
    NoValue,
    Null,
    Nullable,
    Number,
    OneOf,
    Ruled,
    Text,
    Type,
    named_in,
    rules_in,
)
from codegen.options import DataclassOptions, Enums, PydanticOptions
from codegen.pysource import literal, string

_LONGEST_ANNOTATED = 70
_LARGEST = 2**63 - 1
_LONGEST_LINE = 84
"""Of a quoted alias; black puts a longer one in parentheses and ruff takes them away, but for a comment in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a module is written from: its declarations, and what there is around them."""

    module: Module
    declarations: Mapping[str, Declaration]
    """Those of the whole package."""
    homes: Mapping[str, str]
    """Declaration -> the module it lives in."""
    taken: Collection[str]
    """Names that mean something of the user's in the module."""
    bases: Bases
    """The base classes of each record in the flavour at hand."""
    entangled: Collection[str]
    """Aliases that TypedDict records must not use by name (`typeddict.entangled`)."""
    target_python: tuple[int, int]
    header: str
    pydantic: PydanticOptions
    dataclass: DataclassOptions
    tags: TagFields = NO_TAGS
    """The properties that stay literals where enums are classes."""


def is_literal(value: LiteralValue) -> bool:
    """Tell whether `Literal` takes a constant: no floats (PEP 586), and for mypy no integers beyond 64 bits."""
    return not isinstance(value, float) and not (isinstance(value, int) and abs(value) > _LARGEST)


class Spelling:
    """Writes types as the wire has them: JSON's own types, no constraints."""

    def __init__(self, scope: Scope, enums: Enums = Enums.LITERAL) -> None:
        self._has_classes = enums is Enums.CLASS
        self._tags = scope.tags
        self.imports = Imports(scope.taken)
        self._module = scope.module.name
        self._homes = scope.homes
        self._declarations = scope.declarations
        self.knows_type_statement = scope.target_python >= (3, 12)
        self.shadowed: Collection[str] = ()
        """Names that mean a field in the class body that is being written."""

    def of(self, type_: Type) -> str:
        """Return the annotation of a type."""
        match type_:  # the frequent ones first
            case Named(name=name):
                return self.open_class(name) if self._is_open_class(name) else self.named(name)
            case Text():
                return self.text(type_)
            case Nullable(of=below):
                return self.of(below) if self.says_null(below) else f"{self.of(below)} | None"
            case Boolean():
                return self.boolean()
            case Integer():
                return self.integer(type_)
            case Array():
                return self.array(type_)
            case Literals(open=True):
                return f"{self.literals(type_)} | {self.builtin('str')}"
            case Literals():
                return self.literals(type_)
            case OneOf():
                return self.union(type_)
            case Map():
                return self.map(type_)
            case Number():
                return self.number(type_)
            case AnyValue():
                return self.builtin("object")
            case Ruled():
                return self.ruled(type_)
            case FixedArray(items=items):
                return f"{self.builtin('tuple')}[{', '.join(map(self.of, items))}]"
            case Chosen():
                return self.chosen(type_)
            case NoValue():
                return self.nothing()
            case Null():
                return "None"

    def of_alias(self, alias: Alias) -> str:
        """Return what an alias stands for; another name of an enum class is the class, whether open or not."""
        return self.named(named_in(alias.type)[0]) if alias.shares else self.of(alias.type)

    def named(self, name: str) -> str:
        """Return the name of a declaration, imported if it lives elsewhere."""
        home = self._homes[name]
        if home != self._module:
            self.imports.use_type(f"._{home}", name)
        return name

    def open_class(self, name: str) -> str:
        """Return the annotation of an enum class that is open: the class has its members, and all else is text."""
        return f"{self.named(name)} | {self.builtin('str')}"

    def _is_open_class(self, name: str) -> bool:
        declared = self._declarations[name]
        while isinstance(declared, Alias) and declared.shares:
            declared = self._declarations[named_in(declared.type)[0]]
        return isinstance(declared, Alias) and is_open(declared) and self.is_class(declared)

    def is_class(self, declared: Declaration) -> bool:
        """Tell whether a declaration is written as an enum class here."""
        return self._has_classes and is_enum(declared)

    def alias_docs(self, alias: Alias) -> Docs:
        """Return the docs of an alias, with the reason if it is an enum that should be a class."""
        if self._has_classes and stays_literal(alias):
            return replace(alias.docs, notes=(*alias.docs.notes, SAME_VALUE))
        return alias.docs

    def type_of(self, field: Field, record: Record) -> Type:
        """Return the type that a field is written with: an enum that tells variants apart is its values."""
        tags_variants = self._has_classes and (record.name, field.key) in self._tags
        return literals_of(field.type, self._declarations) if tags_variants else field.type

    def says_null(self, type_: Type) -> bool:
        """Tell whether null is among what a type's name stands for, so that it need not be said again."""
        while isinstance(type_, Named | Ruled):
            if isinstance(type_, Ruled):
                type_ = type_.of
                continue
            declared = self._declarations[type_.name]
            if isinstance(declared, Record) or self.is_class(declared):
                return False
            type_ = declared.type
        return isinstance(type_, Nullable | Null | AnyValue)

    def builtin(self, name: str) -> str:
        """Return a builtin as it is written here."""
        return self.imports.use_builtin(name, self.shadowed)

    def chosen(self, type_: Chosen) -> str:
        """Return the annotation of a type that the user chose another for: on the wire it is what it was."""
        return self.of(type_.of)

    def notes(self, type_: Type) -> tuple[str, ...]:
        """Return what the reader of a type is told that is not checked: all rules, in a flavour that checks none."""
        return unchecked(rules_in(type_))

    def nothing(self) -> str:
        """Return the annotation of no value at all."""
        return self.imports.use("typing", "Never")

    def boolean(self) -> str:
        """Return the annotation of a boolean."""
        return self.builtin("bool")

    def integer(self, type_: Integer) -> str:  # constraints are for flavours that check them
        """Return the annotation of an integer."""
        return self.builtin("int")

    def number(self, type_: Number) -> str:  # as above
        """Return the annotation of a number."""
        return self.builtin("float")

    def text(self, type_: Text) -> str:  # as above
        """Return the annotation of a string."""
        return self.builtin("str")

    def literals(self, type_: Literals) -> str:
        """Return the annotation of constants; those that `Literal` does not take are any number of their type."""
        kept = [value for value in type_.values if is_literal(value)]
        others = {self.builtin(type(value).__name__): None for value in type_.values if not is_literal(value)}
        return " | ".join((*([self.literal(kept)] if kept else []), *others))

    def literal(self, values: Iterable[LiteralValue]) -> str:
        """Return `Literal[...]`."""
        return f"{self.imports.use('typing', 'Literal')}[{', '.join(map(literal, values))}]"

    def array(self, type_: Array) -> str:
        """Return the annotation of a list."""
        return f"{self.builtin('list')}[{self.of(type_.items)}]"

    def map(self, type_: Map) -> str:
        """Return the annotation of an object whose keys are data."""
        return f"{self.builtin('dict')}[{self.keys(type_.keys)}, {self.of(type_.values)}]"

    def keys(self, type_: Type) -> str:
        """Return the annotation of the keys of an object."""
        return self.of(literals_of(type_, self._declarations) if self._has_classes else type_)

    def ruled(self, type_: Ruled) -> str:  # rules are for flavours that check them
        """Return the annotation of a type with rules."""
        return self.of(type_.of)

    def union(self, type_: OneOf) -> str:
        """Return the annotation of a union."""
        unknown = [] if type_.unknown is None else [self.named(type_.unknown)]
        return " | ".join(dict.fromkeys((*map(self.of, type_.variants), *unknown)))


def alias_view(spelling: Spelling, alias: Alias) -> AliasView | RecursiveAliasView:
    """Return the view of an alias, in a flavour whose types are evaluated.

    A recursive one is a `type` statement where the target knows it (PEP 695), else its backport, which evaluates its
    string when asked. Checkers get a plain recursive alias then: pyright takes the backport for a variable, depending
    on which module it looks at first.
    """
    type_, notes = spelling.of_alias(alias), spelling.notes(alias.type)
    if not alias.recursive:
        said = field_docstring(alias.name, spelling.alias_docs(alias), "", notes)
        return AliasView(line=alias_line(spelling, alias.name, type_), docstring=said)
    if spelling.knows_type_statement:
        return AliasView(
            line=f"type {alias.name} = {type_}", docstring=field_docstring(alias.name, alias.docs, "", notes)
        )
    backport = spelling.imports.use("typing_extensions", "TypeAliasType")
    return RecursiveAliasView(
        type_checking=spelling.imports.use("typing", "TYPE_CHECKING"),
        seen=alias_line(spelling, alias.name, string(type_)),
        run=f"{alias.name} = {backport}({string(alias.name)}, {string(type_)})",
        docstring=field_docstring(alias.name, alias.docs, "    ", notes),
    )


def none_of(spelling: Spelling, unknown: Unknown) -> str:
    """Return the annotation of an unknown variant's tag as it travels: any but those of the known variants."""
    annotated = spelling.imports.use("typing", "Annotated")
    known = ", ".join(map(literal, unknown.known))
    return f"{annotated}[{spelling.of(unknown.type)}, {spelling.imports.use('.._unknown', 'NoneOf')}({known})]"


def alias_line(spelling: Spelling, name: str, type_: str) -> str:
    """Return the line of an alias; of a name so long that black would break the annotation, without one."""
    if len(name) > _LONGEST_ANNOTATED:
        return f"{name} = {type_}"
    start = f"{name}: {spelling.imports.use('typing', 'TypeAlias')} = "
    if type_.startswith(("'", '"')) and len(start) + len(type_) > _LONGEST_LINE:
        return f"{start}(  # quoted, as it is recursive or names what is\n    {type_}\n)"
    return f"{start}{type_}"


def taken_names(declarations: Iterable[Declaration]) -> set[str]:
    """Return the names that mean something of the user's in a module: its types, those it uses, and attributes."""
    found: set[str] = set()
    for one in declarations:
        found.add(one.name)
        match one:
            case Alias(type=type_, guard=guard):
                found.update(named_in(type_))
                found.update((guard,) if guard else ())
            case Record(fields=fields, parents=parents):
                found.update(parents)
                for field in fields:
                    found.update((field.attribute, field.key, *named_in(field.type)))
            case Unknown():
                found.update((one.attribute, one.wire_attribute, one.key, one.guard))
    return found
