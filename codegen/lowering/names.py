"""The name of every place of a description that can have one (`NAMING.md`), and the way back from it.

In: a description, the labels of its variants, the lock of the last run. Out: names of types, of the parameters of each
operation, and of operations. A place has its name whether it is declared or not, so that no threshold moves another.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.location import Location
from codegen.lowering.anchors import digest, twin_of
from codegen.lowering.claims import claim, wanted
from codegen.lowering.directions import Use
from codegen.lowering.entries import find_places
from codegen.lowering.lock import Entry, Lock
from codegen.lowering.modules import operation_name
from codegen.lowering.moves import Moves, find_moves
from codegen.lowering.places import Form, Place
from codegen.normalizer.spec import NormalSpec
from codegen.resolver.labels import Label
from codegen.words import folded

_LONG = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name, the anchor of its place, and the law that gave it."""

    text: str
    anchor: str
    law: int
    reason: str
    """One sentence or two, for a reader who asks why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """All names of a package."""

    types: Mapping[Location, Name]
    """By the location of the schema; several schemas that describe one place have one name."""
    parameters: Mapping[tuple[Location, str], Name]
    """By operation and place (`query`), where the operation has such parameters."""
    operations: Mapping[Location, str]
    """In snake case, unique in the package."""
    lock: Lock
    """The lock as it was given, empty if there was none; `renewed_lock` gives the next one."""
    moved: Mapping[str, str]
    """New anchor -> the anchor in the lock whose name moved to it."""
    twins: Mapping[Use, Name] = field(default_factory=dict)
    """By what they are the twins of, and the direction; they are known when types are."""
    unknowns: Mapping[str, Name] = field(default_factory=dict)
    """Open union -> the variant it has for tags of later versions; known when types are."""
    diagnostics: tuple[Diagnostic, ...]


def allocate(spec: NormalSpec, labels: Mapping[Location, tuple[Label, ...]], lock: Lock | None) -> Names:
    """Return the names of a description, those of the lock before those of the laws."""
    lock = lock or Lock(entries={})
    found = find_places(spec, labels)
    places = _distinct(found.places)
    moves = find_moves(lock, places, spec)
    went = {one.anchor for one in moves.moved.values()}
    held = [_held(one) for one in lock.entries.values() if twin_of(one.anchor) in {*places, *went}]
    living = {*places, *went, *(one.anchor for one in held)}
    gone = [one for anchor, one in lock.entries.items() if anchor not in living]
    locked = {anchor: one.name for anchor, one in (*lock.entries.items(), *moves.moved.items()) if anchor in living}
    hashed = claim((*places.values(), *held), locked, {folded(one.name): one.anchor for one in gone})
    names = {
        anchor: Name(text=one.name, anchor=anchor, law=one.law, reason=one.reason) for anchor, one in places.items()
    }
    return Names(
        types={at: names[place.anchor] for at, place in found.at.items() if place.reserved},
        parameters={key: names[place.anchor] for key, place in found.parameters.items()},
        operations={at: operation_name(base) for at, base in found.operations.items()},
        lock=lock,
        moved={anchor: one.anchor for anchor, one in moves.moved.items()},
        diagnostics=(*_hashed(hashed, spec), *_moved(moves, places, spec)),
    )


def _held(twin: Entry) -> Place:
    """Return a place that holds the name of a twin in the lock; whether there is such a twin, nobody knows yet."""
    return Place(anchor=twin.anchor, form=Form.COMPONENT, depth=-1, owner=None, words=(), text=twin.name)


def renewed_lock(names: Names, declared: Iterable[str], spec: NormalSpec) -> Lock:
    """Return the lock of the declared names; entries whose place is gone retire, and keep the name for its return."""
    given = set(declared)
    places: dict[str, list[Location]] = {}
    living: dict[str, str] = {one.anchor: one.text for one in names.parameters.values() if one.text in given}
    for at, name in names.types.items():
        if name.text in given:
            living[name.anchor] = name.text
            places.setdefault(name.anchor, []).append(at)
    living |= {one.anchor: one.text for one in (*names.twins.values(), *names.unknowns.values())}
    entries = [
        Entry(name=name, digest=digest(places.get(twin_of(anchor) or anchor, ()), spec), anchor=anchor)
        for anchor, name in living.items()
    ]
    went = set(names.moved.values())
    retired = (
        Entry(name=one.name, digest=one.digest, anchor=one.anchor, living=False)
        for one in names.lock.entries.values()
        if one.anchor not in living and one.anchor not in went and one.name not in given
    )
    return Lock.of((*entries, *retired))


def _distinct(places: Iterable[Place]) -> dict[str, Place]:
    """Return the places by anchor; equal anchors are one place described twice."""
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place.anchor, place)
    return found


def _hashed(places: Iterable[Place], spec: NormalSpec) -> Iterator[Diagnostic]:
    for place in places:
        yield codes.NAME_HASHED.at(
            _first(place, spec),
            f"`{place.name}` ends in a hash: nothing else tells {place.anchor} from other places of that name.",
            help="Give one of them a `title`, or make it a component.",
        )


def _moved(moves: Moves, places: Mapping[str, Place], spec: NormalSpec) -> Iterator[Diagnostic]:
    for anchor, one in moves.moved.items():
        by_law = wanted(places[anchor])
        yield codes.NAME_MOVED.at(
            _first(places[anchor], spec),
            f"`{one.name}` moved here from {one.anchor}"
            + (f"; the laws give `{by_law}`." if by_law != one.name else "."),
        )
    for one in moves.ambiguous:
        yield codes.NAME_AMBIGUOUS_MOVE.at(
            Location(spec.document, ""), f"Several places have the content of {one.anchor}; `{one.name}` retires."
        )


def _first(place: Place, spec: NormalSpec) -> Location:
    return place.locations[0] if place.locations else Location(spec.document, "")


def long_names(names: Names, declared: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a note for each declared name over 60 characters (law 15)."""
    long = {name for name in declared if len(name) > _LONG}
    twins = {use.name: name.text for use, name in names.twins.items()}
    for at, name in names.types.items():
        for text in (name.text, twins.get(name.text)):
            if text in long:
                long.discard(text)
                yield codes.NAME_LONG.at(
                    at,
                    f"`{text}` has {len(text)} characters.",
                    help="A schema that is a component of its own has the name of its key.",
                )
