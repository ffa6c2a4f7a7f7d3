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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """What stands for each declaration: the first of those that are equal; and which are in a circle."""

    stands: Mapping[str, str]
    circles: frozenset[str]

    def equals(self) -> tuple[tuple[str, ...], ...]:
        """Return the names of equal content, the body's first."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, one in self.stands.items():
            found[one].append(name)
        several = (sorted(names, key=lambda name: (len(name), name)) for names in found.values() if len(names) > 1)
        return tuple(sorted(map(tuple, several)))


def shared(declarations: Iterable[Declaration], apart: Collection[str]) -> Sharing:
    """Return the declarations with equal ones declared once; those `apart` are neither a body nor an alias."""
    by_name = {one.name: one for one in declarations}
    compared = _compare(_shareable(by_name, apart))
    bodies = {name: equals[0] for equals in compared.equals() for name in equals[1:]}
    pairs = [(by_name[name], by_name[body]) for name, body in bodies.items()]
    bodies |= {theirs: ours for one, body in pairs for theirs, ours in _unknowns(one, body)}
    inside = {name: body for name, body in bodies.items() if name in compared.circles}
    made: list[Declaration] = []
    for name, one in by_name.items():
        if name in bodies:
            made.append(_alias(one, by_name[bodies[name]], _guard(one, by_name)))
        else:  # in a circle an alias would come back to itself by its other names
            made.append(renamed_in(one, inside) if name in compared.circles else one)
    led = {name: tuple(names_of(by_name[name])) for name in bodies}
    return Sharing(declarations=tuple(made), bodies=bodies, led=led)


def equal_bodies(declarations: Iterable[Declaration], apart: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """Return the names of equal content, the body's first: it is the shortest, of several the first by alphabet."""
    return _compare(_shareable({one.name: one for one in declarations}, apart)).equals()


def _compare(bodies: Declarations) -> _Compared:
    """Return which declarations are equal.

    Bottom up, each once, so in linear time; what leads to a circle, with no name in it that stands apart, is told from
    others in rounds, of which there are as many as it takes to see the last difference.
    """
    needs = _needs(bodies)
    first: dict[Content, str] = {}
    stands: dict[str, str] = {}
    endless: list[str] = []
    circles: set[str] = set()
    for group in groups(needs):
        name = group[0]
        if len(group) > 1 or name in needs[name]:
            circles.update(group)
        if all(below in stands for below in needs[name]):
            stands[name] = first.setdefault(_content(bodies[name], stands), name)
        else:
            endless += group
    stands |= _refined({name: bodies[name] for name in endless}, stands)
    return _Compared(stands=stands, circles=frozenset(circles))


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
