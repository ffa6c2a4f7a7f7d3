"""Which types have values that Python can hash: all but those that are, or can be, lists or dicts."""

from collections.abc import Mapping

from codegen.ir.declarations import Alias, Declaration
from codegen.ir.types import AnyValue, Array, Chosen, FixedArray, Map, Named, Nullable, OneOf, Ruled, Type


def has_hash(type_: Type, declarations: Mapping[str, Declaration]) -> bool:
    """Tell whether all values of a type have a hash, in a flavour whose records have one."""
    seen: set[str] = set()
    todo = [type_]
    while todo:
        match todo.pop():
            case AnyValue() | Array() | Map():
                return False
            case Nullable(of=below) | Ruled(of=below) | Chosen(of=below):
                todo.append(below)
            case OneOf(variants=several) | FixedArray(items=several):
                todo.extend(several)
            case Named(name=name) if name not in seen:
                seen.add(name)
                declared = declarations[name]
                todo.extend((declared.type,) if isinstance(declared, Alias) else ())
            case _:
                pass
    return True
