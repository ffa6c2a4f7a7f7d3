"""Enums as classes of Python, in flavours whose options ask for them.

Two things stay literals of the wire value: properties that tell the variants of a union apart, as checkers narrow by
literals alone, and the keys of objects. A class has neither null nor, where it is open, other texts: these stand where
the type is used, as beside records.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from codegen.flavours.bases import Bases
from codegen.flavours.docstrings import class_docstring
from codegen.flavours.imports import Imports
from codegen.flavours.views import EnumView, FieldView
from codegen.ir.declarations import Alias, Declaration, Record, Unknown
from codegen.ir.types import (
    Array,
    FixedArray,
    Literals,
    LiteralValue,
    Map,
    Named,
    Nullable,
    OneOf,
    Ruled,
    Tag,
    Type,
    has_equals,
    plain,
)
from codegen.pysource import docstring, literal

TagFields: TypeAlias = frozenset[tuple[str, str]]
"""Record and key of each property that tells variants of a union apart."""
NO_TAGS: TagFields = frozenset()
SAME_VALUE = "No class, as Python holds two of the values for one."


def is_enum(declared: Declaration) -> bool:
    """Tell whether a declaration can be a class: an enum of two values or more, all of them different to Python."""
    return isinstance(declared, Alias) and len(declared.members) > 1 and not has_equals(_values(declared))


def stays_literal(declared: Declaration) -> bool:
    """Tell whether a declaration is an enum that cannot be a class: Python holds 1 and true for equal."""
    return isinstance(declared, Alias) and len(declared.members) > 1 and has_equals(_values(declared))


def _values(alias: Alias) -> tuple[LiteralValue, ...]:
    return tuple(member.value for member in alias.members)


def is_open(alias: Alias) -> bool:
    """Tell whether an enum takes texts of later versions too."""
    declared = plain(alias.type)
    found = plain(declared.of) if isinstance(declared, Nullable) else declared
    return isinstance(found, Literals) and found.open


def literals_of(type_: Type, declarations: Mapping[str, Declaration]) -> Type:
    """Return the type with the values of an enum in the place of its name."""
    match type_:
        case Nullable(of=below):
            return Nullable(of=literals_of(below, declarations))
        case Ruled(of=below):
            return replace(type_, of=literals_of(below, declarations))
        case Named(name=name):
            declared = declarations[name]
            if isinstance(declared, Alias) and declared.members:
                return Literals(values=_values(declared), open=is_open(declared))
            if isinstance(declared, Alias) and isinstance(declared.type, Named):
                return literals_of(declared.type, declarations)
    return type_


def enum_view(alias: Alias, imports: Imports, home: str, open_base: tuple[str, str] = ("enum", "StrEnum")) -> EnumView:
    """Return the view of an enum; `home` is the module whose classes take values of other types than text.

    `open_base` is the class of those that have other texts beside them, which a class cannot have for values.
    """
    values = [member.value for member in alias.members]
    if is_open(alias):
        base = imports.use(*open_base)
    elif all(isinstance(value, str) for value in values):
        base = imports.use("enum", "StrEnum")
    elif all(isinstance(value, int) and not isinstance(value, bool) for value in values):
        base = imports.use(home, "IntEnum")
    else:
        base = imports.use(home, "Enum")
    return EnumView(
        name=alias.name,
        base=base,
        docstring=class_docstring(alias.name, alias.docs, (_open_note(alias.name),) if is_open(alias) else ()),
        members=tuple(
            FieldView(
                line=f"{member.name} = {literal(member.value)}",
                docstring=docstring(member.text, "    ") if member.text else "",
            )
            for member in alias.members
        ),
    )


def _open_note(name: str) -> str:
    return f"Texts of later versions are no members: `from_json` takes them as `{name} | str`."


def tag_fields(declarations: Mapping[str, Declaration], bases: Bases) -> TagFields:
    """Return the properties that tell variants apart, also where a base class brings them."""
    found: set[tuple[str, str]] = set()
    for one in declarations.values():
        for tag, variants in _tagged(_types_of(one)):
            for name in _records(variants, declarations, set()):
                todo = [name]
                while todo:
                    record = todo.pop()
                    found.add((record, tag.property))
                    todo.extend(bases[record])
    return frozenset(found)


def _types_of(declared: Declaration) -> list[Type]:
    match declared:
        case Alias(type=type_):
            return [type_]
        case Record(fields=fields):
            return [field.type for field in fields]
        case Unknown():
            return []


def _tagged(types: list[Type]) -> Iterator[tuple[Tag, tuple[Type, ...]]]:
    todo = list(types)
    while todo:
        match todo.pop():
            case OneOf(variants=variants, tag=tag):
                if tag is not None:
                    yield tag, variants
                todo.extend(variants)
            case FixedArray(items=several):
                todo.extend(several)
            case Array(items=below) | Nullable(of=below) | Map(values=below) | Ruled(of=below):
                todo.append(below)
            case _:
                pass


def _records(variants: Iterable[Type], declarations: Mapping[str, Declaration], seen: set[str]) -> Iterator[str]:
    """Yield the records that variants lead to, through aliases and unions."""
    for variant in variants:
        match variant:
            case Named(name=name) if name not in seen:
                seen.add(name)
                declared = declarations[name]
                if isinstance(declared, Record):
                    yield name
                elif isinstance(declared, Alias):
                    yield from _records((declared.type,), declarations, seen)
            case OneOf(variants=below):
                yield from _records(below, declarations, seen)
            case Nullable(of=of) | Ruled(of=of):
                yield from _records((of,), declarations, seen)
            case _:
                pass
