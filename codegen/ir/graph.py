"""Declarations as a graph: what each names and speaks of, the same under other names, which groups need each other."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from codegen.ir.declarations import Alias, Declaration, Extra, Field, Record, Unknown
from codegen.ir.rules import Rules
from codegen.ir.types import Nullable, OneOf, Ruled, named_in, renamed, rules_in

Needs: TypeAlias = Mapping[str, tuple[str, ...]]


def names_of(declaration: Declaration) -> list[str]:
    """Return the declarations that a declaration names, in order, each once."""
    if isinstance(declaration, Record) and declaration.parents:
        return list(dict.fromkeys((*declaration.parents, *made_of(declaration))))
    return made_of(declaration)


def made_of(declaration: Declaration) -> list[str]:
    """Return what values of a declaration hold: all that it names but its parents, of which it has the fields."""
    match declaration:
        case Alias(type=type_):
            return named_in(type_)
        case Record(fields=fields, extra=extra):
            found = [name for field in fields for name in named_in(field.type)]
            if not isinstance(extra, Extra):
                found.extend(named_in(extra))
            return list(dict.fromkeys(found))
        case Unknown():
            return []


def rules_of(declaration: Declaration) -> Iterator[Rules]:
    """Yield the rules of a declaration and of the types in it."""
    match declaration:
        case Alias(type=type_):
            yield from rules_in(type_)
        case Record(fields=fields, extra=extra, rules=rules):
            yield from () if rules is None else (rules,)
            for type_ in (*(one.type for one in fields), *(() if isinstance(extra, Extra) else (extra,))):
                yield from rules_in(type_)
        case Unknown():
            pass


def open_union(declaration: Declaration) -> OneOf | None:
    """Return the open union that an alias is, or that its objects are."""
    todo = [declaration.type] if isinstance(declaration, Alias) else []
    while todo:
        match todo.pop():
            case OneOf(unknown=str()) as found:
                return found
            case OneOf(variants=several):
                todo.extend(several)
            case Nullable(of=below) | Ruled(of=below):
                todo.append(below)
            case _:
                pass
    return None


def renamed_in(declaration: Declaration, names: Mapping[str, str]) -> Declaration:
    """Return the declaration with some of those it names called otherwise; it keeps its own name."""
    match declaration:
        case Alias(type=type_):
            return replace(declaration, type=renamed(type_, names))
        case Record(fields=fields, extra=extra, parents=parents, rules=rules):
            return replace(
                declaration,
                rules=None if rules is None else rules.renamed(names),
                fields=tuple(_renamed_field(field, names) for field in fields),
                extra=extra if isinstance(extra, Extra) else renamed(extra, names),
                parents=tuple(names.get(name, name) for name in parents),
            )
        case Unknown():
            return declaration


def _renamed_field(field: Field, names: Mapping[str, str]) -> Field:
    type_ = renamed(field.type, names)
    return field if type_ is field.type else replace(field, type=type_)


def groups(needs: Needs) -> Iterator[tuple[str, ...]]:
    """Yield the strongly connected components of a graph, each behind those it needs (Tarjan, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    for start in needs:
        if start in index:
            continue
        work: list[tuple[str, Iterator[str]]] = [(start, iter(needs[start]))]
        index[start] = low[start] = len(index)
        stack.append(start)
        on_stack.add(start)
        while work:
            name, below = work[-1]
            for other in below:
                if other not in index:
                    index[other] = low[other] = len(index)
                    stack.append(other)
                    on_stack.add(other)
                    work.append((other, iter(needs[other])))
                    break
                if other in on_stack:
                    low[name] = min(low[name], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    cut = stack.index(name)
                    group = tuple(stack[cut:])
                    del stack[cut:]
                    on_stack.difference_update(group)
                    yield group
