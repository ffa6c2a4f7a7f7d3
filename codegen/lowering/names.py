"""The name of every place of a description that can have one (`NAMING.md`), and the way back from it.

In: a description, the labels of its variants, the lock of the last run, overrides. Out: names of types, of the
parameters of each operation, and of operations. A place has its name whether it is declared or not, so that no
threshold moves another.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from codegen import codes
from codegen.diagnostics import Diagnostic
from codegen.location import Location
from codegen.lowering.anchors import twin_of
from codegen.lowering.claims import Claimed, Given, claim, wanted
from codegen.lowering.directions import Use
from codegen.lowering.entries import find_places
from codegen.lowering.lock import NO_NAMES, Entry, Lock
from codegen.lowering.modules import operation_name
from codegen.lowering.moves import Moves, find_moves
from codegen.lowering.overrides import Chosen, resolve_overrides, taken
from codegen.lowering.places import Form, Lost, Place
from codegen.lowering.renewal import split
from codegen.lowering.reserved import LAW_REVISION
from codegen.normalizer.spec import NormalSpec
from codegen.options import Override
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
    lost: tuple[Lost, ...] = ()
    """What it would have been called before, had nobody else that name."""


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
    """The lock as it was given, empty if there was none; `renewal.renewed_lock` gives the next one."""
    moved: Mapping[str, str]
    """New anchor -> the anchor in the lock whose name moved to it."""
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Anchor of a body -> the anchors of the same body in other media types."""
    inside: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Type -> the attributes and members that the lock has for it, by path from its anchor."""
    chosen: Chosen
    kept: frozenset[str]
    """The anchors of places that are declared whatever their size, as they were before, or as their name was chosen."""
    outdated: Mapping[str, str] = field(default_factory=dict)
    """Anchor -> the name that newer laws than the lock's would give, where that is another one."""
    twins: Mapping[Use, Name] = field(default_factory=dict)
    """By what they are the twins of, and the direction; they are known when types are."""
    unknowns: Mapping[str, Name] = field(default_factory=dict)
    """Open union -> the variant it has for tags of later versions; known when types are."""
    diagnostics: tuple[Diagnostic, ...]


def allocate(
    spec: NormalSpec,
    labels: Mapping[Location, tuple[Label, ...]],
    lock: Lock | None,
    overrides: Sequence[Override] = (),
) -> Names:
    """Return the names of a description: those that were chosen, then those of the lock, then those of the laws."""
    lock = lock or NO_NAMES
    found = find_places(spec, labels)
    places = _distinct(found.places)
    chosen = resolve_overrides(overrides, found, places, spec)
    also = {one.anchor: tuple(one.also) for one in places.values() if one.also}
    described = frozenset((*places, *(other for others in also.values() for other in others)))
    moves = find_moves(lock, places, described, spec)
    same = _shared(chosen, places)
    claiming = [one for one in places.values() if one.anchor not in same]
    claimed = _claim(claiming, described, lock, moves, chosen)
    names = {anchor: _name(places[same.get(anchor, anchor)], anchor) for anchor in places}
    outdated = _outdated(spec, labels, lock, names) if lock.laws < LAW_REVISION else {}
    return Names(
        types={at: names[place.anchor] for at, place in found.at.items() if place.reserved},
        parameters={key: names[place.anchor] for key, place in found.parameters.items()},
        operations={at: operation_name(base) for at, base in found.operations.items()},
        lock=lock,
        moved={anchor: one.anchor for anchor, one in moves.moved.items()},
        also=also,
        inside=_inside(lock, moves, names),
        chosen=chosen,
        kept=frozenset(
            (*chosen.names, *chosen.shared, *moves.moved, *(one.anchor for one in lock.entries.values() if one.living))
        ),
        outdated=outdated,
        diagnostics=(
            *chosen.diagnostics,
            *taken(claimed.displaced, chosen),
            *_hashed(claimed.hashed, spec),
            *_moved(moves, places, spec),
            *split(places, lock, spec),
            *_told_outdated(outdated, names, places, spec),
        ),
    )


def _claim(claiming: list[Place], described: frozenset[str], lock: Lock, moves: Moves, chosen: Chosen) -> Claimed:
    """Give the places their names; twins of the lock hold theirs, as nobody knows yet whether there are such twins."""
    there = described.union(one.anchor for one in moves.moved.values())
    held = [_held(one) for one in lock.entries.values() if twin_of(one.anchor) in there]
    living = there.union(one.anchor for one in held)
    locked = {anchor: one.name for anchor, one in (*lock.entries.items(), *moves.moved.items()) if anchor in living}
    gone = [*(one for anchor, one in lock.entries.items() if anchor not in living), *lock.former]
    had = frozenset(locked.values())
    given = Given(
        chosen=chosen.names,
        locked=locked,
        retired={folded(one.name): one.anchor for one in gone if one.name not in had},
    )
    return claim((*claiming, *held), given)


def _inside(lock: Lock, moves: Moves, names: Mapping[str, Name]) -> dict[str, dict[str, str]]:
    """Return what the lock has of the names inside types, by the names that these have now."""
    went = {one.anchor: anchor for anchor, one in moves.moved.items()}
    found: dict[str, dict[str, str]] = {}
    for (anchor, path), text in lock.inside.items():
        name = names.get(went.get(anchor, anchor))
        if name is not None:
            found.setdefault(name.text, {})[path] = text
    return found


def _shared(chosen: Chosen, places: Mapping[str, Place]) -> dict[str, str]:
    """Return, for each place that shares the declaration of another and each below it, the place it is equal to."""
    same: dict[str, str] = {}
    for anchor, other in chosen.shared.items():
        if anchor not in places:
            continue
        places[anchor].name = chosen.names[other]
        for below in places:
            if below == anchor or below.startswith(f"{anchor}/"):
                like = f"{other}{below[len(anchor) :]}"
                if like in places:
                    same[below] = like
    return same


def _name(place: Place, anchor: str) -> Name:
    return Name(text=place.name, anchor=anchor, law=place.law, reason=place.reason, lost=tuple(place.lost))


def _held(twin: Entry) -> Place:
    """Return a place that holds the name of a twin in the lock."""
    return Place(anchor=twin.anchor, form=Form.COMPONENT, depth=-1, owner=None, words=(), text=twin.name)


def _outdated(
    spec: NormalSpec, labels: Mapping[Location, tuple[Label, ...]], lock: Lock, names: Mapping[str, Name]
) -> dict[str, str]:
    """Return what the laws of today would call the places whose names are of earlier ones."""
    today = allocate(spec, labels, None)
    found = {one.anchor: one.text for one in (*today.types.values(), *today.parameters.values())}
    return {
        anchor: text
        for anchor, text in found.items()
        if anchor in lock.entries and names[anchor].text == lock.entries[anchor].name != text
    }


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
        if anchor in moves.followed:
            continue
        by_law = wanted(places[anchor])
        yield codes.NAME_MOVED.at(
            _first(places[anchor], spec),
            f"`{one.name}` moved here from {one.anchor}"
            + (f"; the laws give `{by_law}`." if by_law != one.name else "."),
        )
    for one in moves.ambiguous:
        yield codes.NAME_AMBIGUOUS_MOVE.at(
            Location(spec.document, ""),
            f"Several places have the content of {one.anchor}; `{one.name}` retires.",
            help=f"`codegen names set POINTER {one.name}` gives it to one of them.",
        )


def _told_outdated(
    outdated: Mapping[str, str], names: Mapping[str, Name], places: Mapping[str, Place], spec: NormalSpec
) -> Iterator[Diagnostic]:
    for anchor, text in outdated.items():
        message = f"`{names[anchor].text}` is the name of earlier laws; today's give `{text}`."
        help = f"`codegen names reset '{anchor}'` takes it."
        yield codes.NAMES_OUTDATED.at(_first(places[anchor], spec), message, help=help)


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
                    help=f"Choose a shorter one: `codegen names set '{name.anchor}' NAME`.",
                )
