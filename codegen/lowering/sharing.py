"""Sharing: of declarations with equal content one is the body, and every other name becomes an alias of it.

In: the declarations of a package, and the names that are never shared. Out: which are equal, and the declarations with
aliases in the place of all but one of them. Nothing is renamed, so the public names are what they were.

Equal is what has the same fields, types, rules and docs of fields, where names that stand for equal content count as
one; only the docs of a whole declaration may differ, as its alias keeps them. So nothing is lost. A class of equals is
told by its members alone: no declaration with other content has a say in which of them is the body.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from codegen.ir.declarations import NO_DOCS, Alias, Declaration, Record, Unknown
from codegen.ir.graph import groups, names_of, open_union, renamed_in, rules_of
from codegen.ir.types import Boolean, Integer, Literals, Named, Nullable, Number, OneOf, Text, plain

Declarations: TypeAlias = Mapping[str, Declaration]
Content: TypeAlias = tuple[Declaration, str]
_WITHOUT_VALUES = (Named, Text, Boolean, Integer, Number)
"""Types without constants, which Python would take for equal where JSON does not: 1 and true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """The declarations of a package, some of them aliases of a body now."""

    declarations: tuple[Declaration, ...]
    bodies: Mapping[str, str] = field(default_factory=dict)
    """Alias -> the body that it is another name of."""
    led: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Alias -> what its declaration named before."""


def shared(declarations: Iterable[Declaration], apart: Collection[str]) -> Sharing:
    """Return the declarations with equal ones declared once; those `apart` are neither a body nor an alias."""
    by_name = {one.name: one for one in declarations}
    bodies = {name: equals[0] for equals in equal_bodies(by_name, apart) for name in equals[1:]}
    bodies |= {
        theirs: ours for name, body in bodies.items() for theirs, ours in _unknowns(by_name[name], by_name[body])
    }
    endless = frozenset(_endless(by_name, apart)) if bodies else frozenset()
    inside = {name: body for name, body in bodies.items() if name in endless}
    made = [
        _alias(one, by_name[bodies[one.name]], _guard(one, by_name))
        if one.name in bodies
        else renamed_in(one, inside)
        if one.name in endless
        else one
        for one in by_name.values()
    ]
    return Sharing(
        declarations=tuple(made), bodies=bodies, led={name: tuple(names_of(by_name[name])) for name in bodies}
    )


def equal_bodies(declarations: Declarations, apart: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """Return the names of equal content, the body's first: it is the shortest, of several the first by alphabet.

    Bottom up, each declaration once, so in linear time; what comes back to itself without a name in between that stands
    apart is told from others in rounds, of which there are as many as it takes to see a difference.
    """
    bodies = _shareable(declarations, apart)
    needs = _needs(bodies)
    first: dict[Content, str] = {}
    stands: dict[str, str] = {}
    endless: list[str] = []
    for group in groups(needs):
        name = group[0]
        if len(group) > 1 or not all(below in stands for below in needs[name]):
            endless += group
        else:
            stands[name] = first.setdefault(_content(bodies[name], stands), name)
    stands |= _refined({name: bodies[name] for name in endless}, stands)
    found: dict[str, list[str]] = defaultdict(list)
    for name, one in stands.items():
        found[one].append(name)
    several = (sorted(names, key=lambda name: (len(name), name)) for names in found.values() if len(names) > 1)
    return tuple(sorted(map(tuple, several)))


def _shareable(declarations: Declarations, apart: Collection[str]) -> Declarations:
    """Return what can be shared: records, unions and enums, but no record that others inherit from."""
    parents = {name for one in declarations.values() if isinstance(one, Record) for name in one.parents}
    return {
        name: one for name, one in declarations.items() if name not in apart and name not in parents and _is_body(one)
    }


def _is_body(one: Declaration) -> bool:
    match one:
        case Record():
            return True
        case Alias(type=type_):
            found = plain(type_)
            return isinstance(plain(found.of) if isinstance(found, Nullable) else found, OneOf | Literals)
        case Unknown():  # goes where its union goes
            return False


def _needs(bodies: Declarations) -> Mapping[str, tuple[str, ...]]:
    return {
        name: tuple(below for below in (*names_of(one), *_spoken_of(one)) if below in bodies)
        for name, one in bodies.items()
    }


def _spoken_of(one: Declaration) -> Iterator[str]:
    """Yield what the rules of a declaration speak of."""
    for rules in rules_of(one):
        yield from rules.names


def _endless(declarations: Declarations, apart: Collection[str]) -> Iterator[str]:
    """Yield what comes back to itself with nothing in between that stands apart."""
    needs = _needs(_shareable(declarations, apart))
    for group in groups(needs):
        if len(group) > 1 or group[0] in needs[group[0]]:
            yield from group


def _refined(bodies: Declarations, stands: Mapping[str, str]) -> Mapping[str, str]:
    """Return what stands for each declaration where all lead to a circle: equal until a difference is seen."""
    colours = dict.fromkeys(bodies, "")
    while True:
        first: dict[Content, str] = {}
        known = {**stands, **{name: f"={colour}" for name, colour in colours.items()}}
        found = {name: first.setdefault(_content(one, known), name) for name, one in bodies.items()}
        if len(first) == len(set(colours.values())):
            return found
        colours = found


def _content(one: Declaration, stands: Mapping[str, str]) -> Content:
    """Return a declaration without its name and docs, made of what stands for its parts; and what `==` is blind to."""
    union = open_union(one)
    known = stands if union is None or union.unknown is None else {**stands, union.unknown: ""}
    bare = replace(renamed_in(one, known), name="", docs=NO_DOCS)
    if not isinstance(bare, Record):
        return bare, repr(bare)
    docs = tuple(repr(field.docs) for field in bare.fields if field.docs is not NO_DOCS)
    fields = tuple(field if field.docs is NO_DOCS else replace(field, docs=NO_DOCS) for field in bare.fields)
    values = tuple(repr(field.type) for field in fields if not isinstance(field.type, _WITHOUT_VALUES))
    return replace(bare, fields=fields), " ".join((*docs, *values))


def _alias(one: Declaration, body: Declaration, guard: str) -> Alias:
    """Return what a declaration becomes: its docs stay where they say something else."""
    docs = NO_DOCS if one.docs == body.docs else one.docs
    return Alias(name=one.name, docs=docs, type=Named(name=body.name), shares=True, guard=guard)


def _guard(one: Declaration, declarations: Declarations) -> str:
    """Return the guard of an open union; nothing for all else."""
    union = open_union(one)
    unknown = None if union is None or union.unknown is None else declarations[union.unknown]
    return unknown.guard if isinstance(unknown, Unknown) else ""


def _unknowns(one: Declaration, body: Declaration) -> Iterator[tuple[str, str]]:
    """Yield the unknown variant of an open union, and that of its body."""
    theirs, ours = open_union(one), open_union(body)
    if theirs is not None and theirs.unknown is not None and ours is not None and ours.unknown is not None:
        yield theirs.unknown, ours.unknown
