"""The order of declarations in a module, and which aliases are recursive: cycles are ordered here and nowhere else.

Python evaluates an alias and the bases of a class where they stand, so what they name must stand before (a *hard*
need); a field may name what comes later, in quotes. Declarations that need each other softly are kept in groups
(strongly connected components); inside a group the hard needs decide, then the order of the description.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from codegen.ir.declarations import Alias, Declaration, Record, Unknown
from codegen.ir.graph import Needs, groups, names_of
from codegen.ir.types import Array, FixedArray, Map, Named, Nullable, OneOf, Ruled, Type, named_in, plain


def mark_recursive(declarations: Iterable[Declaration]) -> list[Declaration]:
    """Return the declarations with the aliases marked that come back to themselves without a record in between."""
    kept = list(declarations)
    aliases = {one.name: one for one in kept if isinstance(one, Alias)}
    needs = {
        name: tuple(below for below in named_in(alias.type) if below in aliases) for name, alias in aliases.items()
    }
    recursive = {name for group in groups(needs) for name in group if len(group) > 1 or name in needs[name]}
    nullable = frozenset(name for name in recursive if isinstance(plain(aliases[name].type), Nullable))
    return [
        replace(one, recursive=True, type=_without_null(one.type, nullable))
        if isinstance(one, Alias) and one.name in recursive
        else one
        for one in kept
    ]


def _without_null(type_: Type, nullable: frozenset[str]) -> Type:
    """Return the type without `| None` beside an alias that says so itself: checkers refuse that in its own."""
    match type_:
        case Nullable(of=Named(name=name)) if name in nullable:
            return type_.of
        case Nullable(of=below) | Ruled(of=below):
            return replace(type_, of=_without_null(below, nullable))
        case Array(items=below):
            return replace(type_, items=_without_null(below, nullable))
        case Map(values=below):
            return replace(type_, values=_without_null(below, nullable))
        case FixedArray(items=several):
            return replace(type_, items=tuple(_without_null(one, nullable) for one in several))
        case OneOf(variants=several):
            return replace(type_, variants=tuple(_without_null(one, nullable) for one in several))
    return type_


def in_order(declarations: Iterable[Declaration]) -> Iterator[tuple[Declaration, ...]]:
    """Yield the declarations of one module, each behind what it needs hard, and softly where that can be.

    Those that need each other come together, as a group.
    """
    here = {one.name: one for one in declarations}
    soft: Needs = {name: tuple(n for n in names_of(one) if n in here) for name, one in here.items()}
    hard: Needs = {name: tuple(n for n in _hard(one) if n in here) for name, one in here.items()}
    place = {name: number for number, name in enumerate(here)}
    for group in groups(soft):
        if len(group) == 1:
            yield (here[group[0]],)
            continue
        inside = set(group)
        local = {name: tuple(n for n in hard[name] if n in inside) for name in sorted(inside, key=place.__getitem__)}
        yield tuple(here[name] for one in groups(local) for name in one)


def _hard(declaration: Declaration) -> Iterable[str]:
    match declaration:
        case Alias(recursive=True) | Unknown():
            return ()
        case Alias(type=type_):
            return named_in(type_)
        case Record(parents=parents):
            return parents
