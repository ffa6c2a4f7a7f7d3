"""Programs that tell the variants of every tagged union of a package apart, as its users would: for type checkers.

In: what a description is lowered to, and the name of its package. Out: for each flavour one program, in which each
union has a function that compares the tag, unless some variant may lack it, and (where types are classes) one that
matches classes. Each ends with what is left, so a checker finds a fault where it does not follow.
"""

from collections.abc import Iterator, Mapping

from codegen.config import Flavour
from codegen.ir.declarations import Alias, Declaration, Record
from codegen.ir.types import Named, Nullable, OneOf, Ruled, Tag, Type
from codegen.pysource import literal, string

_HEAD = 'from typing import assert_never\n\nimport {package}.{flavour} as t\n\n__all__ = ["assert_never", "t"]\n'


_NO_NULL = "    if x is None:\n        return\n"


def programs(declarations: Mapping[str, Declaration], package: str) -> tuple[Mapping[Flavour, str], int]:
    """Return a program for each flavour, and how many unions each tells apart."""
    unions = list(_unions(declarations))
    found = {
        flavour: "\n\n".join(
            (
                _HEAD.format(package=package, flavour=flavour.value),
                *(text for union in unions for text in _functions(flavour, declarations, *union)),
            )
        )
        for flavour in Flavour
    }
    return found, len(unions)


def _unions(declarations: Mapping[str, Declaration]) -> Iterator[tuple[str, OneOf, Tag, str]]:
    """Yield the name, the union, its tag, and what a function begins with that takes it."""
    for name, declared in declarations.items():
        type_ = declared.type if isinstance(declared, Alias) else None
        begin = ""
        while isinstance(type_, Nullable | Ruled):
            begin = _NO_NULL if isinstance(type_, Nullable) else begin
            type_ = type_.of
        if isinstance(type_, OneOf) and type_.tag is not None:
            yield name, type_, type_.tag, begin


def _functions(
    flavour: Flavour, declarations: Mapping[str, Declaration], name: str, type_: OneOf, tag: Tag, begin: str
) -> Iterator[str]:
    access = _access(flavour, declarations, type_, tag)
    if access is not None and not tag.absent:
        yield _comparing(name, type_, tag, access, begin)
    if flavour is not Flavour.TYPEDDICT:
        yield _matching(name, list(dict.fromkeys(_records(type_, declarations))), begin)


def _comparing(name: str, type_: OneOf, tag: Tag, access: str, begin: str) -> str:
    """Return a function that compares the tag; what has several values, or none of texts, is left to the end."""
    pairs = list(zip(type_.variants, tag.cases, strict=True))
    plain = [(one, values[0]) for one, values in pairs if len(values) == 1]
    rest = [one for one, values in pairs if len(values) != 1]
    lines = [f"def compare_{name}(x: t.{name}) -> None:\n{begin}".rstrip()]
    for number, (one, value) in enumerate(plain):
        word = "elif" if number else "if"
        lines += [f"    {word} {access} == {literal(value)}:", f"        _{number}: {_text(one)} = x"]
    left = [f"_rest: {' | '.join(map(_text, rest))} = x"] if rest else ["assert_never(x)"]
    return "\n".join((*lines, *(["    else:", f"        {left[0]}"] if plain else [f"    {left[0]}"])))


def _matching(name: str, records: list[str], begin: str) -> str:
    lines = [f"def match_{name}(x: t.{name}) -> None:\n{begin}    match x:"]
    for number, one in enumerate(records):
        lines += [f"        case t.{one}():", f"            _{number}: t.{one} = x"]
    return "\n".join((*lines, "        case _:", "            assert_never(x)"))


def _text(type_: Type) -> str:
    match type_:
        case Named(name=name):
            return f"t.{name}"
        case OneOf(variants=several):
            return " | ".join(map(_text, several))
    raise TypeError(f"{type_} is no variant of a tagged union")


def _records(type_: Type, declarations: Mapping[str, Declaration]) -> Iterator[str]:
    match type_:
        case Named(name=name):
            declared = declarations[name]
            if isinstance(declared, Record):
                yield name
            else:
                yield from _records(declared.type, declarations)
        case OneOf(variants=several):
            for one in several:
                yield from _records(one, declarations)
        case _:
            raise TypeError(f"{type_} is no variant of a tagged union")


def _access(flavour: Flavour, declarations: Mapping[str, Declaration], type_: OneOf, tag: Tag) -> str | None:
    """Return how the tag of a value is read; None where the variants call it differently."""
    if flavour is Flavour.TYPEDDICT:
        return f"x[{string(tag.property)}]"
    names: set[str] = set()
    for record in _records(type_, declarations):
        declared = declarations[record]
        if isinstance(declared, Record):
            names |= {field.attribute for field in declared.fields if field.key == tag.property}
    return f"x.{names.pop()}" if len(names) == 1 else None
