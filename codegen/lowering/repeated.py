"""Bodies that stand at several places, and a name that the places could share (law 15 of `NAMING.md`).

In: the declarations of a package in which nothing is shared, its names, and the description. Out: what repeats, that
which spares most first. Parameters and twins are left out: their names follow from others.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from codegen.ir.declarations import Declaration, Record
from codegen.location import Location
from codegen.lowering.anchors import Digests
from codegen.lowering.names import Name, Names
from codegen.lowering.proposals import proposals
from codegen.lowering.reserved import is_reserved_type
from codegen.lowering.sharing import equal_bodies
from codegen.normalizer.spec import ComponentKind, NormalSpec
from codegen.words import folded

_COMPONENT = re.compile(r"#/(components/[^/]+|definitions)/[^/]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedPlace:
    """One place of a body."""

    name: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """A body that stands at several places."""

    proposed: str
    reason: str
    """Where the proposed name comes from."""
    fields: int
    """Of the body; an enum or a union counts as one."""
    places: tuple[RepeatedPlace, ...]

    @property
    def spared(self) -> int:
        """How many fields need not be written if the places share a declaration."""
        return (len(self.places) - 1) * self.fields


def repeated(
    declarations: Mapping[str, Declaration], origins: Mapping[str, Location], names: Names, spec: NormalSpec
) -> tuple[Repeated, ...]:
    """Return the bodies that repeat, with names that are free and unlike each other."""
    schemas = {one.location for one in spec.components if one.kind is ComponentKind.SCHEMAS}
    components = {name for name, at in origins.items() if at in schemas}
    located = _located(names)
    groups = [
        group for equal in equal_bodies(declarations.values(), components) for group in _same(equal, located, spec)
    ]
    sized = sorted(((_fields(declarations[group[0]]), group) for group in groups), key=lambda one: _rank(*one))
    taken = {folded(one.text) for one in _given(names)} | {folded(name) for name in declarations}
    found: list[Repeated] = []
    for fields, group in sized:
        places = tuple(RepeatedPlace(name=name, anchor=located[name][1]) for name in group)
        titles = [spec.schemas[located[name][0][0]].annotations.title for name in group]
        proposed, reason = _proposed(places, titles, taken)
        taken.add(folded(proposed))
        found.append(Repeated(proposed=proposed, reason=reason, fields=fields, places=places))
    return tuple(found)


def _located(names: Names) -> Mapping[str, tuple[list[Location], str]]:
    """Return the places of the names that are not made of others: all locations of each, and its anchor."""
    found: dict[str, tuple[list[Location], str]] = {}
    for at, name in names.types.items():
        found.setdefault(name.text, ([], name.anchor))[0].append(at)
    return found


def _given(names: Names) -> Iterable[Name]:
    return (*names.types.values(), *names.parameters.values(), *names.twins.values(), *names.unknowns.values())


def _same(
    equal: Iterable[str], located: Mapping[str, tuple[list[Location], str]], spec: NormalSpec
) -> Iterator[tuple[str, ...]]:
    """Yield the names of equal content whose schemas are equal too, which a shared name asks for."""
    digests = Digests(spec)
    found: dict[str, list[str]] = defaultdict(list)
    for name in equal:
        if name in located and not _COMPONENT.search(located[name][1]):
            found[digests.shared(located[name][0])].append(name)
    yield from (tuple(group) for group in found.values() if len(group) > 1)


def _rank(fields: int, group: tuple[str, ...]) -> tuple[int, int, str]:
    return (-(len(group) - 1) * fields, -len(group), group[0])


def _fields(one: Declaration) -> int:
    return len(one.fields) if isinstance(one, Record) else 1


def _proposed(places: Sequence[RepeatedPlace], titles: Sequence[str | None], taken: Collection[str]) -> tuple[str, str]:
    """Return a name for all places, free and unreserved, and where it comes from."""
    own = [one.name for one in places]
    for text, reason in proposals(own, [one.anchor for one in places], titles):
        is_free = text in own or folded(text) not in taken
        if text.isidentifier() and text[0].isupper() and not is_reserved_type(text) and is_free:
            return text, reason
    return places[0].name, "the shortest of the names"
