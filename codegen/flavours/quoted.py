"""Aliases of the dataclass flavour that are quoted: a string when the module runs, until the codec looks at it.

A recursive alias names itself before it is there. What has such a string in a union is quoted too, as a string takes no
`|`; in brackets a string stands well.
"""

from collections.abc import Iterator, Mapping

from codegen.ir.declarations import Alias, Declaration
from codegen.ir.types import Array, Chosen, FixedArray, Map, Named, Nullable, OneOf, Ruled, Type


def is_quoted(alias: Alias, declarations: Mapping[str, Declaration]) -> bool:
    """Tell whether an alias has to be quoted, where no `type` statement may be used."""
    return alias.recursive or _has_text_in_union(alias.type, declarations)


def _is_text(type_: Type, declarations: Mapping[str, Declaration]) -> bool:
    match type_:
        case Ruled(of=below) | Chosen(of=below):
            return _is_text(below, declarations)
        case Named(name=name):
            declared = declarations[name]
            return isinstance(declared, Alias) and (
                is_quoted(declared, declarations) or _is_text(declared.type, declarations)
            )
    return False


def _has_text_in_union(type_: Type, declarations: Mapping[str, Declaration]) -> bool:
    members = type_.variants if isinstance(type_, OneOf) else (type_.of,) if isinstance(type_, Nullable) else ()
    return any(_is_text(one, declarations) for one in members) or any(
        _has_text_in_union(one, declarations) for one in _below(type_)
    )


def _below(type_: Type) -> Iterator[Type]:
    match type_:
        case Array(items=below) | Nullable(of=below) | Chosen(of=below) | Ruled(of=below):
            yield below
        case Map(keys=keys, values=values):
            yield from (keys, values)
        case OneOf(variants=several) | FixedArray(items=several):
            yield from several
