"""Which parents of a record can be base classes: those of which nothing is redefined.

A parent qualifies if the record has each of its fields with the same type and presence, and if what it says of further
keys holds for the record too. Every flavour states that last point for itself.
"""

from collections.abc import Callable, Mapping

from codegen.ir.declarations import Declaration, Field, Record

Bases = Mapping[str, tuple[str, ...]]


def choose_bases(declarations: Mapping[str, Declaration], agrees: Callable[[Record, Record], bool], most: int) -> Bases:
    """Return the base classes of each record, at most so many; `agrees(parent, record)` is the flavour's condition."""
    chosen: dict[str, tuple[str, ...]] = {}
    lines: dict[str, tuple[str, ...]] = {}
    for record in _parents_first(declarations):
        fit = [
            name
            for name in record.parents
            if isinstance(parent := declarations[name], Record)
            and _keeps_fields(parent, record)
            and agrees(parent, record)
        ]
        fit = [name for name in fit if not any(name in lines[other][1:] for other in fit)]
        fit = sorted(fit, key=lambda name: -len(_fields(declarations, name)))[:1] if most == 1 else fit[:most]
        line = _linear(record.name, fit, lines)
        while line is None:
            fit = fit[:-1]
            line = _linear(record.name, fit, lines)
        chosen[record.name], lines[record.name] = tuple(fit), line
    return chosen


def own_fields(record: Record, bases: Bases, declarations: Mapping[str, Declaration]) -> tuple[Field, ...]:
    """Return the fields that no base class brings."""
    inherited = {field.key for name in bases[record.name] for field in _fields(declarations, name)}
    return tuple(field for field in record.fields if field.key not in inherited)


def _fields(declarations: Mapping[str, Declaration], name: str) -> tuple[Field, ...]:
    found = declarations[name]
    return found.fields if isinstance(found, Record) else ()


def _keeps_fields(parent: Record, record: Record) -> bool:
    mine = {field.key: field for field in record.fields}
    return all(
        (own := mine.get(field.key)) is not None
        and (own.attribute, own.type, own.presence) == (field.attribute, field.type, field.presence)
        for field in parent.fields
    )


def _parents_first(declarations: Mapping[str, Declaration]) -> list[Record]:
    ordered: dict[str, Record] = {}
    for start in declarations.values():
        todo = [start]
        while todo:
            one = todo[-1]
            waiting = (
                [declarations[name] for name in one.parents if name not in ordered]
                if isinstance(one, Record) and one.name not in ordered
                else []
            )
            if waiting:
                todo.extend(waiting)
                continue
            todo.pop()
            if isinstance(one, Record):
                ordered[one.name] = one
    return list(ordered.values())


def _linear(name: str, bases: list[str], lines: Bases) -> tuple[str, ...] | None:
    """Return the method resolution order (C3, as Python computes it); None where there is none."""
    heads = [list(lines[base]) for base in bases] + [list(bases)]
    found = [name]
    while any(heads):
        heads = [head for head in heads if head]
        for head in heads:
            if not any(head[0] in other[1:] for other in heads):
                first = head[0]
                break
        else:
            return None
        found.append(first)
        heads = [head[1:] if head[0] == first else head for head in heads]
    return tuple(found)
